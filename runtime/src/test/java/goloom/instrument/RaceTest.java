package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Races in whole programs, from source to report. */
class RaceTest {

  @Test
  void unorderedIncrementAndRead_namesBothLinesAndTheVariable() {
    var ran =
        RaceRun.of(
            """
            int data;
            void main() {
              go(() -> {
                data++;
              });
              sleep(millis(1));
              if (data == 0) {
                IO.println("the value is " + data);
              }
            }
            """);
    assertThat(ran.locations()).containsExactly("Main.data");
    var race = ran.races().getFirst();
    assertThat(race.first().kind()).isEqualTo("read");
    assertThat(race.first().stack().getFirst().line()).isEqualTo(10);
    assertThat(race.second().kind()).isEqualTo("write");
    assertThat(race.second().stack().getFirst().line()).isEqualTo(7);
    System.err.println(race.text());
    assertThat(ran.ending().status()).isEqualTo("ok");
    assertThat(ran.ending().code()).isEqualTo(66);
    assertThat(ran.ending().message()).isEqualTo("Found 1 data race(s)");
  }

  private static void silent(String body) {
    var program = Ran.program(body);
    for (int seed = 0; seed < 20; seed++) {
      var ran = RaceRun.of(program, seed);
      assertThat(ran.races()).as("seed %d", seed).isEmpty();
      assertThat(ran.ending().status()).as("seed %d: %s", seed, ran).isEqualTo("ok");
    }
  }

  private static void races(String variable, String body) {
    var program = Ran.program(body);
    for (int seed = 0; seed < 20; seed++) {
      var ran = RaceRun.of(program, seed);
      assertThat(ran.locations()).as("seed %d", seed).containsExactly(variable);
    }
  }

  @Test
  void elements_raceEachForItself() {
    silent(
        """
        void main() {
          var counts = new int[8];
          var wg = new WaitGroup();
          for (int i : range(8)) wg.go(() -> { for (int k = 0; k < 100; k++) counts[i]++; });
          wg.await();
          int sum = 0;
          for (int c : counts) sum += c;
          if (sum != 800) throw panic(sum);
        }
        """);
    races(
        "counts[3]",
        """
        void main() {
          var counts = new int[8];
          var wg = new WaitGroup();
          for (int i : range(2)) wg.go(() -> counts[3] += i);
          wg.await();
        }
        """);
  }

  @Test
  void mutex_ordersItsSections() {
    silent(
        """
        int n;
        void main() {
          var mu = new Mutex();
          var wg = new WaitGroup();
          for (int i : range(10)) wg.go(() -> { mu.lock(); n++; mu.unlock(); });
          wg.await();
          IO.println(n);
        }
        """);
  }

  @Test
  void channels_orderSendersAndReceivers() {
    silent(
        """
        int a, b;
        void main() {
          var ch = Chan.<Integer>make();
          var buffered = Chan.<Integer>make(3);
          go(() -> { a = 1; ch.send(1); b = 2; buffered.send(1); buffered.close(); });
          ch.receive();
          a++;
          for (var _ : buffered) b++;
          b++;
        }
        """
            .replace("int a, b;", "int a;\nint b;"));
    races(
        "Main.a",
        """
        int a;
        void main() {
          var ch = Chan.<Integer>make(2);
          var done = Chan.<Integer>make();
          go(() -> { ch.send(1); a = 1; ch.send(2); done.close(); });
          ch.receive();
          a = 2;
          done.receive();
        }
        """);
  }

  @Test
  void closeAndSend_raceOnTheChannel() {
    var ran =
        RaceRun.of(
            """
            void main() {
              var jobs = Chan.<Integer>make(1);
              go(() -> jobs.send(1));
              sleep(millis(1));
              jobs.close();
            }
            """);
    assertThat(ran.locations()).containsExactly("chan jobs");
  }

  @Test
  void synchronizedAndVolatile_order() {
    silent(
        """
        int n;
        int m;
        volatile boolean ready;
        final Object lock = new Object();
        void main() {
          var wg = new WaitGroup();
          for (int i : range(4)) wg.go(() -> { synchronized (lock) { n++; } });
          wg.go(() -> { m = 3; ready = true; });
          while (!ready) gosched();
          m++;
          wg.await();
        }
        """);
  }
}
