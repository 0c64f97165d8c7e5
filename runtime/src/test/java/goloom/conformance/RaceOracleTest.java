package goloom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * On random programs, the detector finds races for exactly those variables for which the run's
 * happens-before graph has one.
 */
class RaceOracleTest {
  private static final int PROGRAMS = Boolean.getBoolean("goloom.thorough") ? 20_000 : 400;
  private static final int SEEDS = 3;

  /** Each variable in code of its own: races between two places are told once. */
  private static final String PROGRAM =
      """
      int v0;
      int v1;
      int v2;
      final Mutex[] mutexes = {new Mutex(), new Mutex()};
      final RWMutex[] rw = {new RWMutex(), new RWMutex()};
      final AtomicInteger[] atomics = {new AtomicInteger(), new AtomicInteger()};
      final List<Chan<Integer>> channels = List.of(Chan.make(0), Chan.make(1), Chan.make(2));
      final WaitGroup wg = new WaitGroup();

      void main() {
        run(0);
        wg.await();
        RaceLog.await(0, "done");
        for (int v = 0; v < 3; v++) write(0, v);
      }

      void run(int g) {
        for (int i = 0; i < RaceLog.length(g); i++) {
          int what = RaceLog.what(g, i);
          int v = RaceLog.variable(g, i);
          switch (RaceLog.step(g, i)) {
            case "READ" -> read(g, v);
            case "WRITE" -> write(g, v);
            case "LOCKED" -> {
              mutexes[what].lock();
              String turn = "mutex " + what + " ";
              int k = RaceLog.turn(turn);
              RaceLog.await(g, turn + k);
              write(g, v);
              RaceLog.signal(g, turn + (k + 1));
              mutexes[what].unlock();
            }
            case "WRITE_LOCKED" -> {
              rw[what].lock();
              String turn = "rw " + what + " ";
              int k = RaceLog.turn(turn);
              RaceLog.await(g, turn + k);
              RaceLog.await(g, turn + k + " read");
              write(g, v);
              RaceLog.signal(g, turn + (k + 1));
              rw[what].unlock();
            }
            case "READ_LOCKED" -> {
              rw[what].rLock();
              String turn = "rw " + what + " ";
              int k = RaceLog.turns(turn);
              RaceLog.await(g, turn + k);
              read(g, v);
              RaceLog.signal(g, turn + k + " read");
              rw[what].rUnlock();
            }
            case "ATOMIC" -> {
              int k = atomics[what].getAndIncrement();
              RaceLog.await(g, "atomic " + what + " " + k);
              RaceLog.signal(g, "atomic " + what + " " + (k + 1));
            }
            case "SEND" -> {
              int value = RaceLog.value(what);
              RaceLog.signal(g, "sent " + value);
              channels.get(what).send(value);
              RaceLog.await(g, "room for " + value);
            }
            case "RECEIVE" -> {
              int k = RaceLog.turn("receive " + what);
              RaceLog.signal(g, "received " + what + " " + k);
              int value = channels.get(what).receive();
              RaceLog.await(g, "sent " + value);
              RaceLog.signal(g, "got " + what);
              RaceLog.received(what, k, value);
            }
            case "GO" -> {
              int child = RaceLog.child();
              if (child > 0) {
                wg.add(1);
                RaceLog.signal(g, "go " + child);
                go(() -> {
                  RaceLog.await(child, "go " + child);
                  run(child);
                  RaceLog.signal(child, "done");
                  wg.done();
                });
              }
            }
            default -> throw panic("no such step");
          }
        }
      }

      void read(int g, int v) {
        RaceLog.access(g, v, false);
        switch (v) {
          case 0 -> { int _ = v0; }
          case 1 -> { int _ = v1; }
          default -> { int _ = v2; }
        }
      }

      void write(int g, int v) {
        RaceLog.access(g, v, true);
        switch (v) {
          case 0 -> v0 = g;
          case 1 -> v1 = g;
          default -> v2 = g;
        }
      }
      """;

  @Test
  void racesFound_areThoseOfTheGraph() {
    var program =
        RaceProgram.of("Main", PROGRAM.replace("RaceLog.", "goloom.conformance.RaceLog."));
    int racy = 0;
    int clean = 0;
    for (int n = 0; n < PROGRAMS; n++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        var log = new RaceLog(n);
        RaceLog.begin(log);
        var seen = program.run(seed, RaceChecks.procs(seed));
        var found = new TreeSet<Integer>();
        for (var race : seen.races()) {
          found.add(race.location().charAt(race.location().length() - 1) - '0');
        }
        var wanted = log.racy();
        assertThat(seen.ending().status()).as("%s", seen.reports()).isIn("ok", "deadlock");
        assertThat(found)
            .as("program %d, seed %d:\n%s%s", n, seed, log, RaceChecks.texts(seen.races()))
            .isEqualTo(wanted);
        if (wanted.isEmpty()) {
          clean++;
        } else {
          racy++;
        }
      }
    }
    assertThat(racy).isGreaterThan(PROGRAMS / 10);
    assertThat(clean).isGreaterThan(PROGRAMS / 10);
  }
}
