package goloom.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Puts a failure into words. */
final class Failure {
  private Failure() {}

  private static final int OUTPUT_CHARACTERS = 4_000;

  /**
   * The failure to throw.
   *
   * @param witness an execution that shows it
   * @param findings of the search; null where only that execution was run
   */
  static Throwable of(String test, Finding finding, Witness witness, @Nullable Findings findings) {
    Throwable thrown = witness.thrown();
    if (thrown instanceof TestAbortedException aborted) {
      return aborted;
    }
    String text = text(test, finding, witness, findings);
    if (thrown instanceof AssertionFailedError failed
        && failed.isExpectedDefined()
        && failed.isActualDefined()) {
      return new AssertionFailedError(text, failed.getExpected(), failed.getActual(), failed);
    }
    return new AssertionFailedError(text, thrown);
  }

  private static String text(
      String test, Finding finding, Witness witness, @Nullable Findings findings) {
    StringBuilder text = new StringBuilder();
    text.append(test)
        .append(findings == null ? " fails along this schedule: " : " fails in one interleaving: ")
        .append(finding.what())
        .append('\n');
    section(text, "", witness.reports());
    if (!witness.output().isEmpty()) {
      section(text, "It printed:", cut(witness.output()).lines().toList());
    }
    section(text, "How it came about:", witness.steps());
    if (findings != null) {
      section(text, "Outcomes until then:", findings.lines());
    }
    text.append("\nTo see this again: @Explore(schedule = \"")
        .append(finding.schedule())
        .append("\")\n               or: -D")
        .append(Exploration.SCHEDULE)
        .append('=')
        .append(finding.schedule())
        .append('\n');
    return text.toString();
  }

  private static void section(StringBuilder text, String head, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append('\n');
    if (!head.isEmpty()) {
      text.append(head).append('\n');
    }
    for (String line : lines) {
      text.append(head.isEmpty() ? "" : "  ").append(line).append('\n');
    }
  }

  private static String cut(String output) {
    return output.length() <= OUTPUT_CHARACTERS
        ? output
        : output.substring(0, OUTPUT_CHARACTERS) + "…";
  }
}
