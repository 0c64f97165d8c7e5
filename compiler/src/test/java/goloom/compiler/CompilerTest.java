package goloom.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.ClassFile;
import goloom.worker.protocol.Diagnostic;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompilerTest {

  @Test
  void compactFile_compilesToItsOwnName() {
    var compiled =
        Snippets.compile("Hello.java", "void main() { Runnable r = () -> {}; r.run(); }");
    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.mainClass()).isEqualTo("Hello");
    assertThat(compiled.classes()).extracting(ClassFile::name).containsExactly("Hello");
  }

  @Test
  void severalFiles_compileTogether() {
    var compiled =
        Snippets.compile(
            "Main.java",
            "void main() { IO.println(new Helper().help()); }",
            "Helper.java",
            "public class Helper { record R(int x) {} String help() { return new R(1).toString(); } }");
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.mainClass()).isEqualTo("Main");
    assertThat(compiled.classes())
        .extracting(ClassFile::name)
        .containsExactlyInAnyOrder("Main", "Helper", "Helper$R");
  }

  @Test
  void classInAPackage_isFoundByItsBinaryName() {
    var compiled =
        Snippets.compile(
            "App.java", "package demo; class App { public static void main(String[] args) {} }");
    assertThat(compiled.mainClass()).isEqualTo("demo.App");
  }

  @Test
  void methodTooLargeToRewrite_isTold() {
    assertThat(Snippets.main("void main() {}").uncontrolled()).isEmpty();
    var large =
        "int x; void large() {" + "for(;x<0;);".repeat(5_800) + "} void main() { large(); }";
    assertThat(Snippets.main(large).uncontrolled())
        .singleElement()
        .asString()
        .contains("method too large");
  }

  @Test
  void error_isPlacedInUtf16Units_endExclusive() {
    var compiled =
        Snippets.main("void main() {\r\n\tvar \ud83d\ude00 = \"x\";\n  int y = \"one\";\n}\n");
    assertThat(compiled.ok()).isFalse();
    var typeError =
        Snippets.main("// \ud83d\ude00 two units\r\nvoid main() {\r\n\tint y = \"one\";\n}\n");
    assertThat(typeError.diagnostics())
        .extracting(Snippets::place)
        .containsExactly("compiler.err.prob.found.req 3:10-3:15");
  }

  @Test
  void missingSemicolon_isOneColumnWide() {
    assertThat(Snippets.main("void main() {\n  int x = 1\n}\n").diagnostics())
        .extracting(Snippets::place)
        .containsExactly("compiler.err.expected 2:12-2:13");
  }

  @Test
  void errorAtTheEndOfTheText_staysInIt() {
    var d = Snippets.main("void main() {").diagnostics().getFirst();
    assertThat(d.line()).isEqualTo(1);
    assertThat(d.column()).isBetween(13, 14);
    assertThat(d.endColumn()).isGreaterThan(d.column());
  }

  @Test
  void errors_leaveNoClasses() {
    var compiled = Snippets.main("void main() { missing(); }");
    assertThat(compiled.classes()).isEmpty();
    assertThat(compiled.mainClass()).isEmpty();
    assertThat(compiled.sites()).isEmpty();
  }

  @Test
  void noMain_isSaid() {
    assertThat(Snippets.compile("A.java", "class A {}").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("goloom.no-main");
  }

  @Test
  void twoMains_areSaidAtTheSecond() {
    var diagnostics =
        Snippets.compile("A.java", "void main() {}\n", "B.java", "\nvoid main() {}\n")
            .diagnostics();
    assertThat(diagnostics).extracting(Diagnostic::file).containsExactly("B.java");
    assertThat(diagnostics).extracting(Diagnostic::code).containsExactly("goloom.two-mains");
    assertThat(diagnostics.getFirst().line()).isEqualTo(2);
    assertThat(diagnostics.getFirst().message()).contains("A.java");
  }

  @Test
  void namesThatAreNoFilesOfJava_areRefused() {
    for (var name :
        new String[] {
          "module-info.java", "@file", "-J.java", "../A.java", "a/B.java", "x.txt", "1.java"
        }) {
      assertThat(Snippets.compile(name, "void main() {}").diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly("goloom.file-name");
    }
    assertThat(Snippets.compile("A.java", "void main() {}", "A.java", "").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("goloom.file-name");
  }

  @Test
  void modulesThatARunHasNot_areNotSeen() {
    for (var name :
        new String[] {"java.sql.Connection", "com.sun.source.tree.Tree", "sun.misc.Unsafe"}) {
      assertThat(Snippets.main("import " + name + ";\nvoid main() {}").ok()).as(name).isFalse();
    }
    assertThat(Snippets.main("import java.util.logging.Logger;\nvoid main() {}").ok()).isTrue();
  }

  @Test
  void manyErrors_endAt50() {
    var source =
        IntStream.range(0, 200)
            .mapToObj(i -> "missing" + i + "();")
            .collect(Collectors.joining("\n"));
    assertThat(Snippets.main("void main() {" + source + "}").diagnostics()).hasSize(50);
  }

  @Test
  void tooManyClasses_areRefused() {
    var source =
        IntStream.range(0, 600)
            .mapToObj(i -> "class C" + i + " {}")
            .collect(Collectors.joining("\n"));
    assertThat(Snippets.main("void main() {}\n" + source).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("goloom.too-large");
  }

  @Test
  void sourceThatNestsTooDeeply_isGivenUpInWords() {
    var source = "void main() { int x = " + "(".repeat(9000) + "1" + ")".repeat(9000) + "; }";
    assertThat(Snippets.main(source).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("goloom.gave-up");
    assertThat(Snippets.main("void main() {}").ok()).isTrue();
  }
}
