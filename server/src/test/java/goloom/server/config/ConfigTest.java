package goloom.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.sandbox.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigTest {
  @Test
  void config_ofAnEmptyEnvironment_hasTheDefaults() {
    Config config = Config.from(Map.of("HOME", "/home/gopher"));

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.publicUrl()).isNull();
    assertThat(config.dataDir()).isEqualTo(Path.of("/home/gopher/.local/share/goloom"));
    assertThat(config.databaseUrl()).isNull();
    assertThat(config.isolation()).isEqualTo("bubblewrap");
    assertThat(config.ratePerMinute()).isEqualTo(300);
    assertThat(config.trustProxy()).isFalse();
    assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(config.loopback()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void setting_givenItsDefault_changesNothing(Setting setting) {
    if (setting != Setting.DATA_DIR) { // its default stands for a folder under HOME
      assertThat(Config.from(Map.of("HOME", "/h", setting.key(), setting.defaultValue())))
          .isEqualTo(Config.from(Map.of("HOME", "/h")));
    }
  }

  @Test
  void dataDir_followsTheSettingThenXdgThenHome() {
    assertThat(Config.from(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x")).dataDir())
        .isEqualTo(Path.of("/x/goloom"));
    assertThat(Config.from(Map.of("XDG_DATA_HOME", "/x", "GOLOOM_DATA_DIR", "/d")).dataDir())
        .isEqualTo(Path.of("/d"));
  }

  @Test
  void key_thatNobodyKnows_isRefusedWithTheNearestKnown() {
    assertThatThrownBy(() -> Config.from(Map.of("GOLOOM_RATE_PER_MINUT", "5")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("unknown setting GOLOOM_RATE_PER_MINUT (did you mean GOLOOM_RATE_PER_MINUTE?)");
  }

  @ParameterizedTest
  @CsvSource({
    "GOLOOM_PORT, eighty",
    "GOLOOM_PORT, 65536",
    "GOLOOM_PORT, -1",
    "GOLOOM_ISOLATION, none",
    "GOLOOM_TRUST_PROXY, yes",
    "GOLOOM_LOG_FORMAT, xml",
    "GOLOOM_RUN_MILLIS, 0",
    "GOLOOM_FILES, 1.5",
    "GOLOOM_PUBLIC_URL, goloom.example.org",
    "GOLOOM_PUBLIC_URL, https://example.org/goloom",
  })
  void value_thatCannotBe_isRefusedByItsKey(String key, String value) {
    assertThatThrownBy(() -> Config.from(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " must be ")
        .hasMessageEndingWith(", not " + value);
  }

  @Test
  void databaseUrl_thatIsRefused_isNotRepeated() {
    assertThatThrownBy(
            () -> Config.from(Map.of("GOLOOM_DATABASE_URL", "postgres://u:hunter2@db/goloom")))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void setting_isInTheReadmesTable(Setting setting) throws Exception {
    String row =
        "| `"
            + setting.key()
            + "` | "
            + shown(setting)
            + " | "
            + setting.unit()
            + " | "
            + setting.meaning()
            + " |";

    assertThat(Files.readString(Path.of("..", "README.md"))).contains(row);
  }

  private static String shown(Setting setting) {
    return setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
  }
}
