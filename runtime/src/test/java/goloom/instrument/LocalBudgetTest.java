package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The count of steps, where a method keeps it in a variable of its own. */
class LocalBudgetTest {

  /** How the clock of one processor stands after the body, in nanoseconds. */
  private static long nanosOf(String body) {
    var ran = Ran.of("void main() { gomaxprocs(1); work(); }\n" + body);
    assertThat(ran.ending().status()).as(() -> ran.reports().toString()).isEqualTo("ok");
    return ran.ending().virtualNanos();
  }

  @Test
  void loopThatCatchesItsOwnException_isPreempted() {
    var ran =
        Ran.of(
            """
            void main() {
              gomaxprocs(1);
              go(() -> spin(null));
              gosched();
              IO.println("on");
            }
            void spin(int[] none) {
              while (true) {
                try {
                  none[0]++;
                } catch (NullPointerException e) {
                }
              }
            }
            """);
    assertThat(ran.output()).isEqualTo("on\n");
  }

  @Test
  void exceptionOfACall_keepsTheTimeThatTheCallTook() {
    var loop = "for (int i = 0; i < 5_000_000; i++) n++;";
    var thrown =
        """
        int n;
        void work() {
          for (int i = 0; i < 3; i++) { }
          try { slow(); } catch (IllegalStateException e) { n++; }
        }
        void slow() { LOOP throw new IllegalStateException(); }
        """;
    assertThat(nanosOf(thrown.replace("LOOP", loop)) - nanosOf(thrown.replace("LOOP", "")))
        .isGreaterThan(100_000_000L);
  }

  @Test
  void initialiserOfAnotherClass_spendsItsTime_inTheMidstOfALoop() {
    var source =
        """
        class Other {
          static int value = 1;
          static { for (int i = 0; i < LIMIT; i++) value++; }
        }
        void work() {
          long sum = 0;
          for (int i = 0; i < 1_000; i++) sum += Other.value;
          IO.println(sum);
        }
        """;
    assertThat(nanosOf(source.replace("LIMIT", "5000000")))
        .isGreaterThan(nanosOf(source.replace("LIMIT", "5")) + 10_000_000L);
  }

  @Test
  void loopsOfTwoGoroutines_losesUpdates_onSomeSeeds() {
    var program =
        Ran.program(
            """
            int n;
            void main() {
              var wg = new WaitGroup();
              for (int i : range(2)) wg.go(this::count);
              wg.await();
              IO.println(n < 40 ? "lost" : "all");
            }
            void count() { for (int k = 0; k < 20; k++) n++; }
            """);
    var outputs = new java.util.TreeSet<String>();
    for (int seed = 1; seed < 60; seed++) {
      outputs.add(program.run(seed).output().strip());
    }
    assertThat(outputs).containsExactly("all", "lost");
  }

  @Test
  void clock_neverGoesBack_whereALoopReadsIt() {
    var ran =
        Ran.of(
            """
            int n;
            void main() {
              long before = System.nanoTime();
              for (int round = 0; round < 1_000; round++) {
                for (int i = 0; i < 100; i++) n += i;
                long now = System.nanoTime();
                if (now <= before) throw new IllegalStateException(before + " then " + now);
                before = now;
              }
            }
            """);
    assertThat(ran.ending().status()).isEqualTo("ok");
  }
}
