package goloom.server.program;

import goloom.sandbox.Limits;
import goloom.sandbox.RunRequest;
import goloom.server.problem.Refusal;
import goloom.worker.protocol.ExploreOptions;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a client sent against the limits, makes the choices it left open, and hands on the
 * rest.
 */
public final class Programs {
  /** The largest seed: 2^53−1, the largest whole number that every JSON reader keeps exact. */
  public static final long MAX_SEED = (1L << 53) - 1;

  public static final int MAX_PROCS = 8;
  public static final int DEFAULT_PROCS = 4;
  public static final int MAX_SCHEDULE_BYTES = 8 * 1024;

  /** The time of a search that names none. */
  public static final long DEFAULT_EXPLORE_MILLIS = 10_000;

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z_$][\\w$]*\\.java");
  private static final int MAX_NAME_LENGTH = 100;

  private final Limits limits;
  private final int stdinBytes;
  private final LongSupplier seeds;

  /**
   * Makes one for these limits.
   *
   * @param seeds draws a seed for a run that names none, from 0 to {@link #MAX_SEED}
   */
  public Programs(Limits limits, int stdinBytes, LongSupplier seeds) {
    this.limits = limits;
    this.stdinBytes = stdinBytes;
    this.seeds = seeds;
  }

  /** Whether standard input stays open after what came with the run. */
  public enum Stdin {
    CLOSED,
    OPEN
  }

  /**
   * Checks a program and how it is to run.
   *
   * @throws Refusal 400, 413 or 422
   */
  public RunRequest run(RunBody body, Stdin stdin) {
    List<SourceFile> files = files(body.files());
    RunBody.Options options = body.options() == null ? RunBody.Options.NONE : body.options();
    RunOptions chosen = options(options);
    try {
      return new RunRequest(
          files,
          chosen,
          timeoutMillis(options.timeoutMillis()),
          stdinBytes(body.stdin()),
          stdin == Stdin.OPEN);
    } catch (IllegalArgumentException e) {
      String schedule = String.valueOf(chosen.schedule());
      throw Refusal.outside(
          "schedule",
          "one that this engine replays, such as 1.42 or 1.42.7=1",
          schedule.length() > 40 ? schedule.substring(0, 40) + "…" : schedule);
    }
  }

  /**
   * Checks a program and how its outcomes are to be searched for. Where no seed is named it is 0,
   * not drawn: the same question has the same answer.
   *
   * @throws Refusal 400, 413 or 422
   */
  public RunRequest explore(ExploreBody body) {
    List<SourceFile> files = files(body.files());
    ExploreBody.Options options =
        body.options() == null ? ExploreBody.Options.NONE : body.options();
    if (options.schedule() != null) {
      throw Refusal.outside("schedule", "absent in a search, which tries them all", "given");
    }
    if ("real".equals(options.scheduler())) {
      throw Refusal.outside(
          "scheduler", "sim in a search: real threads can't be made to try everything", "real");
    }
    RunOptions chosen =
        options(
            new RunBody.Options(
                options.seed() == null ? BigInteger.ZERO : options.seed(),
                null,
                options.procs(),
                options.scheduler(),
                options.race(),
                false,
                options.timeoutMillis()));
    return new RunRequest(
        files,
        chosen,
        timeoutMillis(options.timeoutMillis()),
        stdinBytes(body.stdin()),
        false,
        exploreOptions(options));
  }

  private ExploreOptions exploreOptions(ExploreBody.Options options) {
    Long executions = options.maxExecutions();
    Long millis = options.timeMillis();
    return new ExploreOptions(
        executions == null
            ? limits.exploreExecutions()
            : within("maxExecutions", executions, limits.exploreExecutions()),
        millis == null
            ? Math.min(DEFAULT_EXPLORE_MILLIS, limits.exploreMillis())
            : within("timeMillis", millis, limits.exploreMillis()));
  }

  private static long within(String field, long value, long limit) {
    if (value < 1 || value > limit) {
      throw Refusal.outside(field, "1 to " + limit, value);
    }
    return value;
  }

  /**
   * Checks the files of a program.
   *
   * @throws Refusal 400, 413 or 422
   */
  public List<SourceFile> files(@Nullable List<@Nullable FileBody> files) {
    if (files == null) {
      throw Refusal.malformed("files is missing");
    }
    if (files.isEmpty() || files.size() > limits.files()) {
      throw Refusal.outside("files", "1 to " + limits.files() + " files", files.size());
    }
    Set<String> names = new HashSet<>();
    List<SourceFile> checked = new ArrayList<>();
    long bytes = 0;
    for (FileBody file : files) {
      if (file == null || file.name() == null || file.source() == null) {
        throw Refusal.malformed("a file needs a name and a source");
      }
      String name = fileName(file.name());
      if (!names.add(name)) {
        throw Refusal.outside("files", "files of different names", name + " twice");
      }
      bytes += utf8("source of " + name, file.source()).length;
      checked.add(new SourceFile(name, file.source()));
    }
    if (bytes > limits.sourceBytes()) {
      throw Refusal.tooLarge("files", limits.sourceBytes(), bytes);
    }
    return List.copyOf(checked);
  }

  private static String fileName(String name) {
    if (name.length() > MAX_NAME_LENGTH || !FILE_NAME.matcher(name).matches()) {
      String shown =
          name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) + "…" : name;
      throw Refusal.outside(
          "name", "a Java identifier and .java, at most " + MAX_NAME_LENGTH + " characters", shown);
    }
    return name;
  }

  private RunOptions options(RunBody.Options options) {
    if (options.seed() != null && options.schedule() != null) {
      throw Refusal.outside("schedule", "absent where there is a seed", "beside one");
    }
    String scheduler = options.scheduler() == null ? "sim" : options.scheduler();
    if (!scheduler.equals("sim") && !scheduler.equals("real")) {
      throw Refusal.outside("scheduler", "sim or real", scheduler);
    }
    boolean race = options.race() == null || options.race();
    return new RunOptions(
        options.schedule() == null ? seed(options.seed()) : null,
        schedule(options.schedule()),
        procs(options.procs()),
        scheduler,
        // Race detection needs the one carrier of the simulation; the run says that it is off.
        race && scheduler.equals("sim"),
        options.trace() == null || options.trace());
  }

  private Long seed(@Nullable BigInteger seed) {
    if (seed == null) {
      return seeds.getAsLong();
    }
    if (seed.signum() < 0 || seed.bitLength() > 53) {
      throw Refusal.outside("seed", "0 to " + MAX_SEED, seed);
    }
    return seed.longValueExact();
  }

  private static @Nullable String schedule(@Nullable String schedule) {
    if (schedule == null) {
      return null;
    }
    int length = utf8("schedule", schedule).length;
    if (length == 0 || length > MAX_SCHEDULE_BYTES) {
      throw Refusal.outside("schedule", "1 to " + MAX_SCHEDULE_BYTES + " bytes", length);
    }
    return schedule;
  }

  private static int procs(@Nullable Integer procs) {
    if (procs == null) {
      return DEFAULT_PROCS;
    }
    if (procs < 1 || procs > MAX_PROCS) {
      throw Refusal.outside("procs", "1 to " + MAX_PROCS, procs);
    }
    return procs;
  }

  private long timeoutMillis(@Nullable Long timeoutMillis) {
    if (timeoutMillis == null) {
      return limits.runMillis();
    }
    return within("timeoutMillis", timeoutMillis, limits.runMillis());
  }

  private byte[] stdinBytes(@Nullable String stdin) {
    byte[] bytes = stdin == null ? new byte[0] : utf8("stdin", stdin);
    if (bytes.length > stdinBytes) {
      throw Refusal.tooLarge("stdin", stdinBytes, bytes.length);
    }
    return bytes;
  }

  /**
   * Half a surrogate pair has no UTF-8: replaced by {@code ?}, two different programs would become
   * one.
   *
   * @throws Refusal 422
   */
  public static byte[] utf8(String field, String text) {
    try {
      var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw Refusal.outside(field, "valid Unicode", "half a surrogate pair");
    }
  }
}
