package goloom.server.cli;

import goloom.worker.protocol.Event;

/** What the command line's exit codes mean. */
final class ExitCodes {
  /** The playground's own fault: no program ran to its end. */
  static final int FAULT = 125;

  /** A wrong command line is nobody's program's end either. */
  static final int USAGE = FAULT;

  private static final int DOES_NOT_COMPILE = 1;
  private static final int PANIC_OR_DEADLOCK = 2;
  private static final int TIMED_OUT = 124;
  private static final int LIMIT = 126;
  private static final int KILLED = 137;

  private ExitCodes() {}

  static int of(Event.Exit exit) {
    return switch (exit.status()) {
      case OK, EXIT -> exit.code();
      case COMPILE_ERROR -> DOES_NOT_COMPILE;
      case PANIC, DEADLOCK -> PANIC_OR_DEADLOCK;
      case TIMEOUT -> TIMED_OUT;
      case MEMORY_LIMIT, OUTPUT_LIMIT, GOROUTINE_LIMIT -> LIMIT;
      case KILLED -> KILLED;
      case INTERNAL -> FAULT;
    };
  }
}
