package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmReportTest {
  @Test
  void deadlock_isTakenOutOfAllTheRest() {
    var report = new JvmReport();
    report.add("2026-01-01\nFull thread dump OpenJDK\n\"GC Thread#0\" os_prio=0\n\n");
    report.add("Found one Java-level deadlock:\n====\n\"ada\":\n  waiting to lock monitor 0x1\n");
    report.add("Found 1 deadlock.\n\nHeap\n def new generation\n");
    assertThat(report.deadlock())
        .isEqualTo(
            "Found one Java-level deadlock:\n====\n\"ada\":\n  waiting to lock monitor 0x1\nFound 1 deadlock.\n");
  }

  @Test
  void noDeadlock_isNoReport() {
    var report = new JvmReport();
    report.add("Full thread dump\n\"main\" waiting\nHeap\n");
    assertThat(report.deadlock()).isEmpty();
  }

  @Test
  void endlessText_isCut() {
    var report = new JvmReport();
    for (int i = 0; i < 1_000; i++) {
      report.add("x".repeat(1_000) + "\n");
    }
    report.add("Found one Java-level deadlock:\n");
    assertThat(report.deadlock()).isEmpty();
  }
}
