package goloom.race;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of an object of the JDK's that goroutines share. */
final class Thing extends WeakTable.Entry {
  final Sharing sharing;
  private final String type;

  /** What it stands for; itself where it stands for nothing else. */
  private Thing stands = this;

  /** Where it was made; 0 where that wasn't seen. */
  int madeAt;

  /** Where it was first used, which names it. */
  int usedAt;

  @Nullable State history;

  /** Of a handle: the variables that it is of; null where that isn't known. */
  Handles.@Nullable Of handle;

  /** Of a handle: what was done by it atomically, and so races with nothing of its kind. */
  VectorClock atomics = VectorClock.EMPTY;

  @Nullable Clock clock;
  @Nullable Clock readers;

  /** Of an array of atomics, each element's. */
  private @Nullable Map<Integer, Clock> elements;

  /** The clock of the whole, or of an element. */
  @Nullable Clock clock(int index) {
    return index < 0 ? clock : elements == null ? null : elements.get(index);
  }

  Collection<Clock> elements() {
    return elements == null ? List.of() : elements.values();
  }

  void clock(int index, Clock released) {
    if (index < 0) {
      clock = released;
      return;
    }
    Map<Integer, Clock> all = elements;
    if (all == null) {
      all = new HashMap<>();
      elements = all;
    }
    all.put(index, released);
  }

  /** What else orders those who acquire here. */
  private @Nullable List<Thing> sources;

  Thing(Object object, ReferenceQueue<Object> dead, Sharing sharing) {
    super(object, dead);
    this.sharing = sharing;
    type = object.getClass().getSimpleName();
  }

  /** One that stands for no object. */
  Thing() {
    super(null, null);
    sharing = Sharing.SYNC;
    type = "";
  }

  Thing root() {
    return stands == this ? this : stands.root();
  }

  void standsFor(Thing other) {
    Thing root = other.root();
    if (root != this) {
      stands = root;
    }
  }

  /** Who acquires here acquires there as well. */
  void after(Thing source) {
    List<Thing> all = sources;
    if (all == null) {
      all = new ArrayList<>();
      sources = all;
    }
    if (source != this && !all.contains(source)) {
      all.add(source);
    }
  }

  /** The search that came by here last. */
  long visited;

  List<Thing> sources() {
    return sources == null ? List.of() : sources;
  }

  /** {@code HashMap from Main.java:12}, or {@code HashMap cache}. */
  String describe(Names names) {
    var made = names.frame(madeAt);
    if (made != null) {
      return type + " from " + made.file() + ":" + made.line();
    }
    String variable = names.variable(usedAt);
    return variable.isEmpty() ? type : type + " " + variable;
  }
}
