package goloom.scheduler;

import goloom.trace.TraceEvent;
import goloom.trace.TraceKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A trace as the world sees it: each event a set of named values, its numbers put into words, its
 * site into file and line. Objects are numbered within their program; what made them gives their
 * names. Thread-safe.
 */
public final class TraceView {
  private static final WaitReason[] REASONS = WaitReason.values();
  private static final Choices.Kind[] DECISIONS = Choices.Kind.values();
  private static final String[] PLACES = {"next", "local", "global", "stolen", "stolenNext"};

  private final Sites sites;

  /** What the run's variables were called where they had a name, by their numbers. */
  private final Map<Integer, String> variables = new ConcurrentHashMap<>();

  /** A view of a run of the program with that table of sites. */
  public TraceView(String sites) {
    this.sites = Sites.parse(sites);
  }

  /**
   * The events of a batch.
   *
   * @throws IllegalArgumentException where the batch is none
   */
  public List<Map<String, Object>> view(byte[] packed) {
    List<Map<String, Object>> view = new ArrayList<>();
    for (TraceEvent event : TraceEvent.unpack(packed)) {
      view.add(view(event));
    }
    return view;
  }

  private Map<String, Object> view(TraceEvent event) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("kind", camel(event.kind().name()));
    view.put("at", event.at());
    if (event.goroutine() != 0) {
      view.put("goroutine", event.goroutine());
    }
    if (event.processor() >= 0) {
      view.put("processor", event.processor());
    }
    Sites.Site site = sites.at(event.site());
    if (site != null) {
      view.put("file", site.file());
      view.put("line", site.line());
      boolean makes = event.kind() == TraceKind.CHAN_MAKE || event.kind() == TraceKind.MAKE;
      if (makes && !site.name().isEmpty()) {
        view.put("name", site.name());
      }
    }
    if (event.kind() == TraceKind.READ || event.kind() == TraceKind.WRITE) {
      access(view, event, site);
      return view;
    }
    put(view, event.kind().first(), event.first());
    put(view, event.kind().second(), event.second());
    return view;
  }

  /** That a goroutine has a name of its own: what the program made of it, so not in the batch. */
  public static Map<String, Object> named(long goroutine, String name) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("kind", "goName");
    view.put("at", 0);
    view.put("named", goroutine);
    view.put("name", name);
    return view;
  }

  private void access(Map<String, Object> view, TraceEvent event, Sites.@Nullable Site site) {
    int variable = event.first() >>> AccessTrace.TAG_BITS;
    if (site != null && !site.name().isEmpty()) {
      view.put("name", site.name());
      variables.putIfAbsent(variable, site.name());
    } else if (variables.containsKey(variable)) {
      view.put("name", variables.get(variable));
    }
    view.put("variable", variable);
    String value = event.kind() == TraceKind.READ ? "value" : "was";
    switch (event.first() & ((1 << AccessTrace.TAG_BITS) - 1)) {
      case AccessTrace.NUMBER -> view.put(value, event.second());
      case AccessTrace.TRUTH -> view.put(value, event.second() == 1);
      case AccessTrace.CHARACTER -> view.put(value, Character.toString((char) event.second()));
      default -> {}
    }
  }

  private static void put(Map<String, Object> view, String name, int value) {
    switch (name) {
      case "" -> {}
      case "reason" -> view.put(name, value < REASONS.length ? REASONS[value].text() : "");
      case "from", "place" -> view.put(name, value < PLACES.length ? PLACES[value] : "");
      case "mode" -> view.put(name, value == TraceKind.Mode.READ ? "read" : "write");
      case "stream" -> view.put(name, value == 1 ? "stdout" : "stderr");
      case "done" -> view.put(name, value == 1);
      case "decision" -> {
        int kind = value >>> 24;
        view.put(
            name, kind < DECISIONS.length ? DECISIONS[kind].name().toLowerCase(Locale.ROOT) : "");
        view.put("ways", value & 0xFF_FFFF);
      }
      default -> {
        if (value != 0 || !(name.equals("peer") || name.equals("object"))) {
          view.put(name, value);
        }
      }
    }
  }

  /** {@code GO_START} as {@code goStart}. */
  private static String camel(String constant) {
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < constant.length(); i++) {
      char c = constant.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? c : Character.toLowerCase(c));
        upper = false;
      }
    }
    return camel.toString();
  }
}
