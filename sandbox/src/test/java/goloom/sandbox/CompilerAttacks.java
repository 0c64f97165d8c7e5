package goloom.sandbox;

import static goloom.sandbox.Attack.sim;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sources that want to keep the compiler busy for ever, to end it, or to talk it into something.
 */
final class CompilerAttacks {
  private static final String GAVE_UP = "goloom.gave-up";

  private CompilerAttacks() {}

  static List<Attack> all() {
    return List.of(
        stopped(sim("compiler: interfaces that multiply", interfaces(40))),
        stopped(
            sim(
                "compiler: inference that multiplies",
                "void main() { var x = " + nested(8) + "; }")),
        // Today's compiler knows a way through these.
        sim("compiler: patterns that multiply", patterns(12)),
        sim("compiler: finally in finally", finallyInFinally(10, 40))
            .ends(Status.COMPILE_ERROR)
            .diagnosed("compiler.err.limit.code.too.large.for.try.stmt"),
        sim(
                "compiler: nine thousand parentheses",
                "void main() { int x = " + "(".repeat(9000) + "1" + ")".repeat(9000) + "; }")
            .ends(Status.COMPILE_ERROR)
            .diagnosed(GAVE_UP),
        sim(
                "compiler: twenty thousand pluses",
                "void main() { int x = 1; x = " + "x+".repeat(20_000) + "1; }")
            .ends(Status.COMPILE_ERROR)
            .diagnosed(GAVE_UP),
        sim(
                "compiler: types that compute",
                "interface N<Z> {} class C<X> implements N<N<? super C<C<X>>>> { N<? super C<Byte>> f(C<Byte> c) { return c; } }\nvoid main() {}")
            .ends(Status.COMPILE_ERROR)
            .diagnosed(GAVE_UP),
        sim("compiler: a constant that doubles", doubling(30)).ends(Status.COMPILE_ERROR),
        sim(
                "compiler: blocks in blocks",
                "void main() { " + "{".repeat(8000) + "}".repeat(8000) + " }")
            .ends(Status.COMPILE_ERROR)
            .diagnosed(GAVE_UP),
        sim(
                "compiler: more mistakes than anybody reads",
                "void main() { " + "int x = y;\n".repeat(5000) + "}")
            .ends(Status.COMPILE_ERROR)
            .holds(ended ->
                assertThat(ended.all(Event.Compile.class).getFirst().diagnostics())
                    .hasSizeBetween(1, 150)),
        sim(
                "compiler: more classes than it needs",
                IntStream.range(0, 1000)
                    .mapToObj(i -> "class C" + i + " {}")
                    .collect(Collectors.joining("\n", "", "\nvoid main() {}")))
            .ends(Status.COMPILE_ERROR)
            .diagnosed("goloom.too-large"),
        sim(
                "compiler: a method larger than Java allows",
                "void main() { int x = 0;\n" + "x = x * 31 + x * 17 + x / 3;\n".repeat(5000) + "}")
            .ends(Status.COMPILE_ERROR),
        sim(
                "compiler: a processor of annotations",
                "import java.lang.annotation.*;\n@Target(ElementType.TYPE) @interface Run {}\n@Run class X {}\nvoid main() { IO.println(1); }")
            .with("META.java", "class META {}")
            .prints("1"),
        sim("compiler: a name that is an option", "void main() { IO.println(1); }")
            .with("-Xplugin.java", "class X {}")
            .ends(Status.COMPILE_ERROR)
            .diagnosed("goloom.file-name"),
        sim("compiler: a name that is a path", "void main() { IO.println(1); }")
            .with("../../etc/X.java", "class X {}")
            .ends(Status.COMPILE_ERROR)
            .diagnosed("goloom.file-name"),
        sim("compiler: a name that is a list of arguments", "void main() { IO.println(1); }")
            .with("@args", "-proc:full")
            .ends(Status.COMPILE_ERROR)
            .diagnosed("goloom.file-name"),
        sim("compiler: a module of its own", "void main() { IO.println(1); }")
            .with("module-info.java", "module m { requires jdk.compiler; }")
            .ends(Status.COMPILE_ERROR)
            .diagnosed("goloom.file-name"),
        sim("compiler: line ends in escapes", "void main() { // \\u000a IO.println(\"seen\");\n }")
            .prints("seen"));
  }

  /**
   * Its compilation is stopped. By its time or by its memory, whichever ends first: that is the
   * machine's affair.
   */
  private static Attack stopped(Attack attack) {
    return attack
        .ends(Status.TIMEOUT, "compilation took more than 15 s")
        .orEnds(Status.COMPILE_ERROR, "does not compile")
        .holds(ended -> {
          if (ended.exit().status() == Status.COMPILE_ERROR) {
            attack.diagnosed(GAVE_UP).checks().getLast().holds(ended);
          }
        });
  }

  /** The compiler writes each of them down twice, and so what is in it. */
  private static String finallyInFinally(int n, int statements) {
    return "void main() { int x = 0; "
        + "try { x++; } finally { ".repeat(n)
        + "x = x * 31 + 7;".repeat(statements)
        + " }".repeat(n)
        + " }";
  }

  /** Each extends all before it: the compiler walks every way through them. */
  static String interfaces(int n) {
    var source = new StringBuilder("interface I0 {}\n");
    for (int i = 1; i < n; i++) {
      source.append("interface I").append(i).append(" extends ");
      source.append(IntStream.range(0, i).mapToObj(k -> "I" + k).collect(Collectors.joining(", ")));
      source.append(" {}\n");
    }
    return source + "void main() {}\n";
  }

  private static String nested(int depth) {
    return depth == 0
        ? "Map.entry(\"k\", 1)"
        : "List.of(Map.entry(\"k\", %s), Map.entry(\"k\", %s))"
            .formatted(nested(depth - 1), nested(depth - 1));
  }

  private static String patterns(int n) {
    var components =
        IntStream.range(0, n).mapToObj(i -> "S c" + i).collect(Collectors.joining(", "));
    var cases = new StringBuilder();
    for (int i = 0; i < n; i++) {
      var at = i;
      for (var type : List.of("A", "B")) {
        cases.append(
            IntStream.range(0, n)
                .mapToObj(k -> (k == at ? type : "S") + " v" + k)
                .collect(Collectors.joining(", ", "case R(", ") -> 1;\n")));
      }
    }
    return "sealed interface S permits A, B {}\nrecord A() implements S {}\nrecord B() implements S {}\nrecord R("
        + components
        + ") {}\nint f(R r) { return switch (r) {\n"
        + cases
        + "}; }\nvoid main() {}\n";
  }

  private static String doubling(int n) {
    var source = new StringBuilder("static final String S0 = \"0123456789abcdef\";\n");
    for (int i = 1; i < n; i++) {
      source.append("static final String S%d = S%d + S%d;\n".formatted(i, i - 1, i - 1));
    }
    return source + "void main() { IO.println(S" + (n - 1) + ".length()); }\n";
  }
}
