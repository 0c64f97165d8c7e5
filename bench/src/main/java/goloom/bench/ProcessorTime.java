package goloom.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The processor time of this process, all its threads together: on an idle machine with one
 * processor the time that passes, on a busy one without the time that others take.
 */
final class ProcessorTime {
  private ProcessorTime() {}

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
