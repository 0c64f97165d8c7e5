package goloom.server.http;

import goloom.sandbox.Sandbox;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import goloom.server.examples.Examples;
import goloom.server.json.Json;
import goloom.server.problem.Problem;
import goloom.server.program.Programs;
import goloom.server.snippets.Snippets;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.HttpConfiguration;

/** The web server: routes, guards and headers put together. One use: started once, stopped once. */
public final class Playground implements AutoCloseable {
  /** Room for JSON's escapes, of which the longest takes six characters for one. */
  private static final int JSON_GROWTH = 6;

  private static final int JSON_OVERHEAD_BYTES = 64 * 1024;
  private static final int CHECKS_A_RUN = 10;
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Config config;
  private final Sandbox sandbox;
  private final Snippets snippets;
  private final Version version;
  private final Meters meters;
  private final Health health;
  private final OriginGuard guard;
  private final Requests requests;
  private final Programs programs;
  private final RateLimiter runLimiter;
  private final RateLimiter checkLimiter;
  private final Runs runs;
  private final Sockets sockets;
  private final Javalin javalin;

  /**
   * Puts it together; nothing listens yet.
   *
   * @param seeds draws seeds for runs that name none
   * @param nanoTime the clock that rates are kept by
   */
  public Playground(
      Config config,
      Sandbox sandbox,
      Snippets snippets,
      Version version,
      LongSupplier seeds,
      LongSupplier nanoTime) {
    this.config = config;
    this.sandbox = sandbox;
    this.snippets = snippets;
    this.version = version;
    this.meters = new Meters(sandbox);
    this.health = new Health(snippets, sandbox, meters);
    this.guard = new OriginGuard(config);
    this.requests = new Requests(new Clients(config.trustProxy()), maxBodyBytes());
    this.programs = new Programs(config.limits(), config.stdinBytes(), seeds);
    this.runLimiter = new RateLimiter(config.ratePerMinute(), nanoTime);
    this.checkLimiter =
        new RateLimiter(Math.multiplyExact(config.ratePerMinute(), CHECKS_A_RUN), nanoTime);
    this.runs = new Runs(sandbox, runLimiter, meters);
    this.sockets = new Sockets(requests, programs, runs, meters);
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * Listens.
   *
   * @throws ConfigException where that can't be done at the host and the port that are set
   */
  public void start() {
    try {
      javalin.start(config.host(), config.port());
    } catch (JavalinBindException e) {
      Throwable why = e;
      while (why.getCause() != null) {
        why = why.getCause();
      }
      throw new ConfigException(
          "cannot listen on %s, port %d; --port and --host name others: %s"
              .formatted(config.host(), config.port(), why.getMessage()));
    }
  }

  /** The port listened on, which is another than the one configured if that was 0. */
  public int port() {
    return javalin.port();
  }

  /** Takes no more work, lets programs that run end for a while, then closes every connection. */
  @Override
  public void close() {
    health.drain();
    sandbox.drain(config.graceMillis());
    sockets.close();
    javalin.stop();
  }

  /** For the test that compares routes with their documentation. */
  Javalin javalin() {
    return javalin;
  }

  private void configure(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.http.prefer405over404 = true;
    javalin.http.maxRequestSize = maxBodyBytes();
    javalin.http.compressionStrategy = CompressionStrategy.GZIP;
    javalin.jsonMapper(new JavalinJson(Json.MAPPER));
    Assets assets = new Assets();
    javalin.resourceHandler(new AssetHandler(assets));
    javalin.jetty.modifyHttpConfiguration(Playground::quiet);
    javalin.jetty.modifyServer(server -> {
      server.setErrorHandler(new JettyProblems());
      server.setStopTimeout(0);
    });
    javalin.jetty.modifyWebSocketServletFactory(factory -> {
      factory.setMaxTextMessageSize(maxBodyBytes());
      factory.setMaxFrameSize(maxBodyBytes());
      factory.setMaxBinaryMessageSize(1);
      factory.setIdleTimeout(IDLE);
    });
    addRoutes(javalin, assets);
  }

  private void addRoutes(JavalinConfig javalin, Assets assets) {
    var routes = javalin.routes;
    routes.before(this::before);
    routes.wsBeforeUpgrade(Sockets.PATH, this::check);
    routes.after(ctx -> meters.answered(route(ctx), ctx.statusCode()));
    routes.post("/api/v1/run", RunRoute.run(requests, programs, runs));
    routes.post("/api/v1/explore", RunRoute.explore(requests, programs, runs));
    new Api(
            config,
            requests,
            programs,
            sandbox,
            snippets,
            runLimiter,
            checkLimiter,
            Examples.load(Json.MAPPER),
            version)
        .addTo(routes);
    sockets.addTo(routes);
    new Pages(assets, snippets).addTo(routes);
    health.addTo(routes);
    Problems.addTo(routes);
    routes.error(404, ctx -> unanswered(ctx, 404, "nothing is at " + ctx.path()));
  }

  private void before(Context ctx) {
    SecurityHeaders.set(ctx);
    if (!ctx.method().name().equals("GET") && !ctx.method().name().equals("HEAD")) {
      check(ctx);
    }
  }

  private void check(Context ctx) {
    guard.check(ctx.header("Host"), ctx.header("Origin"));
  }

  private static void unanswered(Context ctx, int status, String detail) {
    String type = ctx.res().getContentType();
    if (type == null || type.startsWith("text/plain")) {
      Problems.send(ctx, Problem.of(status, detail));
    }
  }

  /**
   * A route's pattern, never the path: a stranger chooses that, and metrics keep every label they
   * see.
   */
  private static String route(Context ctx) {
    var matched = ctx.endpoints().lastHttpEndpoint();
    return matched == null ? "none" : matched.path;
  }

  private static void quiet(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setIdleTimeout(IDLE.toMillis());
  }

  private int maxBodyBytes() {
    long bytes =
        (long) JSON_GROWTH * (config.limits().sourceBytes() + config.stdinBytes())
            + JSON_OVERHEAD_BYTES;
    return (int) Math.min(bytes, Integer.MAX_VALUE - 8);
  }
}
