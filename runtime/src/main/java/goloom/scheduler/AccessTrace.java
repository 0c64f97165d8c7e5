package goloom.scheduler;

import goloom.race.Accesses;
import goloom.trace.TraceKind;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts each access of what goroutines can share into the trace: which variable, and what it holds
 * before the access, where that is a small number. Of replays only: an ordinary run's trace would
 * hold nothing else.
 *
 * <p>A variable's number holds for one run, and is kept with a tag for the kind of value in the two
 * lowest bits. What a write writes isn't known here, only what it overwrites; the next access of
 * the variable tells it.
 */
final class AccessTrace implements Accesses {
  static final int NO_VALUE = 0;
  static final int NUMBER = 1;
  static final int TRUTH = 2;
  static final int CHARACTER = 3;
  static final int TAG_BITS = 2;

  private record Variable(int holder, int index, int location) {}

  private final Simulation simulation;
  private final Sites sites;
  private final @Nullable ClassLoader program;
  private final IdentityHashMap<Object, Integer> holders = new IdentityHashMap<>();
  private final Map<Variable, Integer> variables = new HashMap<>();
  private final Map<Integer, @Nullable Field> fields = new HashMap<>();

  /**
   * For that run.
   *
   * @param program the loader of the program's classes, to find static fields by
   */
  AccessTrace(Simulation simulation, Sites sites, @Nullable ClassLoader program) {
    this.simulation = simulation;
    this.sites = sites;
    this.program = program;
  }

  @Override
  public void before(@Nullable Object holder, int index, int location, int site, Kind kind) {
    int number = holder == null ? 0 : holders.computeIfAbsent(holder, _ -> holders.size() + 1);
    int known = variables.size();
    int variable = variables.computeIfAbsent(new Variable(number, index, location), _ -> known + 1);
    if (variable > known && index != NONE) {
      simulation.accessed(TraceKind.ELEMENT, site, variable, index);
    }
    Object value = value(holder, index, site);
    int tag = NO_VALUE;
    int bits = 0;
    switch (value) {
      case Integer n -> {
        tag = NUMBER;
        bits = n;
      }
      case Long n when n == n.intValue() -> {
        tag = NUMBER;
        bits = n.intValue();
      }
      case Short n -> {
        tag = NUMBER;
        bits = n;
      }
      case Byte n -> {
        tag = NUMBER;
        bits = n;
      }
      case Boolean truth -> {
        tag = TRUTH;
        bits = truth ? 1 : 0;
      }
      case Character c -> {
        tag = CHARACTER;
        bits = c;
      }
      case null, default -> {}
    }
    simulation.accessed(
        kind.onlyReads() ? TraceKind.READ : TraceKind.WRITE,
        site,
        variable << TAG_BITS | tag,
        bits);
  }

  /** What the variable holds; null where that can't be told. */
  private @Nullable Object value(@Nullable Object holder, int index, int site) {
    try {
      if (index != NONE) {
        return holder == null ? null : Array.get(holder, index);
      }
      Field field = fields.computeIfAbsent(site, _ -> field(holder, site));
      return field == null || !field.getType().isPrimitive() ? null : field.get(holder);
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      return null;
    }
  }

  /** The field that is accessed there; null for what is none of the program's. */
  private @Nullable Field field(@Nullable Object holder, int site) {
    Sites.Site place = sites.at(site);
    if (place == null) {
      return null;
    }
    int dot = place.name().lastIndexOf('.');
    String name = place.name().substring(dot + 1);
    Class<?> from =
        holder != null ? holder.getClass() : dot < 0 ? null : owner(place.name().substring(0, dot));
    for (Class<?> type = from; type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException above) {
        // of a superclass, then
      } catch (RuntimeException closed) {
        return null;
      }
    }
    return null;
  }

  /** The class of that name in source, {@code Main.Node}. */
  private @Nullable Class<?> owner(String name) {
    for (String binary = name; ; ) {
      try {
        return Class.forName(binary, false, program);
      } catch (ClassNotFoundException inner) {
        int dot = binary.lastIndexOf('.');
        if (dot < 0) {
          return null;
        }
        binary = binary.substring(0, dot) + '$' + binary.substring(dot + 1);
      }
    }
  }
}
