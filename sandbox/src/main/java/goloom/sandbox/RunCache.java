package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs of which one is as good as another, computed once: those under way are shared, and of those
 * that are over a result is kept once a second run has given the very same.
 *
 * <p>The key is everything that a run depends on; limits and versions are the sandbox's own and
 * don't change. Only what the engine calls deterministic counts, never what ended by time, by
 * memory or from outside, and never what has read input as it came. Classes are not shared this
 * way, only what a program says, which whoever sends the same program is told anyway.
 *
 * <p>Lock rule: the monitor is held for moments; nothing is waited for and nobody called under it.
 */
final class RunCache {
  private static final Set<Status> REPEATABLE =
      EnumSet.of(Status.OK, Status.EXIT, Status.PANIC, Status.DEADLOCK);
  private static final long KEPT_NANOS = 600_000_000_000L;

  /** All that is kept, in the largest of results. */
  private static final int LARGEST_KEPT = 64;

  private final int maxRuns;
  private final int maxBytes;

  /** The least recently used first. */
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<Key, Flight> flights = new LinkedHashMap<>();
  private long keptBytes;

  RunCache(int maxRuns, int maxBytes) {
    this.maxRuns = maxRuns;
    this.maxBytes = maxBytes;
  }

  /** What a run depends on. */
  record Key(
      List<SourceFile> files,
      RunOptions options,
      long timeoutMillis,
      ByteBuffer stdin,
      boolean stdinOpen) {}

  /**
   * What a run gave.
   *
   * @param events all of them but those of its wait in the queue; empty where only the digest is
   *     kept
   */
  private record Kept(String digest, List<Event> events, long bytes, long sinceNanos) {}

  /**
   * A run that others may take part in.
   *
   * @param begun done when the program runs, the queue and the compiler behind it
   * @param result what it gives, if it turns out to be of that kind
   */
  record Flight(
      Key key,
      CompletableFuture<@Nullable Void> begun,
      CompletableFuture<Optional<List<Event>>> result) {
    Flight(Key key) {
      this(key, new CompletableFuture<>(), new CompletableFuture<>());
    }

    /** One that has landed. */
    static Flight over(Key key, List<Event> events) {
      return new Flight(
          key,
          CompletableFuture.completedFuture(null),
          CompletableFuture.completedFuture(Optional.of(events)));
    }
  }

  /**
   * What a run may begin as: a repetition of what is known, part of one under way, or the first.
   */
  sealed interface Part {
    record Known(Flight flight, List<Event> events) implements Part {}

    record Follower(Flight flight) implements Part {}

    record Leader(Flight flight) implements Part {}

    /** A run by itself. */
    record None() implements Part {}
  }

  /** How {@code request} takes part. A leader must be recorded, or all others wait in vain. */
  synchronized Part part(RunRequest request) {
    if (maxRuns == 0
        || request.explore() != null
        || !request.options().scheduler().equals("sim")
        || request.stdin().length > maxBytes) {
      return new Part.None();
    }
    var key =
        new Key(
            request.files(),
            request.options(),
            request.timeoutMillis(),
            ByteBuffer.wrap(request.stdin().clone()),
            request.stdinOpen());
    var known = kept.get(key);
    if (known != null && System.nanoTime() - known.sinceNanos > KEPT_NANOS) {
      forget(key);
      known = null;
    }
    if (known != null && !known.events.isEmpty()) {
      return new Part.Known(Flight.over(key, known.events), known.events);
    }
    var flight = flights.get(key);
    if (flight != null) {
      return new Part.Follower(flight);
    }
    var first = new Flight(key);
    flights.put(key, first);
    return new Part.Leader(first);
  }

  /** Results that are kept. */
  synchronized int size() {
    return (int) kept.values().stream().filter(run -> !run.events.isEmpty()).count();
  }

  private void forget(Key key) {
    var gone = kept.remove(key);
    if (gone != null) {
      keptBytes -= gone.bytes;
    }
  }

  private synchronized void land(Flight flight, Optional<List<Event>> result, long bytes) {
    flights.remove(flight.key);
    result.ifPresent(events -> {
      var digest = digest(events);
      var before = kept.get(flight.key);
      forget(flight.key);
      var again = before != null && before.digest.equals(digest);
      keep(
          flight.key,
          new Kept(digest, again ? events : List.of(), again ? bytes : 0, System.nanoTime()));
    });
  }

  private void keep(Key key, Kept run) {
    kept.put(key, run);
    keptBytes += run.bytes;
    while (kept.size() > maxRuns || keptBytes > (long) LARGEST_KEPT * maxBytes) {
      forget(kept.keySet().iterator().next());
    }
  }

  /** Of all that a run depends on its program for; how long it took is not that. */
  static String digest(List<Event> events) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var event : events) {
        var timeless =
            switch (event) {
              case Event.Compile(var ok, _, var diagnostics) ->
                  new Event.Compile(ok, 0, diagnostics);
              case Event.Exit exit -> {
                var s = exit.stats();
                var stats =
                    new Event.Stats(
                        0, s.virtualNanos(), s.goroutines(), s.switches(), s.steps(), 0);
                yield new Event.Exit(
                    exit.status(),
                    exit.code(),
                    exit.message(),
                    exit.deterministic(),
                    exit.uncontrolled(),
                    stats);
              }
              default -> event;
            };
        digest.update(timeless.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Listens to a leader, and lands its flight at the exit. */
  final class Recorder implements Consumer<Event> {
    private final Flight flight;
    private final Consumer<? super Event> consumer;
    private final List<Event> events = new ArrayList<>();
    private long bytes;
    private volatile boolean unique;

    Recorder(Flight flight, Consumer<? super Event> consumer) {
      this.flight = flight;
      this.consumer = consumer;
    }

    /** The run has become its user's own: it was stopped, or reads what they type. */
    void isUnique() {
      unique = true;
    }

    /** The run did not begin. */
    void fails() {
      settle(Optional.empty());
    }

    @Override
    public void accept(Event event) {
      record(event);
      if (event instanceof Event.Start) {
        flight.begun.complete(null);
      }
      if (event instanceof Event.Exit exit) {
        var repeatable =
            !unique
                && bytes <= maxBytes
                && exit.deterministic()
                && REPEATABLE.contains(exit.status());
        settle(repeatable ? Optional.of(List.copyOf(events)) : Optional.empty());
      }
      consumer.accept(event);
    }

    private void record(Event event) {
      if (unique || bytes > maxBytes || event instanceof Event.Queued) {
        return;
      }
      bytes += event.toString().length();
      events.add(event);
    }

    private void settle(Optional<List<Event>> result) {
      land(flight, result, bytes);
      flight.result.complete(result);
    }
  }
}
