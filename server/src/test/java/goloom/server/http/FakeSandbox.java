package goloom.server.http;

import goloom.sandbox.BusyException;
import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxState;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A sandbox without a compiler: the first word of a program says what it does. {@code print} prints
 * what follows and ends, {@code sleep} is silent until stopped, {@code flood} prints until stopped,
 * {@code echo} prints its standard input until that ends, {@code race} has one, {@code broken} does
 * not compile, {@code busy} and {@code full} find no room. A search finds three outcomes; that of
 * {@code sleep} finds one and goes on until stopped.
 */
final class FakeSandbox implements Sandbox {
  final List<RunRequest> requests = new CopyOnWriteArrayList<>();
  final List<Run> runs = new CopyOnWriteArrayList<>();
  final AtomicLong delivered = new AtomicLong();
  volatile boolean ready = true;
  volatile List<String> broken = List.of();
  volatile boolean draining;

  @Override
  public RunHandle run(String client, RunRequest request, Consumer<Event> events) {
    if (draining) {
      throw new BusyException(BusyException.Scope.NODE, 3, "draining");
    }
    switch (word(request.files())) {
      case "busy" ->
          throw new BusyException(BusyException.Scope.CLIENT, 7, "4 of your runs wait already");
      case "full" -> throw new BusyException(BusyException.Scope.NODE, 9, "100 runs wait already");
      default -> {}
    }
    requests.add(request);
    var run = new Run(request, events);
    runs.add(run);
    Thread.ofVirtual().start(run::play);
    return run;
  }

  @Override
  public FromCompiler.Compiled check(String client, List<SourceFile> files) {
    return FromCompiler.Compiled.failed(diagnostics(files));
  }

  @Override
  public FromCompiler.Formatted format(List<SourceFile> files) {
    return new FromCompiler.Formatted(
        files.stream()
            .map(file -> new SourceFile(file.name(), file.source().strip() + "\n"))
            .toList(),
        List.of());
  }

  @Override
  public FromCompiler.Completed complete(List<SourceFile> files, String file, int offset) {
    return new FromCompiler.Completed(
        offset, List.of(new FromCompiler.Completion("receive()", "T")));
  }

  @Override
  public String isolation() {
    return "bubblewrap";
  }

  @Override
  public SandboxState state() {
    return new SandboxState(1, 2, 0, 0, 1, 1, 0, 0, 0, 0, 0, "v2", broken);
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public void drain(long graceMillis) {
    draining = true;
    runs.forEach(Run::stop);
    for (Run run : runs) {
      try {
        run.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {}

  private static String word(List<SourceFile> files) {
    return files.getFirst().source().split("\\s", 2)[0];
  }

  private static List<Diagnostic> diagnostics(List<SourceFile> files) {
    List<Diagnostic> found = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.source().startsWith("broken")) {
        found.add(
            new Diagnostic(
                file.name(), 1, 1, 1, 7, "error", "compiler.err.expected", "';' expected"));
      }
    }
    return found;
  }

  final class Run implements RunHandle {
    private final RunRequest request;
    private final Consumer<Event> events;
    final CountDownLatch stopped = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    private final Mailbox<byte[]> stdin = new Mailbox<>(100);

    Run(RunRequest request, Consumer<Event> events) {
      this.request = request;
      this.events = events;
    }

    void play() {
      try {
        SourceFile file = request.files().getFirst();
        List<Diagnostic> diagnostics = diagnostics(request.files());
        tell(new Event.Compile(diagnostics.isEmpty(), 12, diagnostics));
        if (!diagnostics.isEmpty()) {
          tell(exit(Event.Status.COMPILE_ERROR, 1));
          return;
        }
        var options = request.options();
        tell(
            new Event.Start(
                options.seed(),
                options.schedule(),
                options.procs(),
                options.scheduler(),
                options.race(),
                isolation(),
                "0.1.0"));
        if (options.schedule() != null && options.trace()) {
          Recorded.replay(options.schedule()).forEach(this::tell);
          tell(exit(Event.Status.OK, 66));
        } else if (request.explore() == null) {
          perform(word(request.files()), file.source());
        } else {
          search(word(request.files()));
        }
      } finally {
        ended.countDown();
      }
    }

    private void perform(String word, String source) {
      switch (word) {
        case "sleep" -> {
          awaitStop();
          tell(exit(Event.Status.KILLED, 137));
        }
        case "flood" -> {
          while (stopped.getCount() > 0) {
            print("x".repeat(8000));
          }
          tell(exit(Event.Status.KILLED, 137));
        }
        case "echo" -> {
          print(new String(request.stdin(), StandardCharsets.UTF_8));
          for (byte[] more = next(); more != null; more = next()) {
            print(new String(more, StandardCharsets.UTF_8));
          }
          tell(exit(Event.Status.OK, 0));
        }
        case "race" -> {
          tell(Recorded.RACE);
          tell(exit(Event.Status.OK, 66));
        }
        case "trace" -> {
          tell(new Event.Trace(List.of(Map.of("kind", "goStart"))));
          tell(exit(Event.Status.OK, 0));
        }
        default -> {
          print(source.replaceFirst("^print ", "") + "\n");
          tell(exit(Event.Status.OK, 0));
        }
      }
    }

    private void search(String word) {
      tell(Recorded.outcome(1, 3));
      if (word.equals("sleep")) {
        awaitStop();
        tell(exit(Event.Status.KILLED, 137));
        return;
      }
      Recorded.SEARCH.forEach(this::tell);
      tell(exit(Event.Status.OK, 0));
    }

    private byte[] next() {
      return request.stdinOpen() ? stdin.take() : null;
    }

    private void print(String text) {
      tell(new Event.Output("stdout", text, 1_000, 1));
    }

    private void tell(Event event) {
      events.accept(event);
      delivered.incrementAndGet();
    }

    private Event.Exit exit(Event.Status status, int code) {
      return new Event.Exit(
          status, code, "", true, List.of(), new Event.Stats(5, 1_000, 1, 2, 3, 4_096));
    }

    private void awaitStop() {
      try {
        stopped.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void stop() {
      stopped.countDown();
      stdin.close();
    }

    @Override
    public void stdin(byte[] bytes) {
      stdin.put(bytes);
    }

    @Override
    public void stdinClose() {
      stdin.close();
    }

    @Override
    public void await() throws InterruptedException {
      ended.await();
    }
  }
}
