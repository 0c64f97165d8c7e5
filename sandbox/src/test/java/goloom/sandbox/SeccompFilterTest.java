package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Runs the filter as the kernel would. */
class SeccompFilterTest {
  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050000 | 38;
  private static final int X86_64 = 0xc000003e;
  private static final int AARCH64 = 0xc00000b7;

  private static int verdict(SeccompFilter.Machine machine, int arch, int nr, long... args) {
    var data =
        ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(nr).putInt(arch).putLong(0);
    for (var arg : args) {
      data.putLong(arg);
    }
    var program = ByteBuffer.wrap(SeccompFilter.bytes(machine)).order(ByteOrder.LITTLE_ENDIAN);
    var accumulator = 0;
    for (int pc = 0; ; pc++) {
      var at = pc * 8;
      var value = program.getInt(at + 4);
      var holds =
          switch (program.getShort(at)) {
            case 0x20 -> {
              accumulator = data.getInt(value);
              yield null;
            }
            case 0x15 -> accumulator == value;
            case 0x35 -> Integer.compareUnsigned(accumulator, value) >= 0;
            case 0x45 -> (accumulator & value) != 0;
            case 0x06 -> {
              pc = -1;
              yield null;
            }
            default -> throw new AssertionError("no such instruction");
          };
      if (pc < 0) {
        return value;
      }
      if (holds != null) {
        pc += holds ? program.get(at + 2) : program.get(at + 3);
      }
    }
  }

  private static int x86(int nr, long... args) {
    return verdict(SeccompFilter.Machine.X86_64, X86_64, nr, args);
  }

  @Test
  void whatAJvmNeeds_isAllowed() {
    for (var nr : new int[] {0, 1, 9, 10, 202, 228, 231, 59, 302}) {
      assertThat(x86(nr)).as("call %d", nr).isEqualTo(ALLOW);
    }
  }

  @Test
  void whatItDoesNot_doesNotExist() {
    // ptrace, unshare, mount, io_uring_setup, bpf, userfaultfd, memfd_create, keyctl, clone3, setns
    for (var nr : new int[] {101, 272, 165, 425, 321, 323, 319, 250, 435, 308}) {
      assertThat(x86(nr)).as("call %d", nr).isEqualTo(ENOSYS);
    }
  }

  @Test
  void threads_areAllowed_processesAndNamespacesAreNot() {
    assertThat(x86(56, 0x3d0f00)).isEqualTo(ALLOW);
    assertThat(x86(56, 17)).isEqualTo(EPERM);
    assertThat(x86(56, 0x3d0f00 | 0x10000000)).isEqualTo(EPERM);
    assertThat(x86(57)).isEqualTo(EPERM);
    assertThat(x86(58)).isEqualTo(EPERM);
  }

  @Test
  void sockets_areLocalOnly() {
    assertThat(x86(41, 1)).isEqualTo(ALLOW);
    for (var family : new int[] {2, 10, 16, 40}) {
      assertThat(x86(41, family)).isEqualTo(0x00050000 | 97);
    }
  }

  @Test
  void terminals_cannotBeTypedInto() {
    assertThat(x86(16, 1, 0x541b)).isEqualTo(ALLOW);
    assertThat(x86(16, 1, 0x5412)).isEqualTo(0x00050000 | 25);
    assertThat(x86(16, 1, 0x541c)).isEqualTo(0x00050000 | 25);
  }

  @Test
  void otherNumberings_areDeath() {
    assertThat(x86(0x40000000 | 1)).isEqualTo(KILL);
    assertThat(verdict(SeccompFilter.Machine.X86_64, 0x40000003, 1)).isEqualTo(KILL);
    assertThat(verdict(SeccompFilter.Machine.AARCH64, X86_64, 63)).isEqualTo(KILL);
  }

  @Test
  void aarch64_hasItsOwnNumbers() {
    assertThat(verdict(SeccompFilter.Machine.AARCH64, AARCH64, 63)).isEqualTo(ALLOW);
    assertThat(verdict(SeccompFilter.Machine.AARCH64, AARCH64, 220, 17)).isEqualTo(EPERM);
    assertThat(verdict(SeccompFilter.Machine.AARCH64, AARCH64, 117)).isEqualTo(ENOSYS);
  }

  @Test
  void filter_isWithinTheKernelsBounds() {
    for (var machine : SeccompFilter.Machine.values()) {
      assertThat(SeccompFilter.bytes(machine).length / 8).isBetween(100, 4096);
    }
  }
}
