package goloom.server.cli;

import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxUnavailableException;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import goloom.server.http.Playground;
import goloom.server.http.Version;
import goloom.server.json.Json;
import goloom.server.program.Programs;
import goloom.server.snippets.Database;
import goloom.server.snippets.Snippets;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** {@code goloom serve}: the playground, until it is told to stop. */
final class ServeCommand {
  private final Config config;

  private ServeCommand(Config config) {
    this.config = config;
  }

  static ServeCommand of(List<String> args, Config config) {
    String host = config.host();
    int port = config.port();
    var arguments = new Arguments(args);
    while (!arguments.isEmpty()) {
      String word = arguments.next();
      switch (word) {
        case "--port" -> port = arguments.integer(word, 0, 65_535);
        case "--host" -> host = arguments.value(word);
        default -> throw new UsageException("serve does not take " + word);
      }
    }
    return new ServeCommand(config.listeningOn(host, port));
  }

  int run() throws SandboxUnavailableException, InterruptedException {
    boolean loopback = config.loopback();
    if (config.isolation().equals("process") && !loopback) {
      throw new ConfigException(
          "without isolation a playground is for its own machine: GOLOOM_ISOLATION=process needs a loopback host, not "
              + config.host());
    }
    // The database takes about as long to open as the sandbox; neither needs the other.
    Executor threads = task -> Thread.ofVirtual().start(task);
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(() -> Database.open(config), threads);
    Sandbox sandbox = Sandbox.open(Installation.forServing(config));
    Database database = joined(opening);
    Playground playground = playground(sandbox, database);
    playground.start();
    announce(playground.port());
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(playground, sandbox, database)));
    new CountDownLatch(1).await(); // until a signal runs the hook, which ends the process
    return 0;
  }

  private Playground playground(Sandbox sandbox, Database database) {
    String version = Installation.version();
    var random = new SecureRandom();
    return new Playground(
        config,
        sandbox,
        new Snippets(database.jdbi(), Json.MAPPER, Clock.systemUTC()),
        new Version(version, version, Runtime.version().toString(), sandbox.isolation()),
        () -> random.nextLong(Programs.MAX_SEED + 1),
        System::nanoTime);
  }

  private void announce(int port) {
    PrintStream out = Streams.out();
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    String url =
        config.publicUrl() == null ? "http://" + host + ":" + port : config.publicUrl().toString();
    out.println("Goloom is at " + url);
    if (config.isolation().equals("process")) {
      out.println("Programs run without isolation, with your own rights: run only your own.");
    }
  }

  /**
   * A stop that was asked for is no failure, so the exit code is 0, which only halting from here
   * can say.
   */
  private static void stop(Playground playground, Sandbox sandbox, Database database) {
    playground.close();
    sandbox.close();
    database.close();
    Runtime.getRuntime().halt(0);
  }

  private static Database joined(CompletableFuture<Database> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConfigException refused) {
        throw refused;
      }
      throw e;
    }
  }
}
