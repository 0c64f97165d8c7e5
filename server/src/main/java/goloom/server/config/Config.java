package goloom.server.config;

import goloom.sandbox.Limits;
import goloom.sandbox.SandboxSettings;
import goloom.sandbox.Sizes;
import goloom.worker.protocol.ToCompiler.Policy;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node, read once from the environment.
 *
 * @param publicUrl where people reach it; null: at the address listened on
 * @param databaseUrl a JDBC URL; null: the embedded database
 * @param ratePerMinute runs a client may start in a minute; 0: any number
 * @param trustProxy whether the last X-Forwarded-For names the client
 */
public record Config(
    String host,
    int port,
    @Nullable URI publicUrl,
    Path dataDir,
    @Nullable String databaseUrl,
    @Nullable String databaseUser,
    @Nullable String databasePassword,
    String isolation,
    int ratePerMinute,
    boolean trustProxy,
    String logFormat,
    String logLevel,
    long graceMillis,
    int stdinBytes,
    Limits limits,
    Sizes sizes,
    Policy classPolicy,
    SandboxSettings.Groups groups) {

  private static final int MANY = 1_000_000_000;
  private static final int HOUR_MILLIS = 3_600_000;

  /**
   * Reads the settings from environment variables.
   *
   * @throws ConfigException for a {@code GOLOOM_} key that nobody knows, or a value that cannot be
   */
  public static Config from(Map<String, String> variables) {
    var env = new Environment(variables);
    env.refuseUnknownKeys();
    return new Config(
        env.text(Setting.HOST),
        env.integer(Setting.PORT, 0, 65_535),
        publicUrl(env),
        dataDir(env, variables),
        databaseUrl(env),
        env.optional(Setting.DATABASE_USER),
        env.optional(Setting.DATABASE_PASSWORD),
        env.oneOf(Setting.ISOLATION, List.of("bubblewrap", "gvisor", "process")),
        env.integer(Setting.RATE_PER_MINUTE, 0, MANY),
        env.flag(Setting.TRUST_PROXY),
        env.oneOf(Setting.LOG_FORMAT, List.of("text", "json")),
        env.oneOf(Setting.LOG_LEVEL, List.of("error", "warn", "info", "debug")),
        env.number(Setting.GRACE_MILLIS, 0, HOUR_MILLIS),
        env.integer(Setting.STDIN_BYTES, 0, MANY),
        limits(env),
        sizes(env),
        env.oneOf(Setting.CLASS_POLICY, List.of("on", "off")).equals("on")
            ? Policy.BY_NAME
            : Policy.BY_BOX,
        SandboxSettings.Groups.valueOf(
            env.oneOf(Setting.CGROUPS, List.of("auto", "off", "required"))
                .toUpperCase(Locale.ROOT)));
  }

  /** The same with another address, as the command line's flags have it. */
  public Config listeningOn(String otherHost, int otherPort) {
    return new Config(
        otherHost,
        otherPort,
        publicUrl,
        dataDir,
        databaseUrl,
        databaseUser,
        databasePassword,
        isolation,
        ratePerMinute,
        trustProxy,
        logFormat,
        logLevel,
        graceMillis,
        stdinBytes,
        limits,
        sizes,
        classPolicy,
        groups);
  }

  /** The same, its data in another folder. */
  public Config keepingDataIn(Path otherDataDir) {
    return new Config(
        host,
        port,
        publicUrl,
        otherDataDir,
        databaseUrl,
        databaseUser,
        databasePassword,
        isolation,
        ratePerMinute,
        trustProxy,
        logFormat,
        logLevel,
        graceMillis,
        stdinBytes,
        limits,
        sizes,
        classPolicy,
        groups);
  }

  /** Whether only this machine can reach the address listened on. */
  public boolean loopback() {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new ConfigException(
          Setting.HOST.key() + " must be an address of this machine, not " + host);
    }
  }

  private static Limits limits(Environment env) {
    return new Limits(
        env.integer(Setting.SOURCE_BYTES, 1, MANY),
        env.integer(Setting.FILES, 1, 1000),
        env.number(Setting.COMPILE_MILLIS, 1, HOUR_MILLIS),
        env.number(Setting.RUN_MILLIS, 1, HOUR_MILLIS),
        env.number(Setting.RUN_CPU_MILLIS, 1, HOUR_MILLIS),
        env.integer(Setting.OUTPUT_HEAD_BYTES, 0, MANY),
        env.integer(Setting.OUTPUT_TAIL_BYTES, 0, MANY),
        env.integer(Setting.HEAP_MEBIBYTES, 16, 65_536),
        env.integer(Setting.GOROUTINES, 1, MANY),
        env.integer(Setting.GOROUTINES_WITH_RACE, 1, MANY),
        env.integer(Setting.TRACE_EVENTS, 0, MANY),
        env.integer(Setting.QUEUED_RUNS, 1, MANY),
        env.integer(Setting.QUEUED_RUNS_PER_CLIENT, 1, MANY),
        env.number(Setting.EXPLORE_EXECUTIONS, 1, MANY),
        env.number(Setting.EXPLORE_MILLIS, 1, HOUR_MILLIS),
        // Less than these, and the JVM itself doesn't start.
        env.integer(Setting.BESIDE_HEAP_MEBIBYTES, 128, 65_536),
        env.integer(Setting.THREADS, 32, 100_000),
        env.integer(Setting.DESCRIPTORS, 32, 100_000),
        env.integer(Setting.COMPILATIONS_PER_CLIENT, 0, 1000));
  }

  /** A size that is 0 is chosen by the machine's processors and memory. */
  private static Sizes sizes(Environment env) {
    var machine = Sizes.of(Runtime.getRuntime().availableProcessors(), memoryMebibytes());
    return new Sizes(
        orElse(env.integer(Setting.RUN_WORKERS, 0, 1000), machine.runWorkers()),
        orElse(env.integer(Setting.SEARCH_WORKERS, 0, 1000), machine.searchWorkers()),
        orElse(env.integer(Setting.COMPILE_WORKERS, 0, 1000), machine.compileWorkers()),
        orElse(env.integer(Setting.CONCURRENT_RUNS, 0, 1000), machine.concurrentRuns()),
        orElse(
            env.integer(Setting.CONCURRENT_EXPLORATIONS, 0, 1000),
            machine.concurrentExplorations()),
        env.integer(Setting.CACHED_RUNS, 0, MANY),
        env.integer(Setting.CACHED_RUN_BYTES, 0, MANY));
  }

  private static int orElse(int chosen, int byMachine) {
    return chosen == 0 ? byMachine : chosen;
  }

  private static long memoryMebibytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize() >> 20
        : 4096;
  }

  private static @Nullable URI publicUrl(Environment env) {
    String text = env.optional(Setting.PUBLIC_URL);
    if (text == null) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web
          && uri.getAuthority() != null
          && (uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw env.refused(Setting.PUBLIC_URL, "like https://goloom.example.org, without a path");
  }

  private static @Nullable String databaseUrl(Environment env) {
    String url = env.optional(Setting.DATABASE_URL);
    if (url != null && !url.startsWith("jdbc:postgresql:")) {
      // The value may hold a password, so it isn't repeated.
      throw new ConfigException(
          Setting.DATABASE_URL.key() + " must be like jdbc:postgresql://host/database");
    }
    return url;
  }

  private static Path dataDir(Environment env, Map<String, String> variables) {
    if (variables.containsKey(Setting.DATA_DIR.key())) {
      return Path.of(env.text(Setting.DATA_DIR)).toAbsolutePath();
    }
    String xdg = variables.get("XDG_DATA_HOME");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "goloom").toAbsolutePath();
    }
    String home = variables.getOrDefault("HOME", System.getProperty("user.home", "."));
    return Path.of(home, ".local", "share", "goloom").toAbsolutePath();
  }
}
