package goloom.server.http;

import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxState;
import goloom.worker.protocol.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** What is counted. Labels hold no addresses and nothing of a user's program. */
final class Meters {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger activeRuns = new AtomicInteger();
  private final AtomicInteger openSockets = new AtomicInteger();

  Meters(Sandbox sandbox) {
    pool("run", "ready", sandbox, SandboxState::runWorkers);
    pool("run", "wanted", sandbox, SandboxState::runWorkersWanted);
    pool("search", "ready", sandbox, SandboxState::searchWorkers);
    pool("search", "wanted", sandbox, SandboxState::searchWorkersWanted);
    pool("compile", "ready", sandbox, SandboxState::compileWorkers);
    pool("compile", "wanted", sandbox, SandboxState::compileWorkersWanted);
    queue("run", "running", sandbox, SandboxState::running);
    queue("run", "waiting", sandbox, SandboxState::waiting);
    queue("explore", "running", sandbox, SandboxState::exploring);
    queue("explore", "waiting", sandbox, SandboxState::exploringWaiting);
    Gauge.builder("goloom.runs.cached", sandbox, s -> s.state().cachedRuns())
        .description("results of deterministic runs that are kept")
        .register(registry);
    Gauge.builder("goloom.sandbox.broken", sandbox, s -> s.state().broken().size())
        .description("promises that the sandbox's self-test found broken")
        .register(registry);
    Gauge.builder("goloom.runs.active", activeRuns, AtomicInteger::get)
        .description("runs accepted and not ended")
        .register(registry);
    Gauge.builder("goloom.sockets.open", openSockets, AtomicInteger::get)
        .description("open WebSockets")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private void pool(String kind, String state, Sandbox sandbox, ToIntFunction<SandboxState> count) {
    Gauge.builder("goloom.workers", sandbox, s -> count.applyAsInt(s.state()))
        .description("workers that wait or live, and as many as should")
        .tag("kind", kind)
        .tag("state", state)
        .register(registry);
  }

  private void queue(
      String kind, String state, Sandbox sandbox, ToIntFunction<SandboxState> count) {
    Gauge.builder("goloom.queue", sandbox, s -> count.applyAsInt(s.state()))
        .description("runs that have a place, and runs that wait for one")
        .tag("kind", kind)
        .tag("state", state)
        .register(registry);
  }

  void runAccepted() {
    activeRuns.incrementAndGet();
  }

  void runEnded(Event.Exit exit) {
    activeRuns.decrementAndGet();
    Timer.builder("goloom.run")
        .description("real time of runs, by how they ended")
        .tag("status", exit.status().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(Duration.ofMillis(exit.stats().millis()));
  }

  void socketOpened() {
    openSockets.incrementAndGet();
  }

  void socketClosed() {
    openSockets.decrementAndGet();
  }

  void answered(String route, int status) {
    Counter.builder("goloom.http.requests")
        .description("answered requests")
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  String scrape() {
    return registry.scrape();
  }
}
