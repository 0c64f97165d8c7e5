package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a channel's direction allows is for the compiler to check. */
class DirectionTest {
  private static final String FILE = "test/chan/perm.go";

  private static final String HEAD =
      "import goloom.*; import static goloom.Go.*; class Statements {\n";

  /** One line each, so that an error's line tells the statement. */
  private static final String METHOD =
      "void run%d(Chan<Integer> both, ReceiveChan<Integer> in, SendChan<Integer> out, int n) { %s }%n";

  /** Those of the statements that the compiler refuses. */
  private static Set<String> refused(List<String> statements) {
    StringBuilder source = new StringBuilder(HEAD);
    for (int i = 0; i < statements.size(); i++) {
      source.append(METHOD.formatted(i, statements.get(i)));
    }
    source.append("}\n");
    var file =
        new SimpleJavaFileObject(
            URI.create("string:///Statements.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.toString();
          }
        };
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of(
            "-proc:none",
            "-XDshould-stop.ifNoError=FLOW", // checks, and writes no class file
            "-cp",
            System.getProperty("java.class.path"));
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, diagnostics, options, null, List.of(file))
        .call();
    Set<String> refused = new TreeSet<>();
    for (var diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        refused.add(statements.get((int) diagnostic.getLineNumber() - 2));
      }
    }
    return refused;
  }

  private static void compile(String... statements) {
    assertThat(refused(List.of(statements))).isEmpty();
  }

  private static void areRefused(String... statements) {
    assertThat(refused(List.of(statements))).containsExactlyInAnyOrder(statements);
  }

  @Test
  @Origin(file = FILE, name = "what the directions allow")
  void statements_thatTheDirectionsAllow_compile() {
    compile(
        "in = both; out = both;",
        "both.send(0); both.receive(); both.receiveOk();",
        "in.receive(); in.receiveOk();",
        "out.send(0);",
        "select(onSend(both, 0), onReceive(both), onReceive(in), onSend(out, 0));",
        "for (int v : both) {} for (int v : in) {}",
        "both.close(); out.close();");
  }

  @Test
  @Origin(file = FILE, name = "assignments")
  void assignments_thatWouldAddADirection_areRefused() {
    areRefused("both = in;", "both = out;", "in = out;", "out = in;");
  }

  @Test
  @Origin(file = FILE, name = "send on a receive-only channel")
  void send_onAReceiveOnlyChannel_isRefused() {
    areRefused("in.send(0);", "select(onSend(in, 0));");
  }

  @Test
  @Origin(file = FILE, name = "receive from a send-only channel")
  void receive_fromASendOnlyChannel_isRefused() {
    areRefused("out.receive();", "out.receiveOk();", "select(onReceive(out));");
  }

  @Test
  @Origin(file = FILE, name = "range over a send-only channel")
  void range_overASendOnlyChannel_isRefused() {
    areRefused("for (int v : out) {}");
  }

  @Test
  @Origin(file = FILE, name = "close of a receive-only channel")
  void close_ofAReceiveOnlyChannel_isRefused() {
    areRefused("in.close();");
  }

  @Test
  @Origin(file = FILE, name = "operations on what is no channel")
  void channelOperations_onANumber_areRefused() {
    areRefused("n.receive();", "n.send(2);", "n.close();");
  }
}
