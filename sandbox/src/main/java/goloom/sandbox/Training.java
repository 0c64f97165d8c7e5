package goloom.sandbox;

import goloom.worker.protocol.ExploreOptions;
import goloom.worker.protocol.Frames;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler;
import goloom.worker.protocol.ToCompiler.Policy;
import goloom.worker.protocol.ToWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What new images learn before their first use: the filter of system calls, and from one program
 * that is compiled and run, which classes workers need. The JVM keeps them in an archive, ready to
 * be mapped.
 *
 * <p>A machine on which learning fails has slower workers, and otherwise the same.
 */
final class Training implements Images.Finish {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);
  private static final long PATIENCE_MILLIS = 60_000;

  private static final ExploreOptions SEARCH = new ExploreOptions(10_000, 2_000);

  /** Archives are larger than the files that workers may write. */
  private static final int ARCHIVE_MEBIBYTES = 128;

  private final SandboxSettings settings;
  private final Spawner spawner;

  Training(SandboxSettings settings, Spawner spawner) {
    this.settings = settings;
    this.spawner = spawner;
  }

  @Override
  public void accept(Images images) throws IOException, SandboxUnavailableException {
    Files.write(images.filter(), SeccompFilter.bytes(SeccompFilter.Machine.current()));
    var isolation = LocalSandbox.isolation(settings, images.filter());
    var scratch = Files.createTempDirectory(images.filter().getParent(), "scratch-");
    try {
      // The worker's user is another than ours.
      Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
      var box = isolation.withScratch(scratch);
      var learned = compile(images.compile(), box, scratch);
      run(images.run(), box, scratch, learned.program());
      rehearsal(images.run(), learned.search());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Trees.delete(scratch);
    }
  }

  private record Programs(FromCompiler.Compiled program, FromCompiler.Compiled search) {}

  private Programs compile(Image image, Isolation box, Path scratch)
      throws IOException, InterruptedException {
    var java =
        JavaCommand.compileWorker(JavaCommand.Learned.learning(box.scratch()), box.root(image));
    var allowance = JavaCommand.compileAllowance().withFiles(ARCHIVE_MEBIBYTES);
    var worker =
        Worker.start(
            spawner, ControlGroups.none().create(allowance), box.command(image, allowance, java));
    try {
      var files = List.of(TrainingProgram.file());
      var program = compiled(worker, files);
      var search = compiled(worker, List.of(TrainingProgram.search()));
      ask(worker, new ToCompiler.Format(files));
      ask(
          worker,
          new ToCompiler.Complete(
              files, "Main.java", TrainingProgram.file().source().indexOf("jobs.close")));
      worker.in().close();
      keep(worker, image, scratch);
      return new Programs(program, search);
    } finally {
      worker.kill();
    }
  }

  private static FromCompiler.Compiled compiled(Worker worker, List<SourceFile> files)
      throws IOException {
    var answer = ask(worker, new ToCompiler.Compile(files, ToCompiler.Use.WATCHED, Policy.BY_NAME));
    if (answer instanceof FromCompiler.Compiled compiled && compiled.ok()) {
      return compiled;
    }
    throw new IOException("a training program does not compile: " + answer);
  }

  private static FromCompiler ask(Worker worker, ToCompiler question) throws IOException {
    Frames.write(worker.in(), ToCompiler.class, question);
    var answer = Frames.read(worker.out(), FromCompiler.class);
    if (answer == null) {
      throw new IOException("no answer from the compiler in training");
    }
    return answer;
  }

  private void run(Image image, Isolation box, Path scratch, FromCompiler.Compiled program)
      throws IOException, InterruptedException {
    var limits = settings.limits();
    var java =
        JavaCommand.runWorker(limits, JavaCommand.Learned.learning(box.scratch()), box.root(image));
    var allowance = JavaCommand.runAllowance(limits).withFiles(ARCHIVE_MEBIBYTES);
    var worker =
        Worker.start(
            spawner, ControlGroups.none().create(allowance), box.command(image, allowance, java));
    try {
      Frames.write(worker.in(), ToWorker.class, job(program, null));
      worker.out().readAllBytes();
      keep(worker, image, scratch);
      var classes =
          Files.readAllLines(scratch.resolve(JavaCommand.LOG)).stream()
              .filter(line -> line.contains("source: jrt:") || line.contains("source: shared"))
              .map(line -> line.substring(0, line.indexOf(' ')))
              .filter(name -> !name.contains("/") && !name.contains("$$"))
              .toList();
      Files.write(image.app().resolve(JavaCommand.CLASSES), classes);
    } finally {
      worker.kill();
    }
  }

  private ToWorker.Job job(FromCompiler.Compiled program, @Nullable ExploreOptions explore) {
    return new ToWorker.Job(
        new byte[16],
        program.classes(),
        program.mainClass(),
        program.sites(),
        program.uncontrolled(),
        new RunOptions(1L, null, 4, "sim", true, explore == null),
        explore,
        new ToWorker.WorkerLimits(
            1000,
            1000,
            settings.limits().heapMebibytes(),
            settings.limits().besideHeapMebibytes(),
            settings.limits().threads()),
        "input\n".getBytes(StandardCharsets.UTF_8),
        false);
  }

  private void rehearsal(Image image, FromCompiler.Compiled program) throws IOException {
    try (var out = Files.newOutputStream(image.app().resolve(JavaCommand.REHEARSAL))) {
      Frames.write(out, ToWorker.class, job(program, SEARCH));
    }
  }

  /** Moves what {@code worker} has learned into its image, when it has gone. */
  private static void keep(Worker worker, Image image, Path scratch)
      throws IOException, InterruptedException {
    if (worker.await(PATIENCE_MILLIS) < 0) {
      throw new IOException("a worker in training does not end");
    }
    var archive = scratch.resolve(JavaCommand.ARCHIVE);
    if (Files.exists(archive)) {
      Files.copy(archive, image.app().resolve(JavaCommand.ARCHIVE));
    } else {
      LOG.warn("no archive of classes was made: workers will start more slowly");
    }
  }
}
