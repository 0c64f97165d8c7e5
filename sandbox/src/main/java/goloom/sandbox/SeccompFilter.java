package goloom.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes the filter of system calls that a worker lives under, in the kernel's classic BPF.
 *
 * <p>What a JVM needs is allowed (the list is {@code syscalls.txt}); everything else does not
 * exist, so that the C library falls back to older calls. Beyond the list:
 *
 * <ul>
 *   <li>{@code clone} makes threads, never processes or namespaces; {@code fork}, {@code vfork} are
 *       refused and {@code clone3}, whose arguments a filter can't see, doesn't exist.
 *   <li>Sockets are of the local family: a loopback pair of TCP holds kernel memory that no limit
 *       counts, and {@code AF_VSOCK} knows no network namespace.
 *   <li>{@code ioctl} only asks; nothing can be typed into a terminal.
 * </ul>
 *
 * <p>{@code execve} stays, because the box starts the JVM after it has put on the filter. There is
 * nothing inside to execute but the JVM, and no process to do it in but the program's own.
 */
final class SeccompFilter {
  private static final int NR = 0;
  private static final int ARCH = 4;
  private static final int ARG0 = 16;
  private static final int ARG1 = 24;

  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int EPERM = 0x00050000 | 1;
  private static final int ENOTTY = 0x00050000 | 25;
  private static final int ENOSYS = 0x00050000 | 38;
  private static final int EAFNOSUPPORT = 0x00050000 | 97;

  private static final int CLONE_THREAD = 0x00010000;

  /** All flags that make a namespace: NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
  private static final int CLONE_NEW = 0x7e020000;

  private static final int AF_UNIX = 1;

  /** FIONREAD, FIONBIO, TCGETS, TIOCGWINSZ, FIOCLEX, FIONCLEX. */
  private static final int[] IOCTLS = {0x541b, 0x5421, 0x5401, 0x5413, 0x5451, 0x5450};

  /** The processors it is written for, with the kernel's name for each. */
  enum Machine {
    X86_64(0xc000003e, 1),
    AARCH64(0xc00000b7, 2);

    private final int audit;
    private final int column;

    Machine(int audit, int column) {
      this.audit = audit;
      this.column = column;
    }

    /** The machine of this JVM. */
    static Machine current() throws SandboxUnavailableException {
      return switch (System.getProperty("os.arch")) {
        case "amd64", "x86_64" -> X86_64;
        case "aarch64" -> AARCH64;
        case String other ->
            throw new SandboxUnavailableException(
                "no filter of system calls for this processor: " + other);
        case null -> throw new IllegalStateException("no os.arch");
      };
    }
  }

  private final List<long[]> program = new ArrayList<>();

  private SeccompFilter() {}

  /** The filter as {@code bwrap --seccomp} reads it. */
  static byte[] bytes(Machine machine) {
    var filter = new SeccompFilter();
    filter.write(machine);
    return filter.bytes();
  }

  private byte[] bytes() {
    var bytes = ByteBuffer.allocate(8 * program.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (var i : program) {
      bytes.putShort((short) i[0]).put((byte) i[1]).put((byte) i[2]).putInt((int) i[3]);
    }
    return bytes.array();
  }

  /**
   * The filter of a container that holds a whole server: what its programs may call and what it
   * needs itself. {@code deploy/seccomp.json} is the same for a container engine.
   */
  static byte[] ofContainer(Machine machine) {
    var filter = new SeccompFilter();
    filter.begin(machine);
    for (var line : containerTable()) {
      var words = line.split(" ", -1);
      if (!words[machine.column].equals("-") && !words[0].equals("clone3")) {
        filter.call(Integer.parseInt(words[machine.column]), words[0], CheckArguments.NO);
      }
    }
    filter.add(RETURN, 0, 0, ENOSYS);
    return filter.bytes();
  }

  /**
   * The names that a container allows; {@code clone3} doesn't exist, so that what replaces it is
   * used.
   */
  static List<String> containerCalls() {
    return containerTable().stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .filter(name -> !name.equals("clone3"))
        .sorted()
        .toList();
  }

  private static List<String> containerTable() {
    var both = new ArrayList<>(table("syscalls.txt"));
    both.addAll(table("syscalls-host.txt"));
    return both;
  }

  private enum CheckArguments {
    YES,
    NO
  }

  private void write(Machine machine) {
    begin(machine);
    for (var line : table("syscalls.txt")) {
      var words = line.split(" ", -1);
      if (!words[machine.column].equals("-")) {
        var check = words.length > 3 ? CheckArguments.YES : CheckArguments.NO;
        call(Integer.parseInt(words[machine.column]), words[0], check);
      }
    }
    add(RETURN, 0, 0, ENOSYS);
  }

  private void begin(Machine machine) {
    add(LOAD, 0, 0, ARCH);
    add(IF_EQUAL, 1, 0, machine.audit);
    add(RETURN, 0, 0, KILL);
    add(LOAD, 0, 0, NR);
    if (machine == Machine.X86_64) {
      // The x32 calls: the same processor, other numbers.
      add(IF_AT_LEAST, 0, 1, 0x40000000);
      add(RETURN, 0, 0, KILL);
    }
  }

  private void call(int number, String name, CheckArguments check) {
    if (check == CheckArguments.NO) {
      add(IF_EQUAL, 0, 1, number);
      add(RETURN, 0, 0, ALLOW);
      return;
    }
    var body = new SeccompFilter();
    switch (name) {
      case "clone" -> body.threadsOnly();
      case "clone3" -> body.add(RETURN, 0, 0, ENOSYS);
      case "fork", "vfork" -> body.add(RETURN, 0, 0, EPERM);
      case "socket", "socketpair" -> body.only(ARG0, EAFNOSUPPORT, AF_UNIX);
      case "ioctl" -> body.only(ARG1, ENOTTY, IOCTLS);
      default -> throw new IllegalStateException("no check for " + name);
    }
    add(IF_EQUAL, 0, body.program.size(), number);
    program.addAll(body.program);
  }

  private void threadsOnly() {
    add(LOAD, 0, 0, ARG0);
    add(IF_ANY_BIT, 0, 1, CLONE_NEW);
    add(RETURN, 0, 0, EPERM);
    add(IF_ANY_BIT, 1, 0, CLONE_THREAD);
    add(RETURN, 0, 0, EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  private void only(int argument, int otherwise, int... values) {
    add(LOAD, 0, 0, argument);
    for (var value : values) {
      add(IF_EQUAL, 0, 1, value);
      add(RETURN, 0, 0, ALLOW);
    }
    add(RETURN, 0, 0, otherwise);
  }

  private void add(int code, int ifTrue, int ifFalse, int value) {
    program.add(new long[] {code, ifTrue, ifFalse, value});
  }

  private static List<String> table(String name) {
    try (var in = SeccompFilter.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
