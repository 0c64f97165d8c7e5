package goloom.server;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.sandbox.SandboxSettings;
import goloom.server.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The systemd unit, held against what the code needs and the container's start. */
class DeploymentTest {
  private final String unit = read("deploy/goloom.service");

  private static String read(String file) {
    try {
      return Files.readString(Path.of("..", file));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private String value(String key) {
    return Pattern.compile("(?m)^" + key + "=((?:.*\\\\\\n)*.*)$")
        .matcher(unit)
        .results()
        .map(line -> line.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key));
  }

  @Test
  void unit_isNotRoot_andHasControlGroupsOfItsOwn() {
    assertThat(value("User")).isNotEqualTo("root");
    assertThat(value("Delegate").split(" ")).contains("memory", "pids", "cpu");
    assertThat(value("NoNewPrivileges")).isEqualTo("yes");
    assertThat(value("CapabilityBoundingSet")).isEmpty();
  }

  @Test
  void unit_allowsTheNamespacesThatABoxHas() {
    assertThat(value("RestrictNamespaces").split(" "))
        .contains("user", "pid", "net", "ipc", "uts", "mnt", "cgroup");
  }

  @Test
  void settings_areKnown_andAsTheUnitNeedsThem() {
    Map<String, String> settings =
        Arrays.stream(value("Environment").split(" "))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Config config = Config.from(settings);
    assertThat(config.groups()).isEqualTo(SandboxSettings.Groups.REQUIRED);
    assertThat(config.dataDir()).isEqualTo(Path.of("/var/lib", value("StateDirectory")));
    assertThat(Long.parseLong(value("TimeoutStopSec")) * 1000).isGreaterThan(config.graceMillis());
  }

  @Test
  void start_isTheContainersStart() {
    String container = read("Dockerfile").substring(read("Dockerfile").indexOf("ENTRYPOINT"));
    for (String word :
        new String[] {
          "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
          "-Dgoloom.app=/opt/goloom", "/opt/goloom/lib/*", "goloom.server.Main"
        }) {
      assertThat(value("ExecStart")).contains(word);
      assertThat(container).contains(word);
    }
  }

  @Test
  void container_isStartedWithTheShippedProfile() {
    for (String page : new String[] {"README.md", "Dockerfile"}) {
      assertThat(read(page)).as(page).contains("--security-opt seccomp=deploy/seccomp.json");
    }
  }

  /** Rules of AppArmor's language, a statement a line; there is no kernel here to load them. */
  @Test
  void apparmor_allowsWhatABoxIsMadeOf() {
    String profiles = read("deploy/apparmor");
    String machine = profiles.substring(profiles.indexOf("profile goloom-bwrap"));
    String container = profiles.substring(profiles.indexOf("profile goloom flags"));
    assertThat(machine)
        .startsWith("profile goloom-bwrap /usr/bin/bwrap flags=(unconfined) {\n  userns,\n");
    assertThat(container.lines().map(String::strip))
        .contains("userns,", "mount,", "umount,", "pivot_root,", "capability sys_admin,", "file,");
    assertThat(profiles.chars().filter(c -> c == '{').count())
        .isEqualTo(profiles.chars().filter(c -> c == '}').count())
        .isEqualTo(2 + profiles.split("@\\{PROC\\}", -1).length - 1);
    assertThat(read("README.md")).contains("--security-opt apparmor=goloom");
  }
}
