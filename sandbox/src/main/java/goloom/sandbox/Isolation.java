package goloom.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** How a worker is kept from the rest of the machine. */
interface Isolation {

  /** As the settings and the start of each run call it. */
  String name();

  /** Where the image's root is to the worker: a prefix of all its paths. */
  String root(Image image);

  /** The command line, environment aside (which is empty), that starts the image's {@code java}. */
  List<String> command(Image image, Allowance allowance, List<String> javaArguments);

  /** Promises of {@link PromiseCheck} that this keeps in a way that the check doesn't see. */
  default Set<String> keptOtherwise() {
    return Set.of();
  }

  /**
   * The same, with {@code folder} as the worker's temporary folder, which else can't be written to.
   */
  Isolation withScratch(Path folder);

  /** Where that folder is to the worker. */
  String scratch();

  /**
   * What the kernel allows a worker, whatever its JVM thinks.
   *
   * @param processes threads and processes
   * @param dataMebibytes private memory
   * @param fileMebibytes the size of a file
   * @param descriptors open files
   * @param cpuSeconds processor time of its whole life
   */
  record Allowance(
      int processes, int dataMebibytes, int fileMebibytes, int descriptors, long cpuSeconds) {

    Allowance withFiles(int mebibytes) {
      return new Allowance(processes, dataMebibytes, mebibytes, descriptors, cpuSeconds);
    }

    List<String> prlimit(String path) {
      return List.of(
          path,
          "--data=" + ((long) dataMebibytes << 20),
          "--as=" + (((long) dataMebibytes + 1536) << 20),
          "--fsize=" + ((long) fileMebibytes << 20),
          "--nofile=" + descriptors,
          "--core=0",
          "--cpu=" + cpuSeconds,
          "--memlock=65536",
          "--msgqueue=0");
    }
  }
}
