package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.report.Frame;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SecretWriter;
import goloom.worker.protocol.ToWorker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a worker that knows the secret, and means ill, can do to its parent: nothing but end its own
 * run, once, with nothing left behind. Thousands of streams without a process, then real processes.
 */
class HostileWorkerTest {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int STREAMS = Boolean.getBoolean("goloom.thorough") ? 30_000 : 1_000;
  private static final Watchdog WATCHDOG = new Watchdog();
  private static final Limits LIMITS = Box.QUICK;

  /** Time enough for whatever isn't about time. */
  private static final Limits PATIENT = Box.QUICK.withMillis(60_000, 60_000);

  private static ToWorker.Job job() {
    return new ToWorker.Job(
        SECRET,
        List.of(),
        "Main",
        "",
        List.of(),
        new RunOptions(0L, null, 4, "sim", true, true),
        null,
        new ToWorker.WorkerLimits(100, 100, 128, 320, 256),
        new byte[0],
        false);
  }

  /** Its jobs come with all their input. */
  private static final class NoInput implements Execution.InputWait {
    @Override
    public void begins() {
      throw new AssertionError("nothing to wait for");
    }

    @Override
    public void ends() {
      throw new AssertionError("nothing to wait for");
    }
  }

  /** What became of one worker: the events, the last of them its one exit. */
  private static List<Event> run(InputStream stream, int code) throws InterruptedException {
    return run(stream, code, 2_000);
  }

  private static List<Event> run(InputStream stream, int code, long millis)
      throws InterruptedException {
    var events = new ArrayList<Event>();
    var process = new FakeProcess(stream, code);
    var worker = new Worker(process, ControlGroups.none().nothing());
    var execution = new Execution(worker, job(), LIMITS, millis, events::add, new NoInput());
    WATCHDOG.add(execution);
    try {
      events.add(execution.run());
    } finally {
      WATCHDOG.remove(execution);
    }
    assertThat(process.isAlive()).isFalse();
    return events;
  }

  @Test
  @Timeout(1_800)
  void streams_ofEveryBadKind_endInOneExit_withinTheirBounds() throws Exception {
    var threads = ownThreads();
    for (long seed = 0; seed < STREAMS; seed++) {
      var random = new SplittableRandom(seed);
      var stream = stream(random);
      var events = run(new ByteArrayInputStream(stream), random.nextInt(0, 140));
      var exits = events.stream().filter(Event.Exit.class::isInstance).count();
      assertThat(exits).as("seed %d", seed).isEqualTo(1);
      assertThat(events.getLast()).as("seed %d", seed).isInstanceOf(Event.Exit.class);
      var kept =
          events.stream()
              .filter(Event.Output.class::isInstance)
              .mapToLong(event -> ((Event.Output) event).text().length())
              .sum();
      assertThat(kept)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(LIMITS.outputHeadBytes() + LIMITS.outputTailBytes());
    }
    Box.until(() -> ownThreads() <= threads);
  }

