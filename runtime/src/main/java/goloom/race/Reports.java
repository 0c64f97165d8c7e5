package goloom.race;

import goloom.race.Detector.Kind;
import goloom.report.Access;
import goloom.report.Frame;
import goloom.report.RaceReport;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of races, each once: by the variable, and by the pair of places. */
final class Reports {

  /** More are not told. */
  private static final int MOST = 100;

  /** The access that is being made. */
  record Now(Kind kind, int trace) {}

  /** One that was made before. */
  record Before(Kind kind, long epoch, int trace) {}

  /** Two places, in either order. */
  private record Places(int low, int high) {
    static Places of(int a, int b) {
      return new Places(Math.min(a, b), Math.max(a, b));
    }
  }

  private record Seen(@Nullable WeakReference<Object> holder, int index, String name) {
    boolean is(Variable variable, String called) {
      return index == variable.index()
          && (holder == null ? variable.holder() == null : holder.refersTo(variable.holder()))
          && name.equals(called);
    }
  }

  private final Names names;
  private final Traces traces;
  private final Detector detector;
  private final Consumer<RaceReport> observer;
  private final Set<Places> places = new HashSet<>();
  private final List<Seen> variables = new ArrayList<>();
  private int found;

  Reports(Names names, Traces traces, Detector detector, Consumer<RaceReport> observer) {
    this.names = names;
    this.traces = traces;
    this.detector = detector;
    this.observer = observer;
  }

  int found() {
    return found;
  }

  /** The current strand's access races with an earlier one. */
  void race(Variable variable, Now now, Before before) {
    Strand strand = detector.current;
    if (strand == null || found >= MOST || Watch.isKnown(variable.site())) {
      return;
    }
    String name = key(variable);
    if (variables.stream().anyMatch(seen -> seen.is(variable, name))
        || !places.add(Places.of(traces.site(now.trace), traces.site(before.trace)))) {
      return;
    }
    Object holder = variable.holder();
    variables.add(
        new Seen(holder == null ? null : new WeakReference<>(holder), variable.index(), name));
    found++;
    Party first = new Party(now.kind.text(), strand, names.stack(), locks(strand.locks));
    Party second =
        new Party(
            before.kind.text(),
            detector.strandOf(before.epoch),
            traces.stack(before.trace),
            locks(traces.locks(before.trace)));
    String location = location(variable, traces.site(before.trace));
    observer.accept(
        new RaceReport(
            location, access(first), access(second), RaceText.of(location, first, second, names)));
  }

  /** What tells a variable from others in the same object, where it is no element. */
  private String key(Variable variable) {
    Object holder = variable.holder();
    boolean whole = holder != null && !called(holder).isEmpty();
    return variable.index() >= 0 || whole ? "" : variable.name(names);
  }

  private String called(Object thing) {
    return thing instanceof Thing known ? known.describe(names) : names.thing(thing);
  }

  /** How the variable is told, by the one place or else by the other. */
  private String location(Variable variable, int otherSite) {
    String name = variable.name(names);
    if (name.isEmpty()) {
      name = names.variable(otherSite);
    }
    Object array = variable.holder();
    if (variable.index() < 0) {
      String thing = array == null ? "" : called(array);
      return thing.isEmpty() ? name : thing;
    }
    String type = array == null ? "array" : array.getClass().getComponentType().getSimpleName();
    return (name.isEmpty() ? "element of " + type + "[]" : name) + "[" + variable.index() + "]";
  }

  private Access access(Party party) {
    Strand strand = party.strand();
    return new Access(
        party.kind(),
        strand == null ? 0 : strand.goroutine,
        strand == null ? "" : strand.name,
        party.stack(),
        strand == null ? null : names.frame(strand.createdSite),
        party.locks());
  }

  private List<String> locks(LockSet held) {
    return held.all().stream()
        .map(l -> l.how().isEmpty() ? called(l.lock()) : called(l.lock()) + " (" + l.how() + ")")
        .toList();
  }

  /** One side of a race. */
  record Party(String kind, @Nullable Strand strand, List<Frame> stack, List<String> locks) {

    /** The line of its access; 0 where unknown. */
    int line() {
      return stack.isEmpty() ? 0 : stack.getFirst().line();
    }
  }
}
