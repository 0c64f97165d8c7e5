package goloom.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is legal Java and never what a learner means, or illegal in words that don't help one. */
class MistakesTest {
  private static final String IMPORTS = "import module goloom;\nimport static goloom.Go.*;\n";

  private static List<Diagnostic> in(String source) {
    return Snippets.main(IMPORTS + source).diagnostics();
  }

  private static Diagnostic only(String source) {
    var diagnostics = in(source);
    assertThat(diagnostics).hasSize(1);
    return diagnostics.getFirst();
  }

  @Test
  void waitOnAWaitGroup_asksForAwait() {
    var d = only("void main() throws Exception {\n  var wg = new WaitGroup();\n  wg.wait();\n}");
    assertThat(Snippets.place(d)).isEqualTo("goloom.wait 5:6-5:10");
    assertThat(d.severity()).isEqualTo("error");
    assertThat(d.message()).contains("did you mean await()?");
  }

  @Test
  void waitOnAWaitGroup_isSaidBesideJavasOwnComplaint() {
    assertThat(in("void main() {\n  new WaitGroup().wait();\n}"))
        .extracting(Diagnostic::code)
        .contains("goloom.wait");
  }

  @Test
  void ownWait_isLeftAlone() {
    assertThat(
            in(
                "void main() throws Exception { synchronized (this) { notifyAll(); this.notify(); } }"))
        .isEmpty();
  }

  @Test
  void countedVariable_capturedByALambda_asksForRange() {
    var d = only("void main() {\n  for (int i = 0; i < 3; i++) go(() -> IO.println(i));\n}");
    assertThat(Snippets.place(d))
        .isEqualTo("compiler.err.cant.ref.non.effectively.final.var 4:51-4:52");
    assertThat(d.message()).contains("range(n)");
  }

  @Test
  void severalFieldsInOneDeclaration_asksForOnePerLine() {
    var d = in("int a, b;\nvoid main() {}").getFirst();
    assertThat(d.line()).isEqualTo(3);
    assertThat(d.message()).startsWith("one per line");
  }

  @Test
  void ownMethod_thatHidesAnImportedOne_isWarnedOf() {
    var compiled =
        Snippets.main(IMPORTS + "void go(Runnable r) { r.run(); }\nvoid main() { go(() -> {}); }");
    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.diagnostics())
        .extracting(Snippets::place)
        .containsExactly("goloom.hides 3:6-3:8");
    assertThat(compiled.diagnostics().getFirst().severity()).isEqualTo("warning");
  }

  @Test
  void ownMethod_withoutTheImport_isNobodysBusiness() {
    assertThat(
            Snippets.main("void go(Runnable r) { r.run(); }\nvoid main() { go(() -> {}); }")
                .diagnostics())
        .isEmpty();
  }
}
