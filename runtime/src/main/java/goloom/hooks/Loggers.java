package goloom.hooks;

import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** {@code java.util.logging}: what is logged bears the run's time, and not the machine's. */
public final class Loggers {

  private Loggers() {}

  public static Logger getLogger(String name) {
    return governed(Logger.getLogger(name));
  }

  public static Logger getLogger(String name, String bundle) {
    return governed(Logger.getLogger(name, bundle));
  }

  public static Logger getGlobal() {
    return governed(Logger.getGlobal());
  }

  public static Logger getAnonymousLogger() {
    return governed(Logger.getAnonymousLogger());
  }

  public static Logger getAnonymousLogger(String bundle) {
    return governed(Logger.getAnonymousLogger(bundle));
  }

  private static Logger governed(Logger logger) {
    if (Run.simulated() && logger.getFilter() == null) {
      logger.setFilter(Loggers::stamp);
      for (var handler : Logger.getLogger("").getHandlers()) {
        if (handler.getFilter() == null) {
          handler.setFilter(Loggers::stamp);
        }
      }
    }
    return logger;
  }

  private static boolean stamp(LogRecord entry) {
    if (Run.simulated()) {
      entry.setInstant(Clocks.instant());
      entry.setLongThreadID(Threads.threadId(Threads.currentThread()));
      var thrown = entry.getThrown();
      if (thrown != null) {
        StackTraces.trim(thrown);
      }
    }
    return true;
  }
}
