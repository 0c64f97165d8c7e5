package goloom.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Namespaces of their own of every kind, a read-only root that holds the image alone, no {@code
 * /proc}, no capabilities, no environment, and a filter of system calls.
 *
 * <p>A server that is root steps down first: limits on processes don't bind root, in no namespace.
 */
record Bubblewrap(Path bwrap, Path filter, List<String> stepDown, List<String> temporary)
    implements Isolation {
  private static final String NOBODY = "65534";

  /** What a missing bubblewrap is answered with. */
  private static final String REMEDY =
      "install it (apt-get install bubblewrap), or set GOLOOM_ISOLATION=process to run your own programs with"
          + " your own rights";

  /** The driver for this machine, with {@code filter} as {@link SeccompFilter} wrote it. */
  static Bubblewrap find(Path filter) throws SandboxUnavailableException {
    var bwrap = Command.find("bwrap").orElse(null);
    if (bwrap == null) {
      throw new SandboxUnavailableException("bubblewrap is missing: " + REMEDY);
    }
    if (!Identity.isRoot()) {
      return new Bubblewrap(bwrap, filter, List.of(), List.of());
    }
    var setpriv = Command.find("setpriv").orElse(null);
    if (setpriv == null) {
      throw new SandboxUnavailableException("setpriv is missing: install util-linux");
    }
    return new Bubblewrap(
        bwrap,
        filter,
        List.of(
            setpriv.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"),
        List.of());
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public String root(Image image) {
    return "";
  }

  @Override
  public Isolation withScratch(Path folder) {
    return new Bubblewrap(bwrap, filter, stepDown, List.of("--bind", folder.toString(), scratch()));
  }

  @Override
  public String scratch() {
    return "/tmp";
  }

  @Override
  public List<String> command(Image image, Allowance allowance, List<String> javaArguments) {
    var command = new ArrayList<>(stepDown);
    // The shell opens descriptors, the filter as 9 and the worker's way out as 3, and is gone
    // before
    // anything of the user's.
    command.addAll(
        List.of("/bin/sh", "-c", "exec 9<\"$0\" 3>&1 && exec \"$@\"", filter.toString()));
    command.addAll(List.of("/usr/bin/choom", "-n", "1000", "--", bwrap.toString()));
    command.addAll(box(image));
    command.addAll(temporary);
    command.addAll(List.of("--chdir", "/tmp", "--"));
    command.addAll(allowance.prlimit("/bin/prlimit"));
    command.add("--nproc=" + allowance.processes());
    command.add("/jdk/bin/java");
    command.addAll(javaArguments);
    return command;
  }

  private static List<String> box(Image image) {
    return List.of(
        "--seccomp",
        "9",
        "--unshare-user",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup-try",
        "--as-pid-1",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--uid",
        NOBODY,
        "--gid",
        NOBODY,
        "--hostname",
        "localhost",
        "--clearenv",
        "--setenv",
        "LD_LIBRARY_PATH",
        "/jdk/lib:/jdk/lib/server",
        "--setenv",
        "MALLOC_ARENA_MAX",
        "2",
        "--setenv",
        "LANG",
        "C.UTF-8",
        "--ro-bind",
        image.root().toString(),
        "/",
        "--dev-bind",
        "/dev/null",
        "/dev/null",
        "--dev-bind",
        "/dev/urandom",
        "/dev/urandom",
        "--dev-bind",
        "/dev/urandom",
        "/dev/random");
  }
}
