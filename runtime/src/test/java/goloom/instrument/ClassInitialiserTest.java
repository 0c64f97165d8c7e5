package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.scheduler.Steps;
import org.junit.jupiter.api.Test;

/** A goroutine can't be switched away from inside a class initialiser. */
class ClassInitialiserTest {

  @Test
  void classInitialiser_isPinned_untilItEnds() throws Exception {
    var loaded =
        Loaded.of(
            "class Main { static int seen = goloom.scheduler.Steps.pinned; static int run() { return seen; } }");
    assertThat(loaded.call("Main", "run")).isEqualTo(1);
    assertThat(Steps.pinned).isZero();
  }

  @Test
  void classInitialiser_thatThrows_isUnpinned() {
    var loaded =
        Loaded.of(
            "class Main { static int seen = Integer.parseInt(\"x\"); static int run() { return seen; } }");
    assertThatThrownBy(() -> loaded.call("Main", "run"))
        .isInstanceOf(ExceptionInInitializerError.class);
    assertThat(Steps.pinned).isZero();
  }

  @Test
  void sleep_inAClassInitialiser_takesItsTime_andLetsNobodyIn() {
    Programs.prints(
        "made\nothers\ntrue true 1 100\n",
        """
        static class Holder { static final Single ONE = new Single(); }
        static class Single {
          static final AtomicInteger made = new AtomicInteger();
          Single() {
            made.incrementAndGet();
            try { Thread.sleep(60); } catch (InterruptedException e) {}
            sleep(millis(40));
            IO.println("made");
          }
        }
        void main() throws Exception {
          var start = Time.now();
          var same = new AtomicBoolean(true);
          var first = new Thread(() -> same.set(same.get() && Holder.ONE != null));
          first.start();
          first.join();
          IO.println("others");
          IO.println((Holder.ONE != null) + " " + same.get() + " " + Single.made + " " + Time.since(start).toMillis());
        }
        """);
  }

  @Test
  void wait_inAClassInitialiser_isFatal_notAHang() {
    var ran =
        Ran.of(
            "static class Never { static final int V; static { synchronized (Never.class) { try { Never.class.wait(); } catch (InterruptedException e) {} } V = 1; } }"
                + "void main() { IO.println(Never.V); }");
    assertThat(ran.ending().message())
        .startsWith("fatal error: a goroutine can't wait inside a class initialiser");
  }
}
