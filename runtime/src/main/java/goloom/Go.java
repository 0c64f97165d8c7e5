package goloom;

import goloom.scheduler.G;
import goloom.scheduler.GoexitError;
import goloom.scheduler.Scheduler;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Go's statements and the functions of its package {@code runtime}, to be imported statically:
 * {@code import static goloom.Go.*;}.
 *
 * <pre>{@code
 * go(() -> IO.println("from a goroutine"));
 * for (int i : range(3)) go(() -> IO.println(i));
 * sleep(millis(10));
 * }</pre>
 */
public final class Go {
  private Go() {}

  /** Starts a goroutine. Go: {@code go f()}. */
  public static void go(Block body) {
    go("", body);
  }

  /** Starts a goroutine that reports call by {@code name}. */
  public static void go(String name, Block body) {
    java.util.Objects.requireNonNull(body, "go of nil func value");
    Scheduler.current().go(name, body);
  }

  // Select
  // ------

  /**
   * Waits until one of the cases can go on, does it, runs its body and returns its index; among
   * several that can, a random one. Without cases it waits for ever. Go: {@code select}.
   *
   * @throws Panic {@code send on closed channel}; a checked exception of the body is its cause
   */
  public static int select(Case... cases) {
    return Select.run(cases);
  }

  /** A case that receives. Go: {@code case <-ch:}. A {@code null} channel is the nil channel. */
  public static <T extends @Nullable Object> ReceiveCase<T> onReceive(
      @Nullable ReceiveChan<T> chan) {
    return new ReceiveCase<>(chan, (value, ok) -> {});
  }

  /** A case that receives, with a body that ignores what. */
  public static <T extends @Nullable Object> ReceiveCase<T> onReceive(
      @Nullable ReceiveChan<T> chan, Block body) {
    return new ReceiveCase<>(chan, (value, ok) -> body.run());
  }

  /** A case that receives, with a body that gets the value. Go: {@code case v := <-ch:}. */
  public static <T extends @Nullable Object> ReceiveCase<T> onReceive(
      @Nullable ReceiveChan<T> chan, ValueBody<? super T> body) {
    return new ReceiveCase<>(chan, (value, ok) -> body.run(value));
  }

  /**
   * A case that receives, with a body that also learns whether it was sent. Go: {@code case v, ok
   * := <-ch:}.
   */
  public static <T extends @Nullable Object> ReceiveCase<T> onReceive(
      @Nullable ReceiveChan<T> chan, OkBody<? super T> body) {
    return new ReceiveCase<>(chan, body::run);
  }

  /**
   * A case that sends {@code value}. Go: {@code case ch <- v:}. A {@code null} channel is the nil
   * channel.
   */
  public static <T extends @Nullable Object> Case onSend(@Nullable SendChan<T> chan, T value) {
    return new SendCase(chan, value, () -> {});
  }

  /** A case that sends {@code value}, with a body. */
  public static <T extends @Nullable Object> Case onSend(
      @Nullable SendChan<T> chan, T value, Block body) {
    return new SendCase(chan, value, body);
  }

  /** The case for when no other can go on. Go: {@code default:}. */
  public static Case onDefault() {
    return new DefaultCase(() -> {});
  }

  /** The case for when no other can go on, with a body. */
  public static Case onDefault(Block body) {
    return new DefaultCase(body);
  }

  /** The body of a receive case that gets the value. */
  @FunctionalInterface
  public interface ValueBody<T extends @Nullable Object> {
    /** Runs it. */
    void run(T value) throws Exception;
  }

  /** The body of a receive case that gets the value and whether it was sent. */
  @FunctionalInterface
  public interface OkBody<T extends @Nullable Object> {
    /** Runs it. */
    void run(T value, boolean ok) throws Exception;
  }

  /**
   * 0 to {@code n} − 1, each in a variable that lambdas may capture. Go: {@code for i := range n}.
   */
  public static Iterable<Integer> range(int n) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < n;
          }

          @Override
          public Integer next() {
            if (next >= n) {
              throw new NoSuchElementException("range(" + n + ") is at its end");
            }
            return next++;
          }
        };
  }

  // Panic
  // -----

  /**
   * Throws a {@link Panic}; declared to return one, so that {@code throw panic(x)} compiles. Go:
   * {@code panic}.
   */
  public static Panic panic(@Nullable Object value) {
    throw new Panic(value);
  }

  /**
   * Ends the calling goroutine after its deferred calls; declared to return what it throws. Go:
   * {@code runtime.Goexit}.
   */
  public static Error goexit() {
    throw new GoexitError();
  }

  // Package runtime
  // ---------------

  /** Lets other goroutines run. Go: {@code runtime.Gosched}. */
  public static void gosched() {
    G g = G.current();
    g.scheduler().yieldProcessor(g);
  }

  /** Goroutines alive, the caller's included. Go: {@code runtime.NumGoroutine}. */
  public static int numGoroutine() {
    return Scheduler.current().goroutines();
  }

  /** Processors that run goroutines. Go: {@code runtime.GOMAXPROCS(0)}. */
  public static int gomaxprocs() {
    return Scheduler.current().processors();
  }

  /**
   * Sets the number of processors and returns the number before. Go: {@code runtime.GOMAXPROCS(n)}.
   */
  public static int gomaxprocs(int n) {
    return Scheduler.current().processors(n);
  }

  /**
   * A choice, 0 to {@code n} − 1: drawn from the seed in a run, each a branch in an exploration.
   *
   * @throws IllegalArgumentException where {@code n} is not positive
   */
  public static int choose(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "choose needs at least one value to choose from, not " + n);
    }
    return Scheduler.current().choose(n);
  }

  /**
   * Makes a call that may block outside the scheduler's reach, with the processor handed off. Go: a
   * blocking system call.
   *
   * @throws Panic with a checked exception of the call as its cause
   */
  public static <T extends @Nullable Object> T blocking(Callable<T> call) {
    G g = G.current();
    try {
      return g.scheduler().blocking(g, call);
    } catch (Exception e) {
      throw Panic.wrap(e);
    }
  }

  // Time
  // ----

  /** {@link Time#sleep}. */
  public static void sleep(Duration duration) {
    Time.sleep(duration);
  }

  /** {@code n} nanoseconds. */
  public static Duration nanos(long n) {
    return Time.nanos(n);
  }

  /** {@code n} microseconds. */
  public static Duration micros(long n) {
    return Time.micros(n);
  }

  /** {@code n} milliseconds. */
  public static Duration millis(long n) {
    return Time.millis(n);
  }

  /** {@code n} seconds. */
  public static Duration seconds(long n) {
    return Time.seconds(n);
  }

  /** {@code n} minutes. */
  public static Duration minutes(long n) {
    return Time.minutes(n);
  }

  /** {@code n} hours. */
  public static Duration hours(long n) {
    return Time.hours(n);
  }
}
