package goloom.server.http;

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

/** What is counted. Labels hold no addresses and nothing of a user's program. */
final class Meters {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger activeRuns = new AtomicInteger();
  private final AtomicInteger openSockets = new AtomicInteger();

  Meters() {
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
