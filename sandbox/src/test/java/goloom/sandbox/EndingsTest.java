package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How runs end, seen from outside: always in exactly one exit. */
@ExtendWith(Box.class)
class EndingsTest {
  private static final String ENDLESS = "void main() { IO.println(\"on\"); while (true) {} }";

  @Test
  void program_thatReturns_isOk(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, "void main() { IO.println(\"hello\"); }");
    assertThat(ended.stdout()).isEqualTo("hello\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
    assertThat(ended.exit().code()).isZero();
    assertThat(ended.events().stream().map(e -> e.getClass().getSimpleName()).distinct())
        .startsWith("Compile", "Start")
        .endsWith("Exit");
  }

  @Test
  void program_thatExits_passesItsCodeOn(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, "void main() { IO.println(\"a\"); System.exit(3); }");
    assertThat(ended.exit().status()).isEqualTo(Status.EXIT);
    assertThat(ended.exit().code()).isEqualTo(3);
    assertThat(ended.stdout()).isEqualTo("a\n");
  }

  @Test
  void program_thatPanics_isReportedAndEndsIn2(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, "void main() { throw new IllegalStateException(\"no\"); }");
    assertThat(ended.exit().status()).isEqualTo(Status.PANIC);
    assertThat(ended.exit().code()).isEqualTo(2);
    assertThat(ended.all(Event.Panic.class)).hasSize(1);
    assertThat(ended.all(Event.Panic.class).getFirst().stack().getFirst().file())
        .isEqualTo("Main.java");
  }

  @Test
  void panic_inAnInitialiser_isAtItsLine(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, "static int x = Integer.parseInt(\"x\");\nvoid main() {}");
    assertThat(ended.exit().status()).isEqualTo(Status.PANIC);
    var stack = ended.all(Event.Panic.class).getFirst().stack();
    assertThat(stack.getFirst().file()).isEqualTo("Main.java");
    assertThat(stack.getFirst().line()).isEqualTo(1);
  }

  @Test
  void program_thatDeadlocks_isReportedAndEndsIn2(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(sandbox, "import module goloom;\nvoid main() { Chan.<Integer>make().receive(); }");
    assertThat(ended.exit().status()).isEqualTo(Status.DEADLOCK);
    assertThat(ended.exit().code()).isEqualTo(2);
    assertThat(ended.all(Event.Deadlock.class)).hasSize(1);
  }

  /** As in Java: a thread of main's that is no daemon goes on after main's return. */
  @Test
  void thread_onRealThreads_keepsTheProgramAlive(Sandbox sandbox) throws Exception {
    var ended =
        Box.run(
            sandbox,
            Box.real(
                """
                void main() {
                  var main = Thread.currentThread();
                  new Thread(() -> {
                    while (main.isAlive()) Thread.onSpinWait();
                    IO.println("later");
                  }).start();
                }
                """));
    assertThat(ended.stdout()).isEqualTo("later\n");
    assertThat(ended.exit().status()).isEqualTo(Status.OK);
  }

  @Test
  void main_withArguments_orStatic_isFoundToo(Sandbox sandbox) throws Exception {
    var explicit =
        "class Main { public static void main(String[] args) { IO.println(args.length); } }";
    assertThat(Box.run(sandbox, explicit).stdout()).isEqualTo("0\n");
    assertThat(Box.run(sandbox, "void main(String[] args) { IO.println(args.length); }").stdout())
        .isEqualTo("0\n");
  }

  @Test
  void stop_endsAnEndlessProgram_atOnce(Sandbox sandbox) throws Exception {
    var going = Box.start(sandbox, Box.request(ENDLESS), _ -> {});
    Box.until(() -> going.events().stream().anyMatch(Event.Output.class::isInstance));
    var worker = ProcessHandle.of(((Run) going.handle()).workerPid()).orElseThrow();
    var start = System.nanoTime();
    going.handle().stop();
    Box.until(() -> !worker.isAlive());
    var millis = (System.nanoTime() - start) / 1_000_000;
    var ended = going.end();
    // Far from the program's own end; how fast it really is, `goloom bench load` measures.
    assertThat(millis).isLessThan(2_000);
    assertThat(ended.exit().status()).isEqualTo(Status.KILLED);
    assertThat(ended.exit().code()).isEqualTo(137);
    assertThat(ended.stdout()).isEqualTo("on\n");
  }

  @Test
  void worker_killedFromOutside_isSaid_andTheNextRunWorks(Sandbox sandbox) throws Exception {
    var going = Box.start(sandbox, Box.request(ENDLESS), _ -> {});
    Box.until(() -> going.events().stream().anyMatch(Event.Output.class::isInstance));
    var pid = ((Run) going.handle()).workerPid();
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    var ended = going.end();
    assertThat(ended.exit().status()).isEqualTo(Status.KILLED);
    assertThat(ended.exit().code()).isEqualTo(137);
    assertThat(ended.exit().message()).contains("killed from outside");
    assertThat(Box.run(sandbox, "void main() { IO.println(\"next\"); }").stdout())
        .isEqualTo("next\n");
  }

  @Test
  void everyRun_endsInOneExit_alsoWhenItsConsumerFails(Sandbox sandbox) throws Exception {
    var handle =
        sandbox.run(
            "test",
            Box.request(ENDLESS),
            event -> {
              if (event instanceof Event.Output) {
                throw new IllegalStateException("nobody listens");
              }
            });
    handle.await();
    assertThat(Box.run(sandbox, "void main() {}").all(Event.Exit.class)).hasSize(1);
  }

  @Test
  void manyRuns_leaveNoProcessAndNoThread(Sandbox sandbox) throws Exception {
    Box.until(() -> isWarm(sandbox));
    var before = ProcessHandle.current().descendants().count();
    for (int i = 0; i < 10; i++) {
      Box.run(sandbox, i % 2 == 0 ? "void main() {}" : "void main() { System.exit(1); }");
    }
    // What is left are the workers that wait warm, as many as before or just starting.
    Box.until(() -> ProcessHandle.current().descendants().count() <= before + 4);
    Box.until(() -> runThreads() == 0);
  }

  private static boolean isWarm(Sandbox sandbox) {
    var state = sandbox.state();
    return state.runWorkers() == state.runWorkersWanted()
        && state.compileWorkers() == state.compileWorkersWanted();
  }

  private static long runThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("run-"))
        .count();
  }

  @Test
  void compileError_isADiagnostic_andNothingRuns(Sandbox sandbox) throws Exception {
    var ended = Box.run(sandbox, "void main() {\n  int x = \"one\";\n}\n");
    var compile = (Event.Compile) ended.events().getFirst();
    assertThat(compile.ok()).isFalse();
    var diagnostic = compile.diagnostics().getFirst();
    assertThat(
            List.of(
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.endLine(),
                diagnostic.endColumn()))
        .containsExactly(2, 11, 2, 16);
    assertThat(ended.exit().status()).isEqualTo(Status.COMPILE_ERROR);
    assertThat(ended.exit().code()).isEqualTo(1);
    assertThat(ended.events()).hasSize(2);
  }

  @Test
  void compileBomb_isATimeout_andTheNextCompileWorks(Sandbox sandbox) throws Exception {
    var bomb = new StringBuilder("interface I0 {}\n");
    for (int n = 1; n < 40; n++) {
      bomb.append("interface I").append(n).append(" extends ");
      for (int k = 0; k < n; k++) {
        bomb.append(k == 0 ? "I" : ", I").append(k);
      }
      bomb.append(" {}\n");
    }
    var ended = Box.run(sandbox, bomb + "void main() {}\n");
    assertThat(ended.exit().status()).isEqualTo(Status.TIMEOUT);
    assertThat(ended.exit().code()).isEqualTo(124);
    assertThat(ended.exit().message()).contains("4 s");
    assertThat(ended.all(Event.Compile.class)).isEmpty();
    assertThat(Box.run(sandbox, "void main() { IO.println(1); }").stdout()).isEqualTo("1\n");
  }

  @Test
  void compilerThatGivesUp_saysSo_andTheNextCompileWorks(Sandbox sandbox) throws Exception {
    var deep = "void main() { int x = " + "(".repeat(9000) + "1" + ")".repeat(9000) + "; }";
    var compile = (Event.Compile) Box.run(sandbox, deep).events().getFirst();
    assertThat(compile.diagnostics()).hasSize(1);
    assertThat(compile.diagnostics().getFirst().code()).isEqualTo("goloom.gave-up");
    assertThat(Box.run(sandbox, "void main() { IO.println(2); }").stdout()).isEqualTo("2\n");
  }
}
