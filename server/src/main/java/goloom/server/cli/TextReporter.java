package goloom.server.cli;

import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.SourceFile;
import java.io.PrintStream;
import java.util.List;

/** For people: the program's output where the program put it, everything else on standard error. */
final class TextReporter implements Reporter {
  private final PrintStream out;
  private final PrintStream err;
  private final List<SourceFile> files;
  private String replay = "";

  TextReporter(PrintStream out, PrintStream err, List<SourceFile> files) {
    this.out = out;
    this.err = err;
    this.files = files;
  }

  @Override
  public void report(Event event) {
    switch (event) {
      case Event.Compile compile -> compile.diagnostics().forEach(this::diagnostic);
      case Event.Start start -> replay = replay(start);
      case Event.Output output -> output(output);
      case Event.Panic panic -> text(panic.text());
      case Event.Deadlock deadlock -> text(deadlock.text());
      case Event.Leak leak -> text(leak.text());
      case Event.Race race -> text(race.text());
      case Event.Outcome _, Event.Explored _ -> {} // of a search, which has a reporter of its own
      case Event.Exit exit -> exit(exit);
      case Event.Queued queued -> {}
      case Event.Trace trace -> {}
    }
  }

  private void output(Event.Output output) {
    PrintStream stream = output.stream().equals("stderr") ? err : out;
    stream.print(output.text());
    stream.flush();
  }

  /** As javac puts it: the place, the message, the line, and a mark under it. */
  private void diagnostic(Diagnostic diagnostic) {
    err.println(
        diagnostic.file()
            + ":"
            + diagnostic.line()
            + ":"
            + diagnostic.column()
            + ": "
            + diagnostic.severity()
            + ": "
            + diagnostic.message());
    files.stream()
        .filter(file -> file.name().equals(diagnostic.file()))
        .flatMap(file -> file.source().lines().skip(Math.max(0, diagnostic.line() - 1)).limit(1))
        .forEach(line -> {
          err.println("  " + line);
          err.println("  " + margin(line, diagnostic.column() - 1) + "^");
        });
  }

  /** Tabs stay tabs, so that the mark stands where the column is. */
  private static String margin(String line, int columns) {
    return line.substring(0, Math.clamp(columns, 0, line.length())).replaceAll("[^\t]", " ");
  }

  private void exit(Event.Exit exit) {
    switch (exit.status()) {
      case EXIT, COMPILE_ERROR -> {}
      case OK -> {
        if (exit.code() != 0) { // for races, which the message counts
          err.println(exit.message());
          err.println(replay);
        }
      }
      case PANIC, DEADLOCK -> err.println(replay);
      case TIMEOUT, MEMORY_LIMIT, OUTPUT_LIMIT, GOROUTINE_LIMIT, KILLED, INTERNAL ->
          err.println("goloom: " + exit.message());
    }
  }

  private void text(String text) {
    err.print(text.endsWith("\n") ? text : text + "\n");
    err.flush();
  }

  private static String replay(Event.Start start) {
    return start.seed() != null
        ? "goloom: to see this again: --seed " + start.seed() + " --procs " + start.procs()
        : "goloom: this was --schedule " + start.schedule();
  }
}
