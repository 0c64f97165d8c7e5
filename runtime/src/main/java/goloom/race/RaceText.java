package goloom.race;

import goloom.race.Reports.Party;
import goloom.report.Frame;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A race in the form that Go prints it, and what would have ordered the two accesses. */
final class RaceText {
  private static final String RULE = "==================\n";

  private RaceText() {}

  static String of(String location, Party first, Party second, Names names) {
    StringBuilder text = new StringBuilder(RULE).append("WARNING: DATA RACE\n");
    access(text, capitalised(first.kind()), location, first);
    text.append('\n');
    access(text, "Previous " + second.kind(), location, second);
    created(text, first.strand(), names);
    created(text, second.strand(), names);
    text.append('\n');
    held(text, first);
    held(text, second);
    text.append(advice(first, second)).append('\n');
    return text.append(RULE.strip()).toString();
  }

  private static void access(StringBuilder text, String what, String location, Party party) {
    text.append(what).append(" at ").append(location).append(" by ").append(who(party.strand()));
    text.append(":\n");
    frames(text, party.stack());
  }

  private static void frames(StringBuilder text, List<Frame> stack) {
    if (stack.isEmpty()) {
      text.append("  [failed to restore the stack]\n");
    }
    for (Frame frame : stack) {
      text.append("  ").append(frame.function()).append("()\n      ").append(frame.file());
      if (frame.line() > 0) {
        text.append(':').append(frame.line());
      }
      text.append('\n');
    }
  }

  private static void created(StringBuilder text, @Nullable Strand strand, Names names) {
    Frame frame = strand == null ? null : names.frame(strand.createdSite);
    if (strand == null || frame == null) {
      return;
    }
    text.append("\nGoroutine ").append(strand.goroutine).append(" (");
    text.append(strand.finished ? "finished" : "running").append(") created at:\n");
    frames(text, List.of(frame));
  }

  private static void held(StringBuilder text, Party party) {
    if (!party.locks().isEmpty()) {
      text.append(who(party.strand())).append(" held ");
      text.append(String.join(", ", party.locks())).append('\n');
    }
  }

  private static String who(@Nullable Strand strand) {
    if (strand == null) {
      return "a goroutine that has ended";
    }
    return strand.goroutine == 1 ? "main goroutine" : "goroutine " + strand.goroutine;
  }

  /** In plain words: what is missing, and what would do. */
  private static String advice(Party later, Party earlier) {
    return "no happens-before: the "
        + earlier.kind()
        + at(earlier)
        + " is in "
        + who(earlier.strand())
        + ", nothing makes "
        + (later.line() > 0 && later.line() != earlier.line()
            ? "line " + later.line()
            : "the " + later.kind() + at(later) + " in " + who(later.strand()))
        + " wait for it; a WaitGroup, a channel or a Mutex would";
  }

  private static String at(Party party) {
    return party.line() > 0 ? " at line " + party.line() : "";
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
