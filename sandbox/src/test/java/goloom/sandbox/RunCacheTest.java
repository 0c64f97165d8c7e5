package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Exit;
import goloom.worker.protocol.Event.Output;
import goloom.worker.protocol.Event.Stats;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is computed once, and what never is. */
class RunCacheTest {
  private final RunCache cache = new RunCache(4, 10_000);

  private static RunRequest request(String source, String scheduler) {
    return new RunRequest(
        List.of(new SourceFile("Main.java", source)),
        new RunOptions(1L, null, 4, scheduler, true, true),
        1_000,
        new byte[0],
        true);
  }

  private static Exit exit(Status status, boolean deterministic, long millis) {
    return new Exit(
        status, 0, "", deterministic, List.of(), new Stats(millis, 5, 1, 1, 9, millis * 100));
  }

  /** Plays a run that leads; false where it was no leader. */
  private boolean play(String source, String printed, Exit exit) {
    if (!(cache.part(request(source, "sim")) instanceof RunCache.Part.Leader(var flight))) {
      return false;
    }
    var seen = new ArrayList<Event>();
    var recorder = cache.new Recorder(flight, seen::add);
    recorder.accept(new Event.Queued(3, 100));
    recorder.accept(new Output("stdout", printed, 1, 1));
    recorder.accept(exit);
    assertThat(seen).hasSize(3);
    return true;
  }

  @Test
  void result_isKept_onceASecondRunHasGivenTheSame() {
    assertThat(play("a", "x", exit(Status.OK, true, 10))).isTrue();
    assertThat(cache.size()).isZero();
    assertThat(play("a", "x", exit(Status.OK, true, 99))).isTrue();
    assertThat(cache.size()).isEqualTo(1);
    var known = (RunCache.Part.Known) cache.part(request("a", "sim"));
    assertThat(known.events()).hasSize(2).first().isEqualTo(new Output("stdout", "x", 1, 1));
  }

  @Test
  void result_thatDiffersTheSecondTime_isNotKept() {
    play("a", "x", exit(Status.OK, true, 10));
    play("a", "y", exit(Status.OK, true, 10));
    assertThat(cache.size()).isZero();
    play("a", "y", exit(Status.OK, true, 10));
    assertThat(cache.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"TIMEOUT", "MEMORY_LIMIT", "KILLED", "INTERNAL", "OUTPUT_LIMIT", "GOROUTINE_LIMIT"})
  void endsThatDependOnTheMachine_areNeverKept(Status status) {
    play("a", "x", exit(status, true, 10));
    play("a", "x", exit(status, true, 10));
    assertThat(cache.size()).isZero();
  }

  @Test
  void whatIsNotDeterministic_orReal_orTooLarge_orItsUsersOwn_isNeverKept() {
    for (int i = 0; i < 2; i++) {
      play("uncontrolled", "x", exit(Status.OK, false, 10));
      play("large", "x".repeat(20_000), exit(Status.OK, true, 10));
      var flight = ((RunCache.Part.Leader) cache.part(request("typed", "sim"))).flight();
      var recorder = cache.new Recorder(flight, _ -> {});
      recorder.isUnique();
      recorder.accept(exit(Status.OK, true, 10));
    }
    assertThat(cache.size()).isZero();
    assertThat(cache.part(request("a", "real"))).isInstanceOf(RunCache.Part.None.class);
  }

  @Test
  void runUnderWay_isShared_andItsEndIsToldToAll() {
    var flight = ((RunCache.Part.Leader) cache.part(request("a", "sim"))).flight();
    var follower = (RunCache.Part.Follower) cache.part(request("a", "sim"));
    assertThat(follower.flight().result()).isNotDone();
    var recorder = cache.new Recorder(flight, _ -> {});
    recorder.accept(exit(Status.PANIC, true, 10));
    assertThat(follower.flight().result().join()).hasValueSatisfying(e -> assertThat(e).hasSize(1));
    assertThat(cache.part(request("a", "sim"))).isInstanceOf(RunCache.Part.Leader.class);
  }

  @Test
  void whatIsKept_isBounded() {
    for (int i = 0; i < 20; i++) {
      play("p" + i, "x", exit(Status.OK, true, 10));
      play("p" + i, "x", exit(Status.OK, true, 10));
    }
    assertThat(cache.size()).isEqualTo(4);
    assertThat(cache.part(request("p19", "sim"))).isInstanceOf(RunCache.Part.Known.class);
    assertThat(cache.part(request("p0", "sim"))).isInstanceOf(RunCache.Part.Leader.class);
  }

  @Test
  void zeroRuns_switchesItOff() {
    assertThat(new RunCache(0, 10_000).part(request("a", "sim")))
        .isInstanceOf(RunCache.Part.None.class);
  }
}
