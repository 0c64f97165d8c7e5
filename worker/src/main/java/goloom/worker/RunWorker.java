package goloom.worker;

import goloom.instrument.Rewriter;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Governor;
import goloom.scheduler.Settings;
import goloom.scheduler.StandardInput;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromWorker;
import goloom.worker.protocol.SecretWriter;
import goloom.worker.protocol.ToWorker;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The run worker: a process that waits, warm, for the one program it will run.
 *
 * <p>It loads what a run needs, writes the byte {@code R}, reads its {@link ToWorker.Job} and runs
 * it. From then on the parent believes only what begins with the job's secret.
 */
public final class RunWorker {
  /** What this process ends with where memory doesn't even suffice for a farewell. */
  public static final int OUT_OF_MEMORY = 119;

  private RunWorker() {}

  /**
   * The first argument, where there is one, names a file that lists the classes to load ahead; the
   * second one with the search to rehearse, for a worker that will do one.
   */
  public static void main(String[] args) throws IOException {
    if (args.length > 0) {
      Preload.classes(args[0]);
    }
    WarmUp.run();
    if (args.length > 1) {
      Rehearsal.of(args[1]);
    }
    var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    var out = Descriptor.out();
    out.write('R');
    if (!(Frames.read(in, ToWorker.class) instanceof ToWorker.Job job)) {
      return;
    }
    var outbox = new Outbox(new SecretWriter(out, job.secret()));
    System.setIn(new ProgramInput(in, outbox, job.stdin(), job.stdinOpen()));
    var steered = Engine.steers(job.options().schedule());
    System.setOut(
        steered ? new ReplayedOutput("stdout", outbox) : ProgramOutput.stream("stdout", outbox));
    System.setErr(
        steered ? new ReplayedOutput("stderr", outbox) : ProgramOutput.stream("stderr", outbox));
    end(outbox, job);
  }

  private static void end(Outbox outbox, ToWorker.Job job) {
    var code = 1;
    try {
      var exit = run(job, outbox);
      outbox.send(new FromWorker.End(exit));
      code = 0;
    } catch (OutOfMemoryError e) {
      code = OUT_OF_MEMORY;
    } finally {
      // Whatever else happens, nothing of the program's outlives its end.
      Runtime.getRuntime().halt(code);
    }
  }

  static Event.Exit run(ToWorker.Job job, Outbox outbox) {
    var start = System.nanoTime();
    var reports = new Reports(outbox);
    Ending ending;
    try {
      Engine.sites(job.sites());
      Engine.definitions(Rewriter::rewriteDefined);
      if (job.explore() != null) {
        return ExploreRun.of(job, job.explore(), withInput(job, outbox), outbox)
            ? exit(Event.Status.OK, 0, "", start, null)
            : exit(
                Event.Status.MEMORY_LIMIT, 126, Shortage.HEAP.message(job.limits()), start, null);
      }
      ending = Engine.run(settings(job), program(job), reports);
    } catch (OutOfMemoryError e) {
      return exit(Event.Status.MEMORY_LIMIT, 126, Shortage.HEAP.message(job.limits()), start, null);
    } catch (Throwable broken) {
      return exit(Event.Status.INTERNAL, 125, "the playground failed: " + broken, start, null);
    }
    var untold = ending.message().equals("panic: java.lang.OutOfMemoryError");
    var shortage = untold ? Shortage.HEAP : reports.shortage();
    if (ending.status().equals("panic") && shortage != null) {
      return exit(shortage.status(), 126, shortage.message(job.limits()), start, ending);
    }
    var status = Event.Status.valueOf(ending.status().toUpperCase(Locale.ROOT));
    return exit(status, ending.code(), ending.message(), start, ending);
  }

  private static Program program(ToWorker.Job job) {
    var loader = new ProgramLoader(job.classes());
    Engine.openHooks(loader.getUnnamedModule());
    return new Program(job.mainClass(), loader, job.uncontrolled());
  }

  /** The program anew for each execution, with classes of its own where one would see another. */
  private static Supplier<goloom.Block> programs(ToWorker.Job job) {
    if (ProgramState.isStatic(job.classes())) {
      return () -> program(job);
    }
    var program = program(job);
    return () -> program;
  }

  /** Each execution reads the same, from its beginning. */
  private static Supplier<goloom.Block> withInput(ToWorker.Job job, Outbox outbox) {
    var programs = programs(job);
    return () -> {
      StandardInput.begins(ProgramInput.whole(outbox, job.stdin()));
      return programs.get();
    };
  }

  private static Settings settings(ToWorker.Job job) {
    var options = job.options();
    return new Settings(
        options.seed(),
        options.schedule(),
        options.procs(),
        options.scheduler().equals("real"),
        options.race(),
        options.trace(),
        job.limits().goroutines(),
        job.limits().traceEvents());
  }

  private static Event.Exit exit(
      Event.Status status, int code, String told, long start, @Nullable Ending ending) {
    var message = Bounds.value(told);
    var millis = (System.nanoTime() - start) / 1_000_000;
    var memory = Runtime.getRuntime().totalMemory();
    if (ending == null) {
      var stats = new Event.Stats(millis, 0, 0, 0, 0, memory);
      return new Event.Exit(status, code, message, false, List.of(), stats);
    }
    var stats =
        new Event.Stats(
            millis,
            ending.virtualNanos(),
            ending.goroutines(),
            ending.switches(),
            ending.steps(),
            memory);
    return new Event.Exit(
        status, code, message, ending.deterministic(), ending.uncontrolled(), stats);
  }

  /** The program, loaded by its own main goroutine: its initialisers are its own code. */
  private record Program(String mainClass, ClassLoader loader, List<String> uncontrolled)
      implements goloom.Block {
    @Override
    public void run() throws Exception {
      uncontrolled.forEach(Governor::uncontrolled);
      ProgramMain.of(Class.forName(mainClass, true, loader)).run();
    }
  }
}
