package goloom.race;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** The objects of the JDK's that a program shares, and what calls of theirs do. */
final class Things extends WeakTable<Thing> {
  private final Detector detector;

  /** What was found last at each place. */
  private @Nullable Thing[] latest = new @Nullable Thing[64];

  private long searches;
  private final Iterators iterators = new Iterators();

  Things(Detector detector) {
    this.detector = detector;
  }

  @Override
  Thing make(Object object, ReferenceQueue<Object> queue) {
    return new Thing(object, queue, Sharing.of(object.getClass()));
  }

  /** What is known of an object, or of what it stands for; null where it is of no interest. */
  private @Nullable Thing rootOf(Object object, int site) {
    if (site < latest.length) {
      Thing known = latest[site];
      if (known != null && known.refersTo(object)) {
        return known.root();
      }
    }
    return lookUp(object, site);
  }

  private @Nullable Thing lookUp(Object object, int site) {
    Thing thing =
        switch (Sharing.of(object.getClass())) {
          case NONE -> null;
          case ITERATOR -> {
            Thing over = iterators.find(object);
            yield over == null ? null : over.root();
          }
          case VIEW -> find(object);
          default -> of(object);
        };
    if (thing == null || !thing.refersTo(object)) {
      return thing;
    }
    if (thing.usedAt == 0) {
      thing.usedAt = site;
    }
    if (site >= latest.length) {
      latest = java.util.Arrays.copyOf(latest, Math.max(site + 1, 2 * latest.length));
    }
    latest[site] = thing;
    return thing.root();
  }

  /** An object was made there. */
  void made(Object object, int site) {
    of(object).madeAt = site;
  }

  /** Before a call, on an element where the object is an array of atomics. */
  void before(Object receiver, int index, int op, int site) {
    Thing thing = rootOf(receiver, site);
    if (thing == null) {
      return;
    }
    if (thing.sharing == Sharing.PLAIN) {
      if ((op & Op.WRITE) != 0) {
        thing.history = detector.write(thing.history, thing, Accesses.NONE, site);
      } else if ((op & Op.READ) != 0) {
        thing.history = detector.read(thing.history, thing, Accesses.NONE, site);
      }
      return;
    }
    if ((op & Op.BARRIER) != 0) {
      thing.clock = detector.merge(thing.clock);
      detector.waitsFor(thing.clock);
      return;
    }
    Clock clock = thing.clock(index);
    Strand caller = detector.current;
    if (Op.runsCode(op) && caller != null) {
      detector.acquire(clock);
      caller.enters(thing);
    }
    if ((op & (Op.RELEASE | Op.WRITE)) != 0) {
      if (Sharing.of(receiver.getClass()) == Sharing.READ_SIDE) {
        thing.readers = detector.merge(thing.readers);
      } else {
        thing.clock(index, detector.merge(clock));
      }
    }
    if ((op & Op.UNLOCK) != 0) {
      detector.gives(thing, null);
    }
  }

  /** After a call that has not failed. */
  void after(Object receiver, int index, int op, int site) {
    Thing thing = rootOf(receiver, site);
    if (thing == null || thing.sharing == Sharing.PLAIN) {
      return;
    }
    if ((op & Op.BARRIER) != 0) {
      detector.passes();
      return;
    }
    if ((op & (Op.ACQUIRE | Op.READ | Op.WRITE | Op.TRY)) != 0) {
      if (index >= 0) {
        detector.acquire(thing.clock(index));
      } else {
        acquire(thing);
      }
      if (Sharing.of(receiver.getClass()) == Sharing.WRITE_SIDE) {
        detector.acquire(thing.readers);
      }
    }
    if ((op & Op.CAS) != 0 || Op.runsCode(op)) {
      thing.clock(index, detector.merge(thing.clock(index)));
    }
    Strand caller = detector.current;
    if (Op.runsCode(op) && caller != null) {
      caller.leaves(thing);
    }
    if ((op & Op.LOCK) != 0) {
      boolean reads = Sharing.of(receiver.getClass()) == Sharing.READ_SIDE;
      var _ = detector.takes(thing, reads ? "read" : "");
    }
  }

  /** The last that a barrier waited for has come: who comes now waits for the next round. */
  void trips(Object barrier) {
    Thing thing = of(barrier).root();
    detector.passes();
    thing.clock = null;
  }

  /** What a call gave stands for the object that it was called on. */
  @SuppressWarnings("ReferenceEquality")
  void view(Object receiver, Object result, int site) {
    Thing thing = rootOf(receiver, site);
    if (thing == null || result == receiver) {
      return;
    }
    switch (Sharing.of(result.getClass())) {
      case NONE -> {}
      case ITERATOR -> iterators.add(result, thing);
      default -> of(result).standsFor(thing);
    }
  }

  void acquire(Thing thing) {
    acquire(thing, ++searches);
  }

  /** The same with all its elements. */
  void acquireAll(Thing thing) {
    acquire(thing);
    for (Clock element : thing.elements()) {
      detector.acquire(element);
    }
  }

  /** Stages may depend on each other in a circle: one that times out on itself. */
  private void acquire(Thing thing, long search) {
    if (thing.visited != search) {
      thing.visited = search;
      detector.acquire(thing.clock);
      for (Thing source : thing.sources()) {
        acquire(source.root(), search);
      }
    }
  }

  /** The caller comes before those who acquire the object. */
  void release(Object object) {
    Thing thing = of(object).root();
    thing.clock = detector.merge(thing.clock);
  }

  /** The caller comes after those who released the object. */
  void acquire(Object object) {
    Thing thing = find(object);
    if (thing != null) {
      acquire(thing.root());
    }
  }
}
