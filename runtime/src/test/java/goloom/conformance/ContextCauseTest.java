package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.gosched;
import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Contexts.VERY_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.Context;
import goloom.conformance.Contexts.Own;
import goloom.conformance.Contexts.OwnCancel;
import goloom.conformance.Contexts.OwnDone;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Why a context is done: the first cause counts. */
class ContextCauseTest {
  private static final String FILE = "src/context/x_test.go";

  private static final Context BACKGROUND = Context.background();
  private static final Throwable CANCELED = Context.CANCELED;
  private static final Throwable DEADLINE_EXCEEDED = Context.DEADLINE_EXCEEDED;
  private static final Throwable PARENT = new IllegalStateException("parent");
  private static final Throwable CHILD = new IllegalStateException("child");
  private static final Throwable SLOW = new IllegalStateException("too slow");
  private static final Throwable EARLY = new IllegalStateException("finished early");

  private record Row(String name, Throwable err, Throwable cause, Supplier<Context> context) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("background", null, null, Context::background),
          new Row("todo", null, null, Context::todo),
          new Row(
              "withCancel",
              CANCELED,
              CANCELED,
              () -> {
                var context = BACKGROUND.withCancel();
                context.cancel();
                return context;
              }),
          new Row(
              "withCancelCause",
              CANCELED,
              PARENT,
              () -> {
                var context = BACKGROUND.withCancelCause();
                context.cancel(PARENT);
                return context;
              }),
          new Row(
              "withCancelCause, null",
              CANCELED,
              CANCELED,
              () -> {
                var context = BACKGROUND.withCancelCause();
                context.cancel(null);
                return context;
              }),
          new Row(
              "the parent's cause before the child's",
              CANCELED,
              PARENT,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var child = parent.withCancelCause();
                parent.cancel(PARENT);
                child.cancel(CHILD);
                return child;
              }),
          new Row(
              "the parent's cause after the child's",
              CANCELED,
              CHILD,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var child = parent.withCancelCause();
                child.cancel(CHILD);
                parent.cancel(PARENT);
                return child;
              }),
          new Row(
              "the parent's cause before the child's none",
              CANCELED,
              PARENT,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var child = parent.withCancel();
                parent.cancel(PARENT);
                child.cancel();
                return child;
              }),
          new Row(
              "the parent's cause after the child's none",
              CANCELED,
              CANCELED,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var child = parent.withCancel();
                child.cancel();
                parent.cancel(PARENT);
                return child;
              }),
          new Row(
              "the child's cause after the parent's none",
              CANCELED,
              CANCELED,
              () -> {
                var parent = BACKGROUND.withCancel();
                var child = parent.withCancelCause();
                parent.cancel();
                child.cancel(CHILD);
                return child;
              }),
          new Row(
              "the child's cause before the parent's none",
              CANCELED,
              CHILD,
              () -> {
                var parent = BACKGROUND.withCancel();
                var child = parent.withCancelCause();
                child.cancel(CHILD);
                parent.cancel();
                return child;
              }),
          new Row(
              "withTimeout",
              DEADLINE_EXCEEDED,
              DEADLINE_EXCEEDED,
              () -> {
                var context = BACKGROUND.withTimeout(Duration.ZERO);
                context.cancel();
                return context;
              }),
          new Row(
              "withTimeout, cancelled",
              CANCELED,
              CANCELED,
              () -> {
                var context = BACKGROUND.withTimeout(VERY_LONG);
                context.cancel();
                return context;
              }),
          new Row(
              "withTimeoutCause",
              DEADLINE_EXCEEDED,
              SLOW,
              () -> {
                var context = BACKGROUND.withTimeoutCause(Duration.ZERO, SLOW);
                context.cancel();
                return context;
              }),
          new Row(
              "withTimeoutCause, cancelled",
              CANCELED,
              CANCELED,
              () -> {
                var context = BACKGROUND.withTimeoutCause(VERY_LONG, SLOW);
                context.cancel();
                return context;
              }),
          new Row(
              "withTimeoutCause below another",
              DEADLINE_EXCEEDED,
              SLOW,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var context = parent.withTimeoutCause(Duration.ZERO, SLOW);
                parent.cancel(EARLY);
                return context;
              }),
          new Row(
              "withTimeoutCause below another that is cancelled",
              CANCELED,
              EARLY,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var context = parent.withTimeoutCause(VERY_LONG, SLOW);
                parent.cancel(EARLY);
                return context;
              }),
          new Row("withoutCancel", null, null, BACKGROUND::withoutCancel),
          new Row(
              "withoutCancel, the parent cancelled",
              null,
              null,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var context = parent.withoutCancel();
                parent.cancel(EARLY);
                return context;
              }),
          new Row(
              "withoutCancel, the parent late",
              null,
              null,
              () -> BACKGROUND.withTimeoutCause(Duration.ZERO, SLOW).withoutCancel()),
          new Row(
              "the program's own, its parent not cancelled",
              CANCELED,
              CANCELED,
              () -> {
                var own = new OwnCancel(BACKGROUND.withCancelCause());
                own.cancel();
                return own;
              }),
          new Row(
              "the program's own, its parent cancelled before",
              CANCELED,
              PARENT,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var own = new OwnCancel(parent);
                parent.cancel(PARENT);
                own.cancel();
                return own;
              }),
          // The wrong one, but nobody can tell which of the two came first.
          new Row(
              "the program's own, its parent cancelled after",
              CANCELED,
              PARENT,
              () -> {
                var parent = BACKGROUND.withCancelCause();
                var own = new OwnCancel(parent);
                own.cancel();
                parent.cancel(PARENT);
                return own;
              }));

  @Test
  @Origin(file = FILE, name = "TestCause")
  void cause_ofTwo_isTheFirst() {
    for (Row row : ROWS) {
      everywhere(() -> {
        Context context = row.context.get();
        assertThat(context.err()).as("%s: err", row.name).isSameAs(row.err);
        assertThat(context.cause()).as("%s: cause", row.name).isSameAs(row.cause);
      });
    }
  }

  @Test
  @Origin(file = FILE, name = "TestCauseRace")
  void cause_polledWhileCancelled_isTheCause() {
    everywhere(() -> {
      var context = BACKGROUND.withCancelCause();
      go(() -> context.cancel(CHILD));
      Throwable cause;
      while ((cause = context.cause()) == null) {
        gosched();
      }
      assertThat(cause).isSameAs(CHILD);
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCustomContextPropagation")
  void cause_throughAContextOfTheProgramsOwn_isFound() {
    everywhere(() -> {
      var done = Chan.<Void>make();
      var first = BACKGROUND.withCancelCause();
      try (var third = new OwnDone(first, done).withCancel()) {
        first.cancel(PARENT);
        done.close();
        third.done().receiveOk();
        assertThat(third.err()).isSameAs(CANCELED);
        assertThat(third.cause()).isSameAs(PARENT);
      }
    });
  }

  @Test
  @Origin(file = FILE, name = "TestCustomContextCause")
  void cause_belowAContextOfTheProgramsOwn_isTheChildsOwn() {
    everywhere(() -> {
      var cancelled = new Own();
      cancelled.cancel();
      check(cancelled, CANCELED, CANCELED);

      var own = new Own();
      var child = own.withCancelCause();
      child.cancel(CHILD);
      check(child, CANCELED, CHILD);
      check(own, null, null);
      own.cancel();
      check(child, CANCELED, CHILD);
      check(own, CANCELED, CANCELED);

      var parent = new Own();
      parent.child = parent.withCancel();
      parent.cancel();
      check(parent.child, CANCELED, CANCELED);
      check(parent, CANCELED, CANCELED);
    });
  }

  private static void check(Context context, Throwable err, Throwable cause) {
    assertThat(context.err()).isSameAs(err);
    assertThat(context.cause()).isSameAs(cause);
  }
}
