package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.ToCompiler.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a program would meet that had got past Java altogether: system calls made by number, in a
 * box that lets it call native code. The filter alone has to hold.
 */
class SystemCallsTest {
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  /** Numbers differ by machine. */
  private record Call(String name, int x86, int aarch64, long first, int errno) {
    int number() throws SandboxUnavailableException {
      return SeccompFilter.Machine.current() == SeccompFilter.Machine.X86_64 ? x86 : aarch64;
    }
  }

  private static final List<Call> CALLS =
      List.of(
          new Call("ptrace", 101, 117, 0, ENOSYS),
          new Call("unshare", 272, 97, 0x10000000, ENOSYS),
          new Call("setns", 308, 268, 0, ENOSYS),
          new Call("mount", 165, 40, 0, ENOSYS),
          new Call("io_uring_setup", 425, 425, 1, ENOSYS),
          new Call("bpf", 321, 280, 0, ENOSYS),
          new Call("perf_event_open", 298, 241, 0, ENOSYS),
          new Call("userfaultfd", 323, 282, 0, ENOSYS),
          new Call("memfd_create", 319, 279, 0, ENOSYS),
          new Call("keyctl", 250, 219, 0, ENOSYS),
          new Call("process_vm_readv", 310, 270, 1, ENOSYS),
          new Call("pidfd_open", 434, 434, 1, ENOSYS),
          new Call("clone3", 435, 435, 0, ENOSYS),
          // A child, and a child in a namespace of its own.
          new Call("clone", 56, 220, 17, EPERM),
          new Call("clone", 56, 220, 0x10000000 | 17, EPERM),
          // IPv4, IPv6, netlink, the machine's hypervisor.
          new Call("socket", 41, 198, 2, EAFNOSUPPORT),
          new Call("socket", 41, 198, 10, EAFNOSUPPORT),
          new Call("socket", 41, 198, 16, EAFNOSUPPORT),
          new Call("socket", 41, 198, 40, EAFNOSUPPORT));

  private static final String PROGRAM =
      """
      import java.lang.foreign.*;
      import java.lang.invoke.*;
      void main() throws Throwable {
        var linker = Linker.nativeLinker();
        var type = FunctionDescriptor.of(ValueLayout.JAVA_LONG, Collections.nCopies(7, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new));
        var syscall = linker.downcallHandle(linker.defaultLookup().find("syscall").orElseThrow(), type, Linker.Option.captureCallState("errno"));
        var state = Arena.global().allocate(Linker.Option.captureStateLayout());
        var errno = Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
        for (var call : new long[][] {%s}) {
          var result = (long) syscall.invoke(state, call[0], call[1], 0L, 0L, 0L, 0L, 0L);
          IO.println(result < 0 ? "errno " + (int) errno.get(state, 0L) : "allowed: " + call[0]);
        }
      }
      """;

  @Test
  void calls_fromNativeCode_areRefusedByTheFilterAlone() throws Exception {
    var settings =
        Box.settings().withLimits(Box.QUICK).withSizes(Sizes.forOneRun()).withPolicy(Policy.BY_BOX);
    var calls = new ArrayList<String>();
    for (var call : CALLS) {
      calls.add("{%d, %d}".formatted(call.number(), call.first));
    }
    try (var sandbox = LocalSandbox.open(settings, NativeBox::new)) {
      var ended = Box.run(sandbox, Box.real(PROGRAM.formatted(String.join(", ", calls))));
      assertThat(ended.stdout().lines().toList())
          .as("%s", ended.exit())
          .isEqualTo(CALLS.stream().map(call -> "errno " + call.errno).toList());
    }
  }
}
