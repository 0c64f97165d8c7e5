package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which source positions are numbered, and how they are named. */
class SitesTest {

  @Test
  void results_areNamedAfterTheVariableTheyGoTo() {
    var result =
        Loaded.of(
                """
                import java.util.concurrent.*;
                class Main {
                  static Object done = new CountDownLatch(1);
                  CountDownLatch own = new CountDownLatch(2);
                  static void run() {
                    var jobs = new LinkedBlockingQueue<String>();
                    if (jobs.isEmpty()) {
                      var other = Executors.newCachedThreadPool();
                      other.close();
                    }
                    Runnable r = () -> new CountDownLatch(3).countDown();
                  }
                }
                """)
            .result;
    assertThat(result.sites().lines())
        .startsWith("\t0\t\t")
        .contains("Main.java\t3\tMain.<clinit>\tMain.done")
        .contains("Main.java\t4\tMain.<init>\tMain.own")
        .contains("Main.java\t6\tMain.run\tjobs")
        .contains("Main.java\t8\tMain.run\tother")
        .contains("Main.java\t11\tMain.lambda$run$0\t");
  }

  @Test
  void realMode_marksSitesAlone() {
    var classes =
        Source.compile("class Main { static int x; static void run() { x++; System.gc(); } }");
    var result = Loaded.of(classes, Rewriter.Mode.REAL).result;
    assertThat(result.sites()).contains("Main.java\t1\tMain.run\t");
    var text =
        new String(
            result.classes().getFirst().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).contains("site").doesNotContain("step");
  }

  @Test
  void callsOfTheJdk_areNamedAfterTheVariableTheyAreOn() {
    var result =
        Loaded.of(
                """
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;
                class Main {
                  Lock own;
                  static Lock all;
                  void run(Semaphore permits, int n) throws Exception {
                    own.lock();
                    all.tryLock(1, TimeUnit.SECONDS);
                    permits.acquire(n);
                  }
                }
                """)
            .result;
    assertThat(result.sites().lines())
        .contains("Main.java\t7\tMain.run\tMain.own")
        .contains("Main.java\t8\tMain.run\tMain.all")
        .contains("Main.java\t9\tMain.run\tpermits");
  }
}
