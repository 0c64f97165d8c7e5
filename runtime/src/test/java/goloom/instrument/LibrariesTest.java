package goloom.instrument;

import static goloom.instrument.Programs.mainPrints;
import static goloom.instrument.Programs.prints;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Code of the JDK's that calls back, waits for the operating system, or can't be governed. */
class LibrariesTest {

  @Test
  void codeUnderAHiddenLock_isNotSwitchedAwayFrom() {
    prints(
        "200 100\n",
        """
        static int inside;
        static int slowly(int v) { for (int i = 0; i < 20; i++) inside++; for (int i = 0; i < 20; i++) inside--; return v + 1; }
        void main() {
          Map<String, Integer> map = new ConcurrentHashMap<>();
          var other = new ConcurrentHashMap<String, Integer>();
          var wg = new WaitGroup();
          for (int g : range(4)) wg.go(() -> {
            for (int i = 0; i < 50; i++) {
              map.merge("k", 1, (a, b) -> slowly(a));
              if (i % 2 == 0) other.compute("k", (k, v) -> v == null ? 1 : slowly(v));
            }
          });
          wg.await();
          IO.println(map.get("k") + " " + other.get("k"));
        }
        """);
  }

  @Test
  void fileCalls_workAndTakeTime() {
    mainPrints(
        "text true\n",
        """
        var file = Files.createTempFile("x", "y");
        Files.writeString(file, "text");
        long t = System.nanoTime();
        IO.print(Files.readString(file) + " ");
        IO.println(System.nanoTime() - t >= 20_000);
        Files.delete(file);
        """);
  }

  @Test
  void callsWithoutHold_areNamed() {
    var ran =
        Ran.of(
            """
            void main() {
              var ref = new java.lang.ref.WeakReference<>("x");
              ref.get();
              new java.net.Socket(); // not connected: whether that waits the kernel decides
            }
            """);
    assertThat(ran.ending().deterministic()).isFalse();
    assertThat(ran.ending().uncontrolled())
        .containsExactly("java.lang.ref.WeakReference", "java.net.Socket");
  }

  @Test
  void processesAndNativeCode_areRefused_withTheLine() {
    var ran = Ran.of("void main() throws Exception {\nnew ProcessBuilder(\"ls\").start();\n}");
    assertThat(ran.ending().status()).isEqualTo("panic");
    assertThat(ran.reports().getFirst())
        .contains("not allowed in a program here: java.lang.ProcessBuilder.start", "Main.java:5");
  }
}
