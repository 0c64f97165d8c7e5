package goloom.server.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import goloom.sandbox.Limits;
import goloom.server.program.Programs;

/** The limits as clients see them: the sandbox's, and those on what they may send and choose. */
record LimitsView(
    @JsonUnwrapped Limits limits,
    int stdinBytes,
    int scheduleBytes,
    int procs,
    int defaultProcs,
    long seed,
    long defaultExploreMillis,
    int runsPerMinute) {

  static LimitsView of(Limits limits, int stdinBytes, int runsPerMinute) {
    return new LimitsView(
        limits,
        stdinBytes,
        Programs.MAX_SCHEDULE_BYTES,
        Programs.MAX_PROCS,
        Programs.DEFAULT_PROCS,
        Programs.MAX_SEED,
        Math.min(Programs.DEFAULT_EXPLORE_MILLIS, limits.exploreMillis()),
        runsPerMinute);
  }
}
