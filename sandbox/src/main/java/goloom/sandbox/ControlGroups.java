package goloom.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's control groups that workers are held in, each in one of its own: what a worker makes
 * the kernel hold for it counts as its memory, which no limit on a process sees, and all workers
 * together weigh as much as one process when the processor is short.
 *
 * <p>Both versions are known. Version 2 is used where this process has been given a subtree ({@code
 * Delegate=yes}) or is root, version 1 where it may make folders. Where neither is the case,
 * workers run without; the box holds even so.
 */
final class ControlGroups implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlGroups.class);

  /** Of a worker's group, beyond what its process may have by itself: the box, pages of files. */
  private static final int SPARE_MEBIBYTES = 64;

  private static final int SPARE_TASKS = 16;

  /** Received data that waits in the kernel; version 1 counts it apart. */
  private static final int SOCKET_MEBIBYTES = 16;

  private static final long CLOSING_MILLIS = 1_000;

  private static final String PREFIX = "goloom-";

  /** In version 2 a group with groups below it holds no processes: this one holds the server. */
  private static final String SERVER = "goloom-server";

  private static final AtomicInteger SANDBOXES = new AtomicInteger();

  private final String version;
  private final List<Folder> folders;
  private final String missing;
  private final AtomicInteger made = new AtomicInteger();

  /** Groups whose processes have not ended. */
  private final Phaser inUse = new Phaser(1);

  /** The folder of this sandbox in one hierarchy, and what a worker's folder below it is given. */
  private record Folder(Path path, Kind kind) {}

  private enum Kind {
    /** Version 2: everything. */
    UNIFIED,
    MEMORY,
    PIDS,
    /** Version 1: one group for all workers. */
    CPU
  }

  private ControlGroups(String version, List<Folder> folders) {
    this(version, folders, "");
  }

  private ControlGroups(String version, List<Folder> folders, String missing) {
    this.version = version;
    this.folders = folders;
    this.missing = missing;
  }

  /** What the machine does not give, so that there are none; empty where none are missed. */
  String missing() {
    return missing;
  }

  /** No groups. */
  static ControlGroups none() {
    return new ControlGroups("none", List.of());
  }

  /** The groups of this machine as {@code wanted} has it. */
  static ControlGroups find(SandboxSettings.Groups wanted) throws SandboxUnavailableException {
    return find(wanted, Path.of("/proc/self"));
  }

  /** Those of the process that {@code self} is the folder of in {@code /proc}. */
  static ControlGroups find(SandboxSettings.Groups wanted, Path self)
      throws SandboxUnavailableException {
    if (wanted == SandboxSettings.Groups.OFF) {
      return none();
    }
    String why;
    try {
      return in(self, Identity.isRoot());
    } catch (IOException | UncheckedIOException e) {
      why = String.valueOf(e.getMessage());
    }
    if (wanted == SandboxSettings.Groups.REQUIRED) {
      throw new SandboxUnavailableException(
          "no control groups for programs: "
              + why
              + "; start the server with a subtree of its own (systemd: Delegate=yes), or set"
              + " GOLOOM_CGROUPS=auto to do without");
    }
    return new ControlGroups("none", List.of(), why);
  }

  /** The groups of the process that {@code self} is the folder of in {@code /proc}. */
  static ControlGroups in(Path self, boolean root) throws IOException {
    var memberships = CgroupMounts.read(self);
    var refusals = new ArrayList<String>();
    for (var unified : memberships.unified().stream().toList()) {
      try {
        return unified(unified, root);
      } catch (IOException e) {
        refusals.add("version 2: " + e.getMessage());
      }
    }
    try {
      return divided(memberships);
    } catch (IOException e) {
      refusals.add("version 1: " + e.getMessage());
    }
    throw new IOException(String.join("; ", refusals));
  }

  private static ControlGroups unified(CgroupMounts.Membership own, boolean root)
      throws IOException {
    if (!words(own.folder().resolve("cgroup.controllers")).contains("memory")) {
      throw new IOException("no memory controller in " + own.folder());
    }
    try {
      return new ControlGroups("v2", List.of(below(delegated(own.folder()), Kind.UNIFIED)));
    } catch (IOException e) {
      if (!root) {
        throw e;
      }
      enable(own.mount());
      return new ControlGroups("v2", List.of(below(own.mount(), Kind.UNIFIED)));
    }
  }

  /** Makes {@code own} a group that can have groups with limits, its processes moved below it. */
  private static Path delegated(Path own) throws IOException {
    if (own.endsWith(SERVER)) {
      return Objects.requireNonNull(own.getParent());
    }
    if (enabled(own)) {
      return own;
    }
    var server = own.resolve(SERVER);
    Files.createDirectories(server);
    var pid = Long.toString(ProcessHandle.current().pid());
    Files.writeString(server.resolve("cgroup.procs"), pid);
    try {
      enable(own);
      return own;
    } catch (IOException e) {
      Files.writeString(own.resolve("cgroup.procs"), pid);
      Files.delete(server);
      throw new IOException(own + " is not ours alone: " + e.getMessage(), e);
    }
  }

  private static boolean enabled(Path folder) throws IOException {
    return words(folder.resolve("cgroup.subtree_control")).containsAll(List.of("memory", "pids"));
  }

  private static void enable(Path folder) throws IOException {
    if (!enabled(folder)) {
      var has = words(folder.resolve("cgroup.controllers"));
      var wanted = Stream.of("memory", "pids", "cpu").filter(has::contains).map(c -> "+" + c);
      Files.writeString(
          folder.resolve("cgroup.subtree_control"), String.join(" ", wanted.toList()));
    }
  }

  private static ControlGroups divided(CgroupMounts memberships) throws IOException {
    var folders = new ArrayList<Folder>();
    for (var kind : List.of(Kind.MEMORY, Kind.PIDS, Kind.CPU)) {
      var own = memberships.divided(kind.name().toLowerCase(java.util.Locale.ROOT));
      if (own.isEmpty()) {
        continue;
      }
      try {
        folders.add(below(own.get().folder(), kind));
      } catch (IOException e) {
        LOG.debug("no control group for {}: {}", kind, e.getMessage());
      }
    }
    if (folders.stream().noneMatch(folder -> folder.kind == Kind.MEMORY)) {
      folders.forEach(folder -> remove(folder.path));
      throw new IOException("no memory group may be made");
    }
    return new ControlGroups("v1", folders);
  }

  private static Folder below(Path parent, Kind kind) throws IOException {
    removeLeftovers(parent);
    var name = PREFIX + ProcessHandle.current().pid() + "-" + SANDBOXES.incrementAndGet();
    var folder = Files.createDirectory(parent.resolve(name));
    if (kind == Kind.UNIFIED) {
      enable(folder);
    }
    return new Folder(folder, kind);
  }

  /** Groups of servers that are gone. */
  private static void removeLeftovers(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      all.filter(Files::isDirectory)
          .filter(folder -> isLeftover(folder.getFileName().toString()))
          .forEach(ControlGroups::removeTree);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("control groups of servers that are gone: {}", e.getMessage());
    }
  }

  private static boolean isLeftover(String name) {
    var words = name.split("-", -1);
    return name.startsWith(PREFIX)
        && words.length == 3
        && words[1].chars().allMatch(Character::isDigit)
        && !words[1].isEmpty()
        && ProcessHandle.of(Long.parseLong(words[1])).isEmpty();
  }

  private static void removeTree(Path folder) {
    try (Stream<Path> below = Files.list(folder)) {
      below.filter(Files::isDirectory).forEach(ControlGroups::remove);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{}: {}", folder, e.getMessage());
    }
    remove(folder);
  }

  /** {@code v2}, {@code v1} or {@code none}. */
  String version() {
    return version;
  }

  /** A group that holds nothing in, for a process that isn't to be held. */
  Group nothing() {
    return new Group(List.of(), inUse);
  }

  /** A group for one worker. */
  Group create(Isolation.Allowance allowance) throws IOException {
    var name = "w" + made.incrementAndGet();
    var own = new ArrayList<Folder>();
    try {
      for (var folder : folders) {
        if (folder.kind == Kind.CPU) {
          own.add(folder);
        } else {
          var path = Files.createDirectory(folder.path.resolve(name));
          own.add(new Folder(path, folder.kind));
          limit(path, folder.kind, allowance);
        }
      }
    } catch (IOException e) {
      new Group(own, inUse).remove();
      throw e;
    }
    return new Group(own, inUse);
  }

  private static void limit(Path path, Kind kind, Isolation.Allowance allowance)
      throws IOException {
    var bytes = Long.toString((long) (allowance.dataMebibytes() + SPARE_MEBIBYTES) << 20);
    var tasks = Integer.toString(allowance.processes() + SPARE_TASKS);
    switch (kind) {
      case UNIFIED -> {
        Files.writeString(path.resolve("memory.max"), bytes);
        ifThere(path.resolve("memory.swap.max"), "0");
        ifThere(path.resolve("memory.oom.group"), "1");
        Files.writeString(path.resolve("pids.max"), tasks);
      }
      case MEMORY -> {
        Files.writeString(path.resolve("memory.limit_in_bytes"), bytes);
        ifThere(path.resolve("memory.memsw.limit_in_bytes"), bytes);
        ifThere(
            path.resolve("memory.kmem.tcp.limit_in_bytes"),
            Long.toString((long) SOCKET_MEBIBYTES << 20));
      }
      case PIDS -> Files.writeString(path.resolve("pids.max"), tasks);
      case CPU -> throw new IllegalArgumentException("shared by all: " + path);
    }
  }

  private static void ifThere(Path file, String value) throws IOException {
    if (Files.exists(file)) {
      Files.writeString(file, value);
    }
  }

  /** Waits for the last processes to go, which have been told to. */
  @Override
  public void close() {
    try {
      inUse.awaitAdvanceInterruptibly(inUse.arrive(), CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("control groups with processes in them stay");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folders.forEach(folder -> removeTree(folder.path));
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Somebody is still in it: who comes next tries again.
      LOG.debug("control group {} stays: {}", folder, e.getMessage());
    }
  }

  private static List<String> words(Path file) throws IOException {
    return Files.exists(file)
        ? List.of(Files.readString(file).strip().split("\\s+", -1))
        : List.of();
  }

  /** One worker's group. Removed when its process is gone. */
  static final class Group {
    /** Puts itself into each of the groups named first, and becomes the command named after. */
    private static final String ENTER =
        "n=$1; shift; while [ \"$n\" -gt 0 ]; do echo $$ >\"$1\" || exit 125; shift; n=$((n-1));"
            + " done; exec \"$@\"";

    private final List<Folder> folders;

    private final Phaser inUse;

    private Group(List<Folder> folders, Phaser inUse) {
      this.folders = folders;
      this.inUse = inUse;
      inUse.register();
    }

    /** {@code command}, to be run inside. */
    List<String> enter(List<String> command) {
      if (folders.isEmpty()) {
        return command;
      }
      var entering = new ArrayList<>(List.of("/bin/sh", "-c", ENTER, "sh"));
      entering.add(Integer.toString(folders.size()));
      folders.forEach(folder -> entering.add(folder.path.resolve("cgroup.procs").toString()));
      entering.addAll(command);
      return entering;
    }

    /** Whether the kernel has ended a process in it for want of memory. */
    boolean outOfMemory() {
      return memory().map(Group::oomKills).orElse(0L) > 0;
    }

    private Optional<Path> memory() {
      return folders.stream()
          .filter(folder -> folder.kind == Kind.UNIFIED || folder.kind == Kind.MEMORY)
          .map(folder ->
              folder.path.resolve(
                  folder.kind == Kind.UNIFIED ? "memory.events" : "memory.oom_control"))
          .findFirst();
    }

    private static long oomKills(Path file) {
      try (Stream<String> lines = Files.lines(file)) {
        return lines
            .filter(line -> line.startsWith("oom_kill "))
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1).strip()))
            .max()
            .orElse(0);
      } catch (IOException | UncheckedIOException | NumberFormatException e) {
        LOG.debug("{}: {}", file, e.getMessage());
        return 0;
      }
    }

    /**
     * Ends whatever is still in it. Its process has ended, and with it all that it started, unless
     * it was killed while it made its box.
     */
    void killRest() {
      folders.stream()
          .filter(folder -> folder.kind != Kind.CPU)
          .flatMap(folder -> processes(folder.path.resolve("cgroup.procs")))
          .distinct()
          .forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> processes(Path file) {
      try {
        return words(file).stream()
            .filter(word -> !word.isEmpty())
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream());
      } catch (IOException gone) {
        return Stream.of();
      }
    }

    /** Gives it back, once; its processes must have ended. */
    void remove() {
      folders.stream()
          .filter(folder -> folder.kind != Kind.CPU)
          .sorted(Comparator.comparing(Folder::path))
          .forEach(folder -> ControlGroups.remove(folder.path));
      inUse.arriveAndDeregister();
    }
  }
}
