package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A program that wants out, or wants more than its share: how it is run, what its user sees, and
 * what else must hold.
 *
 * @param refusal the code of the diagnostic that the class policy answers it with; empty where it
 *     has nothing to say
 * @param ends how it may end, and what is in the exit's message then
 */
record Attack(
    String name,
    String scheduler,
    List<SourceFile> files,
    long timeoutMillis,
    String stdin,
    String refusal,
    Map<Status, String> ends,
    List<Check> checks) {

  /** Something that holds of a run when the box alone has held it. */
  interface Check {
    void holds(Box.Ended ended) throws Exception;
  }

  /** One in the simulation; it ends well unless said otherwise. */
  static Attack sim(String name, String source) {
    return of(name, "sim", source);
  }

  /** One on real threads. */
  static Attack real(String name, String source) {
    return of(name, "real", source);
  }

  private static Attack of(String name, String scheduler, String source) {
    return new Attack(
        name,
        scheduler,
        List.of(new SourceFile("Main.java", source)),
        15_000,
        "",
        "",
        Map.of(Status.OK, ""),
        List.of());
  }

  Attack with(String file, String source) {
    var more = new java.util.ArrayList<>(files);
    more.add(new SourceFile(file, source));
    return new Attack(
        name, scheduler, List.copyOf(more), timeoutMillis, stdin, refusal, ends, checks);
  }

  Attack within(long millis) {
    return new Attack(name, scheduler, files, millis, stdin, refusal, ends, checks);
  }

  Attack given(String input) {
    return new Attack(name, scheduler, files, timeoutMillis, input, refusal, ends, checks);
  }

  Attack refusedAs(String code) {
    return new Attack(name, scheduler, files, timeoutMillis, stdin, code, ends, checks);
  }

  /** How it ends, and what its user reads then. */
  Attack ends(Status status, String inMessage) {
    return ends(Map.of(status, inMessage));
  }

  Attack ends(Status status) {
    return ends(status, "");
  }

  /** Another way in which it may end, where it is the machine's affair which comes first. */
  Attack orEnds(Status status, String inMessage) {
    var more = new EnumMap<>(ends);
    more.put(status, inMessage);
    return ends(more);
  }

  private Attack ends(Map<Status, String> other) {
    return new Attack(name, scheduler, files, timeoutMillis, stdin, refusal, other, checks);
  }

  Attack holds(Check check) {
    var more = new java.util.ArrayList<>(checks);
    more.add(check);
    return new Attack(
        name, scheduler, files, timeoutMillis, stdin, refusal, ends, List.copyOf(more));
  }

  /** All of its standard output, lines' ends aside. */
  Attack prints(String expected) {
    return holds(ended -> assertThat(ended.stdout().strip()).isEqualTo(expected.strip()));
  }

  Attack printsLike(String pattern) {
    return holds(ended -> assertThat(ended.stdout()).containsPattern(pattern));
  }

  /** Its one diagnostic, where it doesn't come to a run. */
  Attack diagnosed(String code) {
    return holds(ended ->
        assertThat(ended.all(Event.Compile.class).getFirst().diagnostics())
            .first()
            .satisfies(d -> assertThat(d.code()).isEqualTo(code)));
  }

  RunRequest request() {
    return new RunRequest(
        files,
        new RunOptions(7L, null, 4, scheduler, scheduler.equals("sim"), true),
        timeoutMillis,
        stdin.getBytes(StandardCharsets.UTF_8),
        false);
  }

  @Override
  public String toString() {
    return name + " (" + scheduler + ")";
  }
}
