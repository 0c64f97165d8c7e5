package goloom.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.FromCompiler.Completed;
import goloom.worker.protocol.FromCompiler.Completion;
import goloom.worker.protocol.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleterTest {
  private static final String IMPORTS = "import module goloom;\nimport static goloom.Go.*;\n";

  /** Completions where the source has a bar. */
  private static Completed at(String source) {
    var text = IMPORTS + source;
    var offset = text.indexOf('|');
    var file = new SourceFile("Main.java", text.replace("|", ""));
    return new Completer(Snippets.compiler()).at(List.of(file), "Main.java", offset);
  }

  private static List<String> labels(String source) {
    return at(source).items().stream().map(Completion::label).distinct().toList();
  }

  @Test
  void afterADot_membersOfTheValue() {
    assertThat(labels("void main() {\n  var ch = Chan.<Integer>make();\n  ch.|\n}"))
        .contains("send", "receive", "close")
        .doesNotContain("make");
  }

  @Test
  void afterATypesDot_staticMembers() {
    assertThat(labels("void main() {\n  Chan.|\n}")).contains("make", "nil").doesNotContain("send");
  }

  @Test
  void prefix_narrows_andIsReplaced() {
    var completed = at("void main() {\n  var list = new ArrayList<String>();\n  list.ad|\n}");
    assertThat(completed.items()).isNotEmpty().allMatch(i -> i.label().startsWith("ad"));
    assertThat(completed.anchor())
        .isEqualTo(
            (IMPORTS + "void main() {\n  var list = new ArrayList<String>();\n  list.").length());
    assertThat(completed.items()).anyMatch(i -> i.detail().equals("(String) boolean"));
  }

  @Test
  void name_fromScope_importsAndFields() {
    assertThat(labels("int counter;\nvoid main() {\n  var count = 1;\n  |\n}"))
        .contains("counter", "count", "main", "go", "select", "WaitGroup");
  }

  @Test
  void inALambda_itsParametersAndWhatItCaptures() {
    assertThat(
            labels(
                "void main() {\n  var outer = 1;\n  List.of(1).forEach(inner -> {\n    |\n  });\n}"))
        .contains("outer", "inner");
  }

  @Test
  void nowhere_isNothing() {
    assertThat(new Completer(Snippets.compiler()).at(List.of(), "Main.java", 5).items()).isEmpty();
  }
}