  /** Frames as they should be, and everything that isn't. */
  private static byte[] stream(SplittableRandom random) throws IOException {
    var out = new ByteArrayOutputStream();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      var frame = frame(message(random));
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> out.writeBytes(frame);
        case 3 -> out.write(frame, 0, random.nextInt(frame.length)); // torn
        case 4 -> { // altered behind the secret
          frame[16 + random.nextInt(frame.length - 16)] ^= (byte) (1 << random.nextInt(8));
          out.writeBytes(frame);
        }
        case 5 -> { // a length out of all bounds
          out.writeBytes(SECRET);
          out.write(
              new byte[] {0, 8, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2, 3, 4}, 0, 10);
        }
        case 6 -> { // half of one in another
          var half = random.nextInt(frame.length);
          out.write(frame, 0, half);
          out.writeBytes(frame(message(random)));
          out.write(frame, half, frame.length - half);
        }
        case 7 -> { // nothing of ours
          var noise = new byte[random.nextInt(5_000)];
          random.nextBytes(noise);
          out.writeBytes(noise);
        }
        default -> out.write(SECRET, 0, random.nextInt(SECRET.length + 1));
      }
    }
    return out.toByteArray();
  }

  private static byte[] frame(FromWorker message) throws IOException {
    var out = new ByteArrayOutputStream();
    new SecretWriter(out, SECRET).send(message);
    return out.toByteArray();
  }

  private static FromWorker message(SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0 -> new FromWorker.Waiting(random.nextBoolean());
      case 1 -> {
        var packed = new byte[random.nextInt(200)];
        random.nextBytes(packed);
        yield new FromWorker.Trace(packed);
      }
      case 2 -> {
        var status = Status.values()[random.nextInt(Status.values().length)];
        yield new FromWorker.End(
            new Event.Exit(status, random.nextInt(), "forged", true, List.of(), Event.Stats.NONE));
      }
      case 3 -> new FromWorker.Happened(new Event.Deadlock(List.of(), "forged"));
      case 4 ->
          new FromWorker.Happened(
              new Event.Panic(
                  random.nextLong(), "", "x", List.of(new Frame("f", "F", -1)), null, "forged"));
      case 5 -> new FromWorker.Happened(new Event.Output("stdin", "no such stream", 0, 0));
      case 6 -> new FromWorker.Named(random.nextLong(), "n".repeat(random.nextInt(4_000)));
      default ->
          new FromWorker.Happened(
              new Event.Output(
                  random.nextBoolean() ? "stdout" : "stderr",
                  "o".repeat(random.nextInt(6_000)),
                  random.nextLong(),
                  random.nextLong()));
    };
  }

  /** What never ends is ended, and holds no memory of its parent's meanwhile. */
  @ParameterizedTest
  @EnumSource(Endless.class)
  @Timeout(600)
  void streamWithoutEnd_isEnded_andKeepsNoMemory(Endless endless) throws Exception {
    var before = usedBytes();
    var events = run(endless.stream(), 0, 500_000);
    assertThat(((Event.Exit) events.getLast()).status()).isEqualTo(endless.end);
    assertThat(events).hasSizeLessThan(20_000);
    events.clear();
    assertThat(usedBytes() - before).isLessThan(16 << 20);
  }

  enum Endless {
    OUTPUT(
        new FromWorker.Happened(new Event.Output("stdout", "again\n", 1, 1)), Status.OUTPUT_LIMIT),
    REPORTS(new FromWorker.Happened(new Event.Deadlock(List.of(), "again")), Status.INTERNAL),
    WAITING(new FromWorker.Waiting(true), Status.INTERNAL),
    TRACE(new FromWorker.Trace(new byte[0]), Status.INTERNAL),
    NAMES(new FromWorker.Named(1, "again"), Status.INTERNAL),
    NOISE(null, Status.OUTPUT_LIMIT);

    private final byte[] unit;
    private final Status end;

    Endless(FromWorker message, Status end) {
      this.end = end;
      try {
        unit = message == null ? new byte[1000] : frame(message);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    InputStream stream() {
      return new InputStream() {
        private int at;

        @Override
        public int read() {
          throw new AssertionError("one byte at a time");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
          for (int i = 0; i < length; i++) {
            bytes[offset + i] = unit[at];
            at = (at + 1) % unit.length;
          }
          return length;
        }
      };
    }
  }

  /** Real processes in the place of run workers, through the whole of a run. */
  @Test
  @Timeout(600)
  void processes_thatMeanIll_endInOneExit_andLeaveNoThreadAndNoProcess() throws Exception {
    var threads = ownThreads();
    try (var sandbox =
        LocalSandbox.open(
            Box.settings().withLimits(PATIENT).withSizes(new Sizes(0, 0, 1, 2, 1, 0, 0)),
            isolation -> new HostileIsolation(isolation, "first"))) {
      // The compiler is needed; it is a worker like any other and not hostile.
      for (var mode : Hostile.Mode.values()) {
        HostileIsolation.mode = mode;
        // Only those that are ended by their time should be.
        var millis = mode.end() == Status.TIMEOUT ? 1_500 : 60_000;
        var ended = Box.run(sandbox, Box.request("void main() {}", new byte[0], millis));
        assertThat(ended.all(Event.Exit.class)).as("%s", mode).hasSize(1);
        assertThat(ended.exit().status()).as("%s: %s", mode, ended.exit()).isEqualTo(mode.end());
        assertThat(ended.exit().message()).as("%s", mode).isNotBlank();
      }
      Box.until(() -> hostileProcesses() == 0);
    }
    Box.until(() -> ownThreads() <= threads);
  }

  private static long hostileProcesses() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains(Hostile.class.getName()))
        .count();
  }

  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name ->
            Arrays.stream(new String[] {"run-", "stderr-", "stdin-", "compile"})
                .anyMatch(name::startsWith))
        .count();
  }

  private static long usedBytes() {
    var runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The box's command lines for compilers, and hostile processes in the place of run workers. */
  private record HostileIsolation(Isolation honest, String name) implements Isolation {
    private static volatile Hostile.Mode mode = Hostile.Mode.HONEST;

    @Override
    public String root(Image image) {
      return honest.root(image);
    }

    @Override
    public List<String> command(Image image, Allowance allowance, List<String> javaArguments) {
      if (!javaArguments.contains("goloom.worker/goloom.worker.RunWorker")) {
        return honest.command(image, allowance, javaArguments);
      }
      return List.of(
          System.getProperty("java.home") + "/bin/java",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-cp",
          System.getProperty("java.class.path"),
          Hostile.class.getName(),
          mode.name());
    }

    @Override
    public Isolation withScratch(java.nio.file.Path folder) {
      return honest.withScratch(folder);
    }

    @Override
    public String scratch() {
      return honest.scratch();
    }
  }
}
