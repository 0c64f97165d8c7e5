package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.report.Frame;
import goloom.report.RaceReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The form of a race's report. */
class RaceReportTest {
  private static final String FILE = "src/runtime/race/output_test.go";
  private static final int SEEDS = Boolean.getBoolean("goloom.thorough") ? 1_000 : 20;

  /** The only report of each of many runs. */
  private static List<RaceReport> onlyRaces(String source) {
    var program = RaceProgram.of("Main", source);
    var races = new java.util.ArrayList<RaceReport>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var seen = program.run(seed, RaceChecks.procs(seed));
      assertThat(seen.races()).as("seed %d: %s", seed, RaceChecks.texts(seen.races())).hasSize(1);
      assertThat(seen.ending().status()).as("seed %d: %s", seed, seen.ending()).isEqualTo("ok");
      assertThat(seen.ending().code()).as("seed %d", seed).isEqualTo(66);
      assertThat(seen.ending().message()).isEqualTo("Found 1 data race(s)");
      races.add(seen.races().getFirst());
    }
    return races;
  }

  private static List<String> functions(List<Frame> stack) {
    return stack.stream().map(Frame::function).toList();
  }

  @Test
  @Origin(file = FILE, name = "simple")
  void report_givesBothStacksToTheRoot_andWhereTheGoroutineWasMade() {
    var races =
        onlyRaces(
            """
            Chan<Boolean> done = Chan.make();
            int x;
            void main() {
              startRacer();
              store(43);
              done.receive();
            }
            void store(int v) {
              x = v;
            }
            void startRacer() {
              go(this::racer);
            }
            void racer() {
              sleep(millis(10));
              store(42);
              done.send(true);
            }
            """);
    for (RaceReport race : races) {
      assertThat(race.text())
          .matches(
              """
              ==================
              WARNING: DATA RACE
              Write at Main\\.x by goroutine \\d+:
                Main\\.store\\(\\)
                    Main\\.java:9
                Main\\.racer\\(\\)
                    Main\\.java:16

              Previous write at Main\\.x by main goroutine:
                Main\\.store\\(\\)
                    Main\\.java:9
                Main\\.main\\(\\)
                    Main\\.java:5

              Goroutine \\d+ \\(running\\) created at:
                Main\\.startRacer\\(\\)
                    Main\\.java:12
              (.*
              )*==================\
              """);
      assertThat(race.location()).isEqualTo("Main.x");
      assertThat(race.first().goroutine()).isNotEqualTo(1);
      assertThat(race.second().goroutine()).isEqualTo(1);
      assertThat(race.second().createdAt()).isNull();
    }
  }

  @Test
  @Origin(file = FILE, name = "slicebytetostring_pc")
  void accessInsideTheJdk_isShownWhereTheProgramCallsIt() {
    var races =
        onlyRaces(
            """
            void main() {
              var done = Chan.<String>make();
              var data = new byte[10];
              go(() -> {
                done.send(new String(data));
              });
              data[0] = 1;
              done.receive();
            }
            """);
    for (RaceReport race : races) {
      var inGoroutine = race.first().goroutine() == 1 ? race.second() : race.first();
      assertThat(inGoroutine.kind()).isEqualTo("read");
      assertThat(inGoroutine.stack().getFirst().line()).isEqualTo(5);
      assertThat(race.text()).containsPattern("ead at data\\[0\\] by goroutine");
    }
  }

  @Test
  @Origin(file = FILE, name = "midstack_inlining_traceback")
  void callsThatAreOneAfterTheOther_areAllInTheStack() {
    var races =
        onlyRaces(
            """
            Chan<Integer> c = Chan.make();
            int x;
            void main() {
              go(this::f);
              x = 1;
              c.receive();
            }
            void f() { g(c); }
            void g(Chan<Integer> to) { h(to); }
            void h(Chan<Integer> to) {
              to.send(x);
            }
            """);
    for (RaceReport race : races) {
      var read = race.first().kind().equals("read") ? race.first() : race.second();
      assertThat(functions(read.stack())).containsExactly("Main.h", "Main.g", "Main.f");
      var write = race.first().kind().equals("write") ? race.first() : race.second();
      assertThat(functions(write.stack())).containsExactly("Main.main");
      assertThat(race.text()).contains("created at:\n  Main.main()\n      Main.java:4\n");
    }
  }

  @Test
  @Origin(file = FILE, name = "mutex")
  void channelOfOne_asAMutex_isNoRace() {
    var program =
        RaceProgram.of(
            "Main",
            """
            int data;
            void main() {
              var c = Chan.<Boolean>make(1);
              var wg = new WaitGroup();
              wg.go(() -> { for (int i = 0; i < 2_000; i++) { c.send(true); data++; c.receive(); } });
              for (int i = 0; i < 2_000; i++) { c.send(true); data++; c.receive(); }
              wg.await();
              IO.println(data == 4_000 ? "pass" : "lost");
            }
            """);
    for (int seed = 0; seed < 5; seed++) {
      var seen = program.run(seed, RaceChecks.procs(seed));
      assertThat(seen.races()).as("seed %d", seed).isEmpty();
      assertThat(seen.output()).isEqualTo("pass\n");
      assertThat(seen.ending().code()).isEqualTo(0);
    }
  }

  @Test
  @Origin(file = FILE, name = "chanmm")
  void receiveThatMakesRoomForAnother_isNotOrderedBeforeTheOtherReceive() {
    var races =
        onlyRaces(
            """
            long data;
            void main() {
              var c = Chan.<Boolean>make(1);
              var wg = new WaitGroup();
              wg.add(2);
              c.send(true);
              go(() -> {
                c.send(true);
                wg.done();
              });
              go(() -> {
                sleep(seconds(1));
                c.receive();
                data = 2;
                wg.done();
              });
              data = 1;
              c.receive();
              wg.await();
            }
            """);
    for (RaceReport race : races) {
      assertThat(race.text())
          .matches(
              """
              ==================
              WARNING: DATA RACE
              Write at Main\\.data by goroutine \\d+:
                Main\\.main\\.func2\\(\\)
                    Main\\.java:14

              Previous write at Main\\.data by main goroutine:
                Main\\.main\\(\\)
                    Main\\.java:17

              Goroutine \\d+ \\(running\\) created at:
                Main\\.main\\(\\)
                    Main\\.java:11
              (.*
              )*==================\
              """);
    }
  }

  @Test
  @Origin(file = FILE, name = "wrappersym")
  void callThroughABridge_leadsToWhatTheUserWrote() {
    var races =
        onlyRaces(
            """
            WaitGroup wg = new WaitGroup();
            static int x;
            interface Job<T> { void run(T with); }
            class T implements Job<String> {
              @Override public void run(String with) {
                x = 42;
                wg.done();
              }
            }
            void main() {
              Job<String> job = new T();
              wg.add(2);
              go(() -> start(job));
              start(job);
              wg.await();
            }
            void start(Job<String> job) {
              job.run("");
            }
            """);
    for (RaceReport race : races) {
      for (var access : List.of(race.first(), race.second())) {
        assertThat(functions(access.stack()))
            .as(race.text())
            .startsWith("Main$T.run")
            .contains("Main.start")
            .allMatch(function -> function.startsWith("Main"));
      }
      assertThat(race.text()).contains("created at:\n  Main.main()\n      Main.java:13\n");
    }
  }

  @Test
  @Origin(file = FILE, name = "non_inline_array_compare")
  void comparedArray_isReadWhole() {
    var races =
        onlyRaces(
            """
            void main() {
              var x = new byte[1024];
              var equal = Chan.<Boolean>make();
              var started = Chan.<Void>make();
              go(() -> {
                started.close();
                equal.send(Arrays.equals(x, new byte[1024]));
              });
              started.receive();
              x[ThreadLocalRandom.current().nextInt(x.length)]++;
              equal.receive();
            }
            """);
    assertThat(races).allMatch(race -> race.location().startsWith("x["));
  }

  @Test
  @Origin(file = FILE, name = "non_inline_struct_compare")
  void comparedObject_isReadInside() {
    var races =
        onlyRaces(
            """
            static class S {
              final byte[] a = new byte[1024];
              @Override public boolean equals(Object o) {
                return o instanceof S s && Arrays.equals(a, s.a);
              }
              @Override public int hashCode() { return 0; }
            }
            void main() {
              var x = new S();
              var equal = Chan.<Boolean>make();
              var started = Chan.<Void>make();
              go(() -> {
                started.close();
                equal.send(Objects.equals(x, new S()));
              });
              started.receive();
              x.a[ThreadLocalRandom.current().nextInt(x.a.length)]++;
              equal.receive();
            }
            """);
    assertThat(races).allMatch(race -> race.location().contains("["));
  }

  @Test
  @Origin(file = "src/runtime/race/testdata/sync_test.go", name = "TestRaceAnnounceThreads")
  @Origin(file = "src/runtime/race/testdata/sync_test.go", name = "TestRaceGoroutineCreationStack")
  void goroutine_isShownWithTheStatementThatMadeIt() {
    var races =
        onlyRaces(
            """
            int x;
            Chan<Boolean> done = Chan.make(1);
            void first() { x = 1; done.send(true); }
            void second() {
              go("first", this::first);
            }
            void main() {
              go("second", this::second);
              x = 2;
              done.receive();
            }
            """);
    for (RaceReport race : races) {
      var first = race.first().goroutine() == 1 ? race.second() : race.first();
      assertThat(first.name()).isEqualTo("first");
      assertThat(first.createdAt()).isEqualTo(new Frame("Main.second", "Main.java", 5));
    }
  }

  @Test
  void locksHeld_areNamedOnEachSide() {
    var races =
        onlyRaces(
            """
            int x;
            void main() {
              var mine = new Mutex();
              var yours = new ReentrantLock();
              var wg = new WaitGroup();
              wg.go(() -> { mine.lock(); x = 1; mine.unlock(); });
              wg.go(() -> { synchronized (this) { yours.lock(); int _ = x; yours.unlock(); } });
              wg.await();
            }
            """);
    for (RaceReport race : races) {
      var write = race.first().kind().equals("write") ? race.first() : race.second();
      var read = race.first().kind().equals("read") ? race.first() : race.second();
      assertThat(write.locks()).hasSize(1).first().asString().contains("mine");
      assertThat(read.locks()).hasSize(2).anyMatch(lock -> lock.contains("yours"));
    }
  }

  @Test
  void sameRace_isReportedOnce_howeverOften() {
    onlyRaces(
        """
        int x;
        void main() {
          var wg = new WaitGroup();
          for (int _ : range(5)) wg.go(() -> { for (int i = 0; i < 20; i++) x++; });
          wg.await();
        }
        """);
  }
}
