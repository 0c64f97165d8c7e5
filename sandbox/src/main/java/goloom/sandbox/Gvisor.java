package goloom.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A kernel of its own, in user space, between the worker and the machine's: <a
 * href="https://gvisor.dev">gVisor</a>'s {@code runsc}. Stronger than {@link Bubblewrap} and slower
 * to start. Its {@code /proc} and {@code /tmp} are its own and die with it.
 *
 * <p>What to start is in a folder that {@code runsc} reads, one for each kind of worker.
 */
final class Gvisor implements Isolation {
  private static final String REMEDY =
      "install gVisor's runsc (apt-get install runsc), or choose bubblewrap";

  private static final AtomicLong CONTAINERS = new AtomicLong();

  private final Path runsc;
  private final Path state;
  private final List<String> mounts;

  private Gvisor(Path runsc, Path state, List<String> mounts) {
    this.runsc = runsc;
    this.state = state;
    this.mounts = mounts;
  }

  /** The driver for this machine. */
  static Gvisor find() throws SandboxUnavailableException {
    var runsc =
        Command.find("runsc")
            .orElseThrow(() -> new SandboxUnavailableException("runsc is missing: " + REMEDY));
    try {
      return new Gvisor(runsc, Files.createTempDirectory("goloom-gvisor"), List.of());
    } catch (IOException e) {
      throw new SandboxUnavailableException("no folder for gVisor: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "gvisor";
  }

  @Override
  public String root(Image image) {
    return "";
  }

  /**
   * It has a {@code /proc}, a {@code /tmp} and a loopback that are nobody else's, no limit on
   * threads but that of the group around it, and inside none of the host's processes to look at
   * from outside.
   */
  @Override
  public Set<String> keptOtherwise() {
    return Set.of("files", "writing", "sockets", "threads", "identity");
  }

  @Override
  public Isolation withScratch(Path folder) {
    return new Gvisor(
        runsc,
        state,
        List.of(
            "{\"destination\":\"/tmp\",\"type\":\"bind\",\"source\":%s,\"options\":[\"rw\"]}"
                .formatted(quoted(folder.toString()))));
  }

  @Override
  public String scratch() {
    return "/tmp";
  }

  @Override
  public List<String> command(Image image, Allowance allowance, List<String> javaArguments) {
    var inside = new ArrayList<String>();
    inside.add("/jdk/bin/java");
    // Descriptors other than the first three don't reach the inside.
    inside.add("-Dgoloom.worker.out=1");
    inside.addAll(javaArguments);
    var command = new ArrayList<>(List.of(runsc.toString(), "--root", state.toString()));
    if (!Identity.isRoot()) {
      command.add("--rootless");
    }
    command.addAll(
        List.of(
            "--network=none",
            "--ignore-cgroups",
            "--platform=ptrace",
            "run",
            "--bundle",
            bundle(configuration(image, allowance, inside)).toString(),
            "goloom-" + ProcessHandle.current().pid() + "-" + CONTAINERS.incrementAndGet()));
    return command;
  }

  /** A folder that holds {@code configuration}, the same for the same. */
  private Path bundle(String configuration) {
    try {
      var folder = state.resolve("bundle-" + Integer.toHexString(configuration.hashCode()));
      if (!Files.isDirectory(folder)) {
        var fresh = Files.createTempDirectory(state, "new-");
        Files.writeString(fresh.resolve("config.json"), configuration);
        try {
          Files.move(fresh, folder);
        } catch (IOException another) {
          Trees.delete(fresh);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration(Image image, Allowance allowance, List<String> arguments) {
    return """
    {"ociVersion":"1.0.0",
     "process":{"user":{"uid":65534,"gid":65534},"cwd":"/tmp","noNewPrivileges":true,"args":[%s],
      "env":["LD_LIBRARY_PATH=/jdk/lib:/jdk/lib/server","MALLOC_ARENA_MAX=2","LANG=C.UTF-8"],
          "rlimits":[{"type":"RLIMIT_DATA","hard":%d,"soft":%d},{"type":"RLIMIT_CORE","hard":0,"soft":0}]},
     "root":{"path":%s,"readonly":true},"hostname":"localhost","mounts":[%s],
     "linux":{"namespaces":[{"type":"pid"},{"type":"network"},{"type":"ipc"},{"type":"uts"},{"type":"mount"}]}}
    """
        .formatted(
            arguments.stream().map(Gvisor::quoted).collect(Collectors.joining(",")),
            (long) allowance.dataMebibytes() << 20,
            (long) allowance.dataMebibytes() << 20,
            quoted(image.root().toString()),
            String.join(",", mounts));
  }

  /** Our own options and paths: nothing of a user's is ever among them. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
