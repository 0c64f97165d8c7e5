package goloom.junit;

import goloom.scheduler.TraceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trace in lines that say who did what, where: for somebody who reads a failure. */
final class Steps {
  private static final int MOST = 80;

  private final TraceView view;

  /** What the program calls its channels and locks, its goroutines, and its arrays' elements. */
  private final Map<Object, String> things = new HashMap<>();

  private final Map<Object, String> goroutines = new HashMap<>();
  private final Map<Object, Object> indices = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  Steps(TraceView view) {
    this.view = view;
  }

  void add(byte[] packed) {
    for (Map<String, Object> event : view.view(packed)) {
      learn(event);
      String what = describe(event);
      if (!what.isEmpty()) {
        String where = event.containsKey("file") ? event.get("file") + ":" + event.get("line") : "";
        Object who = event.get("goroutine");
        lines.add("%-13s %-24s %s".formatted(who == null ? "timer" : goroutine(who), where, what));
      }
    }
  }

  void name(long goroutine, String name) {
    goroutines.put(goroutine, name);
  }

  private void learn(Map<String, Object> event) {
    switch (String.valueOf(event.get("kind"))) {
      case "chanMake", "make" -> {
        if (event.get("name") instanceof String name) {
          things.put(event.get("object"), name);
        }
      }
      case "element" -> indices.put(event.get("variable"), event.get("index"));
      default -> {}
    }
  }

  private String goroutine(@Nullable Object id) {
    String name = id instanceof Number number ? goroutines.get(number.longValue()) : null;
    return "goroutine " + id + (name == null ? "" : " " + name);
  }

  /** The last ones, which lead to the end. */
  List<String> lines() {
    if (lines.size() <= MOST) {
      return List.copyOf(lines);
    }
    List<String> last = new ArrayList<>(lines.subList(lines.size() - MOST, lines.size()));
    last.addFirst("… after " + (lines.size() - MOST) + " others:");
    return last;
  }

  /** In words; empty for what only the scheduler's own picture needs. */
  private String describe(Map<String, Object> event) {
    return switch (String.valueOf(event.get("kind"))) {
      case "goCreate" -> "starts " + goroutine(event.get("created"));
      case "goPark" -> "waits [" + event.get("reason") + "]";
      case "goEnd" -> "ends";
      case "chanSend" -> "sends on " + channel(event);
      case "chanReceive", "chanReceiveClosed" -> "receives from " + channel(event);
      case "chanClose" -> "closes " + channel(event);
      case "selectChosen" -> "select takes case " + event.get("index");
      case "lock" ->
          "locks" + thing(event, "") + ("read".equals(event.get("mode")) ? " to read" : "");
      case "unlock" -> "unlocks" + thing(event, "");
      case "waitGroupAdd" -> "adds " + event.get("delta") + " to" + thing(event, " a wait group");
      case "once" ->
          (Boolean.TRUE.equals(event.get("done")) ? "has run" : "runs") + thing(event, " a once");
      case "condSignal" -> "signals" + thing(event, " a cond");
      case "timerFire" -> "goes off";
      case "output" -> "prints";
      case "read" -> access("reads ", event);
      case "write" -> access("writes ", event);
      case "limit" -> "… and so on";
      default -> "";
    };
  }

  private String channel(Map<String, Object> event) {
    return things.getOrDefault(event.get("object"), "a channel");
  }

  /** Its name after a space; else what to say instead. */
  private String thing(Map<String, Object> event, String otherwise) {
    String name = things.get(event.get("object"));
    return name == null ? otherwise : " " + name;
  }

  /** What has no name is inside something of the JDK's. */
  private String access(String verb, Map<String, Object> event) {
    Object name = event.get("name");
    Object value = event.get("value");
    Object index = indices.get(event.get("variable"));
    return name == null
        ? ""
        : verb
            + name
            + (index == null ? "" : "[" + index + "]")
            + (value == null ? "" : ": " + value);
  }
}
