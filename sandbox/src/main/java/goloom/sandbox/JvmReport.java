package goloom.sandbox;

import java.util.List;

/**
 * What the JVM says of itself when it is asked with a signal, of which the part on deadlocks is
 * worth showing: two threads and Java's own monitors, which no scheduler of ours sees. It arrives
 * where the program writes too, so it is shown as what the process wrote, and never taken for an
 * event.
 */
final class JvmReport {
  private static final int MAX_CHARS = 256 * 1024;

  /** How long a JVM may take to answer. */
  static final long PATIENCE_NANOS = 300_000_000L;

  private static final List<String> BEGINNINGS =
      List.of(
          "Found one Java-level deadlock:", "Found 1 Java-level deadlock", "Java-level deadlocks");

  private final StringBuilder text = new StringBuilder();

  /** More of what arrives. */
  synchronized void add(String more) {
    if (text.length() < MAX_CHARS) {
      text.append(more);
    }
  }

  /** The part on deadlocks, empty where there is none. */
  synchronized String deadlock() {
    var lines = text.toString().lines().toList();
    var from = -1;
    for (int i = 0; i < lines.size() && from < 0; i++) {
      var line = lines.get(i);
      from = BEGINNINGS.stream().anyMatch(line::contains) ? i : -1;
    }
    if (from < 0) {
      return "";
    }
    var to = from + 1;
    while (to < lines.size() && !lines.get(to).startsWith("Heap")) {
      to++;
      if (lines.get(to - 1).matches("Found \\d+ deadlocks?\\.")) {
        break;
      }
    }
    return String.join("\n", lines.subList(from, to)).strip() + "\n";
  }

  /** Asks the JVM {@code pid}; it goes on afterwards. */
  static void ask(long pid) {
    PipeThread.start(
        "quit-" + pid,
        () -> {
          try {
            Command.run("/bin/sh", "-c", "kill -QUIT \"$0\"", Long.toString(pid));
          } catch (java.io.IOException gone) {
            // Then there is nothing to tell.
            return;
          }
        });
  }
}
