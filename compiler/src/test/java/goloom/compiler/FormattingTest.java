package goloom.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormattingTest {

  @Test
  void compactFile_isFormatted() {
    var formatted =
        Formatting.format(
            List.of(
                new SourceFile(
                    "Main.java", "import module goloom;\nvoid main(){IO.println( 1 );}")));
    assertThat(formatted.diagnostics()).isEmpty();
    assertThat(formatted.files().getFirst().source())
        .isEqualTo("import module goloom;\n\nvoid main() {\n  IO.println(1);\n}\n");
  }

  @Test
  void brokenFile_isLeftAlone_andSaidWhere() {
    var formatted =
        Formatting.format(List.of(new SourceFile("Main.java", "void main() {\n  int = 1;\n}\n")));
    assertThat(formatted.files()).isEmpty();
    assertThat(formatted.diagnostics().getFirst().line()).isEqualTo(2);
    assertThat(formatted.diagnostics().getFirst().file()).isEqualTo("Main.java");
  }
}
