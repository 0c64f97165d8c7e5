package goloom.junit;

import goloom.scheduler.TraceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trace in lines that say who did what, where: for somebody who reads a failure. */
final class Steps {
  private static final int MOST = 80;

  private final TraceView view;
  private final Map<Object, String> channels = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  Steps(TraceView view) {
    this.view = view;
  }

  void add(byte[] packed) {
    for (Map<String, Object> event : view.view(packed)) {
      if ("chanMake".equals(event.get("kind"))) {
        channels.put(event.get("object"), String.valueOf(event.getOrDefault("name", "channel")));
      }
      String what = describe(event);
      if (!what.isEmpty()) {
        String where = event.containsKey("file") ? event.get("file") + ":" + event.get("line") : "";
        Object who = event.get("goroutine");
        lines.add(
            "%-13s %-24s %s".formatted(who == null ? "timer" : "goroutine " + who, where, what));
      }
    }
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
      case "goCreate" -> "starts goroutine " + event.get("created");
      case "goPark" -> "waits [" + event.get("reason") + "]";
      case "goEnd" -> "ends";
      case "chanSend" -> "sends on " + channel(event);
      case "chanReceive", "chanReceiveClosed" -> "receives from " + channel(event);
      case "chanClose" -> "closes " + channel(event);
      case "selectChosen" -> "select takes case " + event.get("index");
      case "lock" -> "locks" + ("read".equals(event.get("mode")) ? " to read" : "");
      case "unlock" -> "unlocks";
      case "waitGroupAdd" -> "adds " + event.get("delta") + " to a wait group";
      case "once" -> Boolean.TRUE.equals(event.get("done")) ? "has run a once" : "runs a once";
      case "condSignal" -> "signals a cond";
      case "timerFire" -> "goes off";
      case "output" -> "prints";
      case "read" -> access("reads ", event);
      case "write" -> access("writes ", event);
      case "limit" -> "… and so on";
      default -> "";
    };
  }

  private String channel(Map<String, Object> event) {
    return channels.getOrDefault(event.get("object"), "a channel");
  }

  /** What has no name is inside something of the JDK's. */
  private static String access(String verb, Map<String, Object> event) {
    Object name = event.get("name");
    Object value = event.get("value");
    return name == null ? "" : verb + name + (value == null ? "" : ": " + value);
  }
}
