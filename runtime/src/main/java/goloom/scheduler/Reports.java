package goloom.scheduler;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports in the form that Go prints them (Go: {@code src/runtime/traceback.go}). */
final class Reports {
  private Reports() {}

  /**
   * One goroutine: {@code goroutine 7 [chan receive, 2 minutes]:}, frames, {@code created by …}.
   */
  private static void goroutine(
      StringBuilder text, G g, String state, List<Frame> stack, @Nullable Frame created) {
    text.append("goroutine ").append(g.id).append(" [").append(state).append("]:\n");
    Stacks.print(text, stack);
    createdBy(text, created, g.parentId);
  }

  /** What ended a program: the head, then the goroutine that it happened in. */
  static String died(String head, G g, List<Frame> stack, @Nullable Frame created) {
    StringBuilder text = new StringBuilder(head);
    goroutine(text, g, "running", stack, created);
    return text.append("exit status 2").toString();
  }

  private static void createdBy(StringBuilder text, @Nullable Frame created, long parent) {
    if (created != null) {
      text.append("created by ").append(created.function());
      if (parent > 0) {
        text.append(" in goroutine ").append(parent);
      }
      text.append("\n\t").append(Stacks.place(created)).append('\n');
    }
  }

  static String deadlock(String message, List<GoroutineState> goroutines) {
    StringBuilder text = new StringBuilder("fatal error: ").append(message).append('\n');
    goroutines(text, goroutines);
    return text.append("exit status 2").toString();
  }

  static String leak(List<GoroutineState> goroutines) {
    long stuck = goroutines.stream().filter(g -> "stuck".equals(g.verdict())).count();
    StringBuilder text = new StringBuilder();
    text.append(stuck)
        .append(stuck == 1 ? " goroutine" : " goroutines")
        .append(" leaked: main returned while nothing could ever wake ")
        .append(stuck == 1 ? "it\n" : "them\n");
    goroutines(text, goroutines.stream().filter(g -> "stuck".equals(g.verdict())).toList());
    return text.toString().stripTrailing();
  }

  /** Those of a select's cases, in the order of creation. */
  static String channels(List<SyncObject> channels, Sites sites) {
    return channels.stream()
        .sorted(Comparator.comparingInt(SyncObject::order))
        .map(chan -> chan.describe(sites))
        .collect(Collectors.joining(", "));
  }

  /** Said of a goroutine that is no more. */
  static final String ENDED = "has ended";

  /** What a live goroutine does now. */
  static String fate(G g) {
    WaitReason reason = g.waitReason;
    return reason == null ? "is still running" : "waits in " + reason.text();
  }

  private static void goroutines(StringBuilder text, List<GoroutineState> goroutines) {
    int shown = 0;
    for (GoroutineState g : goroutines) {
      if (shown++ == MOST_SHOWN) {
        text.append("\n…and ").append(goroutines.size() - MOST_SHOWN).append(" more\n");
        break;
      }
      text.append("\ngoroutine ").append(g.id()).append(" [").append(g.state()).append("]:\n");
      if (!g.waitingOn().isEmpty()) {
        text.append("\twaiting on ").append(g.waitingOn()).append('\n');
      }
      if (!g.waker().isEmpty()) {
        text.append('\t').append(g.waker()).append('\n');
      }
      Stacks.print(text, g.stack());
      createdBy(text, g.createdAt(), g.createdBy());
    }
  }

  /** Goroutines written out in one report's text; the event has them all. */
  private static final int MOST_SHOWN = 20;

  static GoroutineState judged(GoroutineState state, String verdict) {
    return new GoroutineState(
        state.id(),
        state.name(),
        state.state(),
        state.waitingOn(),
        state.waker(),
        state.since(),
        state.stack(),
        state.createdAt(),
        state.createdBy(),
        verdict);
  }
}
