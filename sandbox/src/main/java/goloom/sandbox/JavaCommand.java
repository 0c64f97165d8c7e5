package goloom.sandbox;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The arguments that workers' JVMs are started with. No word of a user's is ever among them. */
final class JavaCommand {
  private static final int COMPILE_THREADS = 64;
  private static final int COMPILE_HEAP_MEBIBYTES = 256;
  private static final int COMPILE_BESIDE_HEAP_MEBIBYTES = 320;
  private static final int COMPILE_DESCRIPTORS = 128;

  private static final int FILE_MEBIBYTES = 16;

  /** What no worker needs: ways in from outside, files beside the box, talk. */
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null",
          "-XX:+SuppressFatalErrorMessage",
          "-Xlog:disable",
          "-XX:MaxDirectMemorySize=32m",
          "-XX:CompressedClassSpaceSize=32m",
          // Classes that are mapped where they were written for are shared by all workers; moved,
          // each worker has ten megabytes of its own. They are data, no code.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "--illegal-native-access=deny",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8",
          "-Dstdin.encoding=UTF-8",
          "-Djava.io.tmpdir=/tmp",
          "-Duser.home=/tmp",
          "-Duser.timezone=UTC",
          "-Duser.language=en",
          "-Duser.country=US",
          // Rewritten methods grow; none of a program's may be left to the interpreter for its
          // size.
          "-XX:-DontCompileHugeMethods");

  /** In {@code /app}: classes as the JVM keeps them, and the names of those to load ahead. */
  static final String ARCHIVE = "classes.jsa";

  static final String CLASSES = "classes.txt";

  /** The search that workers rehearse, as its job. */
  static final String REHEARSAL = "rehearsal.job";

  /** Where a JVM that learns writes what it loads. */
  static final String LOG = "load.log";

  /** Arguments that make a JVM use what its image has learned, or learn it. */
  record Learned(List<String> jvm, List<String> arguments) {
    static Learned in(Image image, String root, Readiness readiness) {
      var app = root + "/app/";
      var arguments = new ArrayList<String>();
      if (Files.exists(image.app().resolve(CLASSES))) {
        arguments.add(app + CLASSES);
        if (readiness == Readiness.SEARCH && Files.exists(image.app().resolve(REHEARSAL))) {
          arguments.add(app + REHEARSAL);
        }
      }
      return new Learned(
          Files.exists(image.app().resolve(ARCHIVE))
              ? List.of("-XX:SharedArchiveFile=" + app + ARCHIVE)
              : List.of(),
          arguments);
    }

    /**
     * Makes it leave the archive, and a log of the classes it loads, in {@code folder} at its end.
     */
    static Learned learning(String folder) {
      return new Learned(
          List.of(
              "-XX:ArchiveClassesAtExit=" + folder + "/" + ARCHIVE,
              "-Xlog:class+load:file=" + folder + "/" + LOG + ":none"),
          List.of());
    }
  }

  /** What a run worker gets ready for. */
  enum Readiness {
    RUN,
    /** With a rehearsal of some seconds, where the image has one. */
    SEARCH
  }

  private JavaCommand() {}

  static Isolation.Allowance runAllowance(Limits limits) {
    return new Isolation.Allowance(
        limits.threads(),
        limits.heapMebibytes() + limits.besideHeapMebibytes(),
        FILE_MEBIBYTES,
        limits.descriptors(),
        // Far behind the limit that is watched from outside: this one ends the process without a
        // word.
        3 * limits.runCpuMillis() / 1000 + 5);
  }

  static Isolation.Allowance compileAllowance() {
    return new Isolation.Allowance(
        COMPILE_THREADS,
        COMPILE_HEAP_MEBIBYTES + COMPILE_BESIDE_HEAP_MEBIBYTES,
        FILE_MEBIBYTES,
        COMPILE_DESCRIPTORS,
        3_600);
  }

  /** A run worker; {@code root} is the image's place to it. */
  static List<String> runWorker(Limits limits, Learned learned, String root) {
    var command = new ArrayList<>(COMMON);
    command.addAll(learned.jvm());
    command.addAll(
        List.of(
            "-Xms16m",
            "-Xmx" + limits.heapMebibytes() + "m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxMetaspaceSize=64m",
            // Ten times the JVM's own: a worker that only gets ready compiles nothing, and has a
            // third less to do and to hold. Loops are compiled as early as ever.
            "-XX:Tier3InvocationThreshold=2000",
            "-XX:Tier3MinInvocationThreshold=1000",
            "-XX:Tier3CompileThreshold=20000",
            // Reflection by the JVM itself: by method handles it would spin a class for every
            // signature first, a quarter of the time that a worker takes to get ready.
            "-Djdk.reflect.useNativeAccessorOnly=true",
            // What availableProcessors() says may not depend on the machine.
            "-XX:ActiveProcessorCount=4",
            // The hook under goroutines: to the library alone, never to the program.
            "--add-opens",
            "java.base/java.lang=goloom",
            // The worker's own way out; see Descriptor.
            "--add-opens",
            "java.base/java.io=goloom.worker",
            // Goroutines that nobody can reach any more are garbage.
            "-Djdk.trackAllThreads=false",
            "-m",
            "goloom.worker/goloom.worker.RunWorker"));
    command.addAll(learned.arguments());
    return command;
  }

  static List<String> compileWorker(Learned learned, String root) {
    var command = new ArrayList<>(COMMON);
    command.addAll(learned.jvm());
    command.addAll(
        List.of(
            "-Xms32m",
            "-Xmx" + COMPILE_HEAP_MEBIBYTES + "m",
            // Deep code compiles, and what nests without end ends in milliseconds.
            "-Xss2m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxMetaspaceSize=96m",
            "--add-exports",
            "goloom/goloom.instrument=ALL-UNNAMED"));
    for (var internal : List.of("api", "code", "file", "main", "model", "parser", "tree", "util")) {
      command.add("--add-exports");
      command.add("jdk.compiler/com.sun.tools.javac." + internal + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", root + "/app/*", "goloom.compiler.CompileWorker"));
    return command;
  }
}
