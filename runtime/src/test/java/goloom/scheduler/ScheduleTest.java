package goloom.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  @Test
  void schedule_withChoices_saysThemInOrder() {
    Schedule schedule = Schedule.parse("1.42.9=0,7=1");
    assertThat(schedule.seed()).isEqualTo(42);
    assertThat(schedule.choice(7, 3)).isEqualTo(1);
    assertThat(schedule.choice(8, 3)).isEqualTo(3);
    assertThat(schedule.choice(9, 3)).isZero();
    assertThat(schedule).hasToString("1.42.7=1,9=0");
  }

  @Test
  void schedule_ofTheLargestSize_isRead() {
    StringBuilder text = new StringBuilder("1.0.0=0");
    for (int i = 1; text.length() < Schedule.MOST_CHARACTERS - 20; i++) {
      text.append(',').append(i).append('=').append(i);
    }
    assertThat(Schedule.parse(text.toString())).hasToString(text.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "42",
        "1.",
        "1.x",
        "1.-1",
        "1.9007199254740992",
        "1.1.",
        "1.1.7",
        "1.1.7=",
        "1.1.7=1,",
        "1.1.=1",
        "1.1.7=1;8=1",
        "2.1",
        "0.1"
      })
  void schedule_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
