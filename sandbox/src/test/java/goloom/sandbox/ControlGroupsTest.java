package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both versions, in folders that stand for the kernel's: what is written where. What the kernel
 * then does is for the attacks to find out, on the version that the machine has.
 */
class ControlGroupsTest {
  private static final Isolation.Allowance ALLOWANCE =
      new Isolation.Allowance(256, 576, 16, 128, 35);

  @TempDir private Path folder;

  private Path self(String mountinfo, String cgroup) throws IOException {
    var self = Files.createDirectory(folder.resolve("self"));
    Files.writeString(self.resolve("mountinfo"), mountinfo);
    Files.writeString(self.resolve("cgroup"), cgroup);
    return self;
  }

  private Path unified(String own) throws IOException {
    var mount = Files.createDirectories(folder.resolve("unified"));
    var group = Files.createDirectories(mount.resolve(own));
    Files.writeString(group.resolve("cgroup.controllers"), "cpu memory pids\n");
    Files.writeString(group.resolve("cgroup.subtree_control"), "");
    return self("30 29 0:26 / %s rw - cgroup2 cgroup2 rw\n".formatted(mount), "0::/" + own + "\n");
  }

  private static Path only(Path parent, String prefix) throws IOException {
    try (var all = Files.list(parent)) {
      return all.filter(p -> p.getFileName().toString().startsWith(prefix))
          .filter(p -> !p.endsWith("goloom-server"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void version2_delegated_movesTheServerBelow_andGivesEachWorkerItsLimits() throws Exception {
    var groups = ControlGroups.in(unified("system.slice/goloom.service"), false);
    assertThat(groups.version()).isEqualTo("v2");
    var service = folder.resolve("unified/system.slice/goloom.service");
    assertThat(service.resolve("goloom-server/cgroup.procs"))
        .hasContent(Long.toString(ProcessHandle.current().pid()));
    assertThat(service.resolve("cgroup.subtree_control")).hasContent("+memory +pids +cpu");

    var group = groups.create(ALLOWANCE);
    var worker = only(only(service, "goloom-"), "w");
    assertThat(worker.resolve("memory.max")).hasContent(Long.toString(640L << 20));
    assertThat(worker.resolve("pids.max")).hasContent("272");
    assertThat(group.outOfMemory()).isFalse();
    Files.writeString(worker.resolve("memory.events"), "low 0\noom 3\noom_kill 1\n");
    assertThat(group.outOfMemory()).isTrue();
  }

  @Test
  void version2_asTheServerIsAlreadyBelow_isUsedAsItIs() throws Exception {
    var self = unified("a.service/goloom-server");
    Files.writeString(folder.resolve("unified/a.service/cgroup.subtree_control"), "memory pids");
    assertThat(ControlGroups.in(self, false).version()).isEqualTo("v2");
    assertThat(only(folder.resolve("unified/a.service"), "goloom-")).isDirectory();
  }

  @Test
  void version1_hasAFolderAController_andOneForProcessorsInAll() throws Exception {
    var mounts = new StringBuilder();
    var memberships = new StringBuilder();
    for (var controller : List.of("memory", "pids", "cpu")) {
      var mount = Files.createDirectories(folder.resolve(controller));
      mounts.append("32 31 0:29 / %s rw - cgroup cgroup rw,%s\n".formatted(mount, controller));
      memberships.append("4:%s:/\n".formatted(controller));
    }
    var groups = ControlGroups.in(self(mounts.toString(), memberships.toString()), false);
    assertThat(groups.version()).isEqualTo("v1");

    var command = groups.create(ALLOWANCE).enter(List.of("true"));
    var memory = only(only(folder.resolve("memory"), "goloom-"), "w");
    var pids = only(only(folder.resolve("pids"), "goloom-"), "w");
    var cpu = only(folder.resolve("cpu"), "goloom-");
    assertThat(memory.resolve("memory.limit_in_bytes")).hasContent(Long.toString(640L << 20));
    assertThat(pids.resolve("pids.max")).hasContent("272");

    var process = new ProcessBuilder(command).start();
    assertThat(process.waitFor()).isZero();
    for (var group : List.of(memory, pids, cpu)) {
      assertThat(group.resolve("cgroup.procs")).hasContent(Long.toString(process.pid()));
    }
  }

  @Test
  void noGroups_areSaidWithTheReason() throws Exception {
    var self = self("", "0::/\n");
    assertThatThrownBy(() -> ControlGroups.in(self, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no memory group may be made");
    assertThat(ControlGroups.none().create(ALLOWANCE).enter(List.of("true")))
        .containsExactly("true");
  }

  /** What a killed box has left behind in its group. */
  @Test
  void killRest_endsWhoIsStillInTheGroup() throws Exception {
    var groups = ControlGroups.in(unified("a.service"), false);
    var group = groups.create(ALLOWANCE);
    var left = new ProcessBuilder("sleep", "300").start();
    try (var all = Files.walk(folder)) {
      for (var own : all.filter(file -> file.endsWith("w1")).toList()) {
        Files.writeString(own.resolve("cgroup.procs"), left.pid() + "\n");
      }
    }
    group.killRest();
    assertThat(left.waitFor()).isEqualTo(137);
  }

  @Test
  void groupsThatAreRequired_andCannotBeHad_stopTheStart() throws Exception {
    var self = self("", "0::/\n");
    assertThatThrownBy(() -> ControlGroups.find(SandboxSettings.Groups.REQUIRED, self))
        .isInstanceOf(SandboxUnavailableException.class)
        .hasMessageContaining("Delegate=yes");
    var groups = ControlGroups.find(SandboxSettings.Groups.AUTO, self);
    assertThat(groups.version()).isEqualTo("none");
    assertThat(groups.missing()).isNotEmpty();
  }

  @Test
  void groupsOfServersThatAreGone_areRemoved() throws Exception {
    var self = unified("a.service");
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();
    var left = folder.resolve("unified/a.service/goloom-" + gone.pid() + "-1");
    Files.createDirectories(left.resolve("w1"));
    ControlGroups.in(self, false);
    assertThat(left).doesNotExist();
  }

  @Test
  void thisMachine_usesWhatItsKernelHas_andLeavesNothingBehind() throws Exception {
    var groups = ControlGroups.find(SandboxSettings.Groups.AUTO);
    var group = groups.create(ALLOWANCE);
    var process = new ProcessBuilder(group.enter(List.of("cat", "/proc/self/cgroup"))).start();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    if (groups.version().equals("none")) {
      assertThat(said).doesNotContain("goloom-" + ProcessHandle.current().pid());
    } else {
      assertThat(said).contains("goloom-" + ProcessHandle.current().pid());
    }
    group.remove();
    groups.close();
    assertThat(said.lines()).isNotEmpty();
  }
}
