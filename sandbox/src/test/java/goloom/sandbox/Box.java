package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import goloom.worker.protocol.ToCompiler.Policy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one real sandbox; without bubblewrap they fail. */
final class Box implements ParameterResolver {
  static final Limits QUICK =
      new Limits(
          64 * 1024, 20, 4_000, 4_000, 2_000, 4096, 1024, 128, 200_000, 50_000, 100_000, 100, 4,
          1_000_000, 10_000, 320, 256, 128, 0);

  /** For the many programs that want to be stopped. */
  private static final Limits SHORT =
      new Limits(
          64 * 1024, 20, 15_000, 15_000, 1_200, 4096, 1024, 128, 200_000, 50_000, 100_000, 100, 4,
          1_000_000, 10_000, 320, 256, 128, 0);

  /** One that a bomb keeps busy, and one for the others. */
  private static final Sizes TWO_COMPILERS = new Sizes(3, 0, 2, 3, 1, 0, 0);

  static SandboxSettings settings() {
    var app = Path.of(System.getProperty("goloom.app"));
    return SandboxSettings.of(
        Path.of(System.getProperty("goloom.data")),
        app.resolve("modules"),
        app.resolve("compiler"),
        "test");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var policy = parameter.isAnnotated(Unguarded.class) ? Policy.BY_BOX : Policy.BY_NAME;
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(policy, Shared::new, Shared.class)
        .sandbox;
  }

  /** Of a sandbox: the one in which nothing is refused by name, so that the box has to hold. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface Unguarded {}

  /** Opened for the first test that asks, closed after the last. */
  private static final class Shared implements AutoCloseable {
    private final Sandbox sandbox;

    Shared(Policy policy) {
      try {
        sandbox =
            Sandbox.open(
                policy == Policy.BY_NAME
                    ? settings().withLimits(QUICK)
                    : settings().withLimits(SHORT).withPolicy(policy).withSizes(TWO_COMPILERS));
      } catch (SandboxUnavailableException e) {
        throw new AssertionError("these tests need the real sandbox: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }

  /** A run that has ended: all it said. */
  record Ended(List<Event> events) {
    Event.Exit exit() {
      return (Event.Exit) events.getLast();
    }

    String out(String stream) {
      return all(Event.Output.class).stream()
          .filter(o -> o.stream().equals(stream))
          .map(Event.Output::text)
          .collect(Collectors.joining());
    }

    String stdout() {
      return out("stdout");
    }

    <T extends Event> List<T> all(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  /** A run that goes on. */
  record Going(RunHandle handle, List<Event> events) {
    Ended end() throws InterruptedException {
      handle.await();
      return new Ended(List.copyOf(events));
    }
  }

  static RunRequest request(String source) {
    return request(source, new byte[0], 10_000);
  }

  static RunRequest request(String source, byte[] stdin, long timeoutMillis) {
    return new RunRequest(
        List.of(new SourceFile("Main.java", source)),
        new RunOptions(1L, null, 4, "sim", true, true),
        timeoutMillis,
        stdin,
        false);
  }

  /** On real threads. */
  static RunRequest real(String source) {
    return request(source, new RunOptions(1L, null, 4, "real", false, false), 10_000);
  }

  /** In the simulation, but nobody looks for races or keeps a trace. */
  static RunRequest unwatched(String source, long timeoutMillis) {
    return request(source, new RunOptions(1L, null, 4, "sim", false, false), timeoutMillis);
  }

  private static RunRequest request(String source, RunOptions options, long timeoutMillis) {
    return new RunRequest(
        List.of(new SourceFile("Main.java", source)), options, timeoutMillis, new byte[0], false);
  }

  static Going start(Sandbox sandbox, RunRequest request, Consumer<Event> also) {
    var events = new CopyOnWriteArrayList<Event>();
    var handle =
        sandbox.run(
            "test",
            request,
            event -> {
              events.add(event);
              also.accept(event);
            });
    return new Going(handle, events);
  }

  static Ended run(Sandbox sandbox, RunRequest request) throws InterruptedException {
    return start(sandbox, request, _ -> {}).end();
  }

  static Ended run(Sandbox sandbox, String source) throws InterruptedException {
    return run(sandbox, request(source));
  }

  /** Waits until {@code condition} holds; across processes there is nothing to wait on but time. */
  static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it never came true");
      }
      Thread.sleep(2);
    }
  }
}
