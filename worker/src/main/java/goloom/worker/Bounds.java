package goloom.worker;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import java.util.ArrayList;
import java.util.List;

/** Keeps reports to a size that somebody could read, whatever a program puts into them. */
final class Bounds {
  /** Of a value or a name. */
  static final int MAX_VALUE = 64 * 1024;

  /** Of a name that each goroutine in a report may repeat. */
  private static final int MAX_NAME = 1_000;

  /** Of a whole report. */
  static final int MAX_TEXT = 512 * 1024;

  static final int MAX_GOROUTINES = 1_000;

  /** Of one goroutine. */
  static final int MAX_FRAMES = 1_024;

  /** Of all goroutines in a report together. */
  static final int MAX_ALL_FRAMES = 10_000;

  private Bounds() {}

  static String value(String text) {
    return cut(text, MAX_VALUE);
  }

  static String name(String text) {
    return cut(text, MAX_NAME);
  }

  static String text(String text) {
    return cut(text, MAX_TEXT);
  }

  /** Says what it cuts; never between the halves of a character. */
  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "… (" + (text.length() - end) + " characters more)";
  }

  static List<Frame> stack(List<Frame> frames) {
    return frames.size() <= MAX_FRAMES ? frames : frames.subList(0, MAX_FRAMES);
  }

  /** The first of them, as many as fit; the report's text says how many there are. */
  static List<GoroutineState> goroutines(List<GoroutineState> all) {
    var some = new ArrayList<GoroutineState>();
    var frames = 0;
    for (var g : all) {
      var stack = stack(g.stack());
      frames += stack.size();
      if (some.size() == MAX_GOROUTINES || (frames > MAX_ALL_FRAMES && !some.isEmpty())) {
        break;
      }
      some.add(
          new GoroutineState(
              g.id(),
              cut(g.name(), MAX_NAME),
              g.state(),
              cut(g.waitingOn(), MAX_NAME),
              cut(g.waker(), MAX_NAME),
              g.since(),
              stack,
              g.createdAt(),
              g.createdBy(),
              g.verdict()));
    }
    return some;
  }

  static String text(List<GoroutineState> shown, List<GoroutineState> all, String text) {
    var bounded = text(text);
    return shown.size() == all.size()
        ? bounded
        : bounded
            + "\n(%d goroutines of %d are shown one by one)".formatted(shown.size(), all.size());
  }
}
