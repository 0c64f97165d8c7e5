package goloom.server.config;

import goloom.sandbox.Limits;
import goloom.sandbox.Sizes;

/**
 * Every setting: its key, its default as one would write it, its unit, and what it does. The table
 * in the documentation is tested against this one.
 */
public enum Setting {
  HOST(
      "127.0.0.1",
      "address",
      "address to listen on; anything but a loopback address opens the playground to others"),
  PORT("8080", "port", "port to listen on; 0 takes a free one"),
  PUBLIC_URL(
      "", "URL", "where people reach this playground, when that is not the address listened on"),
  DATA_DIR(
      "~/.local/share/goloom",
      "folder",
      "database and prepared images; `$XDG_DATA_HOME/goloom` where that is set"),
  DATABASE_URL(
      "",
      "JDBC URL",
      "a PostgreSQL to keep snippets in; empty: an embedded database in the data folder"),
  DATABASE_USER("", "name", "user at that database"),
  DATABASE_PASSWORD("", "text", "its password"),
  ISOLATION(
      "bubblewrap",
      "name",
      "`bubblewrap`, `gvisor`, or `process`: no isolation, own code on a loopback address only"),
  RATE_PER_MINUTE(
      "300",
      "requests",
      "runs and shares a client may start in a minute; ten times as many checks; 0 switches it off"),
  TRUST_PROXY(
      "false", "true or false", "take the client's address from the last `X-Forwarded-For`"),
  CLASS_POLICY(
      "on",
      "on or off",
      "tell programs at the line what the playground doesn't offer; off leaves it to the box"),
  CGROUPS(
      "auto",
      "name",
      "control groups around programs: `auto` where the system lets us, `off`, or `required`"),
  RUN_WORKERS("0", "workers", "run workers kept warm; 0: two a processor, as memory allows"),
  SEARCH_WORKERS(
      "0", "workers", "workers kept that have rehearsed a search; 0: one, where memory allows"),
  COMPILE_WORKERS("0", "workers", "compilations at a time; 0: one a processor, as memory allows"),
  CONCURRENT_RUNS("0", "runs", "runs at a time; 0: one a processor, as memory allows"),
  CONCURRENT_EXPLORATIONS(
      "0", "runs", "explorations at a time, beside the runs; 0: half as many as runs"),
  CACHED_RUNS(
      Sizes.CACHED_RUNS, "runs", "results of deterministic runs that are kept; 0 keeps none"),
  CACHED_RUN_BYTES(Sizes.CACHED_RUN_BYTES, "bytes", "the largest result that is kept"),
  LOG_FORMAT("text", "name", "`text` or `json`"),
  LOG_LEVEL("info", "name", "`error`, `warn`, `info` or `debug`"),
  GRACE_MILLIS("12000", "ms", "time that running programs get to end when the server stops"),
  STDIN_BYTES("65536", "bytes", "standard input that may come with a run"),
  SOURCE_BYTES(Limits.DEFAULT.sourceBytes(), "bytes", "source in a program, all files together"),
  FILES(Limits.DEFAULT.files(), "files", "files in a program"),
  COMPILE_MILLIS(Limits.DEFAULT.compileMillis(), "ms", "time to compile"),
  RUN_MILLIS(Limits.DEFAULT.runMillis(), "ms", "real time to run"),
  RUN_CPU_MILLIS(Limits.DEFAULT.runCpuMillis(), "ms", "processor time to run"),
  OUTPUT_HEAD_BYTES(Limits.DEFAULT.outputHeadBytes(), "bytes", "output kept from the beginning"),
  OUTPUT_TAIL_BYTES(Limits.DEFAULT.outputTailBytes(), "bytes", "output kept from the end"),
  HEAP_MEBIBYTES(Limits.DEFAULT.heapMebibytes(), "MiB", "heap of a program"),
  GOROUTINES(Limits.DEFAULT.goroutines(), "goroutines", "live goroutines, race detection off"),
  GOROUTINES_WITH_RACE(
      Limits.DEFAULT.goroutinesWithRace(), "goroutines", "live goroutines, race detection on"),
  TRACE_EVENTS(Limits.DEFAULT.traceEvents(), "events", "events in a trace"),
  QUEUED_RUNS(Limits.DEFAULT.queuedRuns(), "runs", "runs that may wait on this node"),
  QUEUED_RUNS_PER_CLIENT(
      Limits.DEFAULT.queuedRunsPerClient(), "runs", "runs of one client that may wait"),
  EXPLORE_EXECUTIONS(
      Limits.DEFAULT.exploreExecutions(), "executions", "executions in a search for outcomes"),
  EXPLORE_MILLIS(Limits.DEFAULT.exploreMillis(), "ms", "real time of a search for outcomes"),
  BESIDE_HEAP_MEBIBYTES(
      Limits.DEFAULT.besideHeapMebibytes(),
      "MiB",
      "memory of a program's JVM beside its heap: classes, code, stacks, memory outside the heap"),
  THREADS(
      Limits.DEFAULT.threads(),
      "threads",
      "threads of a program's JVM, a dozen of its own among them"),
  DESCRIPTORS(Limits.DEFAULT.descriptors(), "files", "files that a program's JVM may have open"),
  COMPILATIONS_PER_CLIENT(
      Limits.DEFAULT.compilationsPerClient(),
      "compilations",
      "compilations of one client at a time; 0: all that there may be but one");

  private final String defaultValue;
  private final String unit;
  private final String meaning;

  Setting(String defaultValue, String unit, String meaning) {
    this.defaultValue = defaultValue;
    this.unit = unit;
    this.meaning = meaning;
  }

  Setting(long defaultValue, String unit, String meaning) {
    this(Long.toString(defaultValue), unit, meaning);
  }

  /** The environment variable. */
  public String key() {
    return Environment.PREFIX + name();
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String unit() {
    return unit;
  }

  public String meaning() {
    return meaning;
  }
}
