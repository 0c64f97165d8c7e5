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
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** A playground that listens, with all it stands on. */
final class Node implements AutoCloseable {
  private final Sandbox sandbox;
  private final Database database;
  private final Playground playground;

  private Node(Sandbox sandbox, Database database, Playground playground) {
    this.sandbox = sandbox;
    this.database = database;
    this.playground = playground;
  }

  /** Opens one; its database may lie elsewhere than all the rest. */
  static Node open(Config config, Config databaseConfig) throws SandboxUnavailableException {
    // The database takes about as long to open as the sandbox; neither needs the other.
    Executor threads = task -> Thread.ofVirtual().start(task);
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(() -> Database.open(databaseConfig), threads);
    Sandbox sandbox = Sandbox.open(Installation.forServing(config));
    Database database = joined(opening);
    String version = Installation.version();
    var random = new SecureRandom();
    var playground =
        new Playground(
            config,
            sandbox,
            new Snippets(database.jdbi(), Json.MAPPER, Clock.systemUTC()),
            new Version(version, version, Runtime.version().toString(), sandbox.isolation()),
            () -> random.nextLong(Programs.MAX_SEED + 1),
            System::nanoTime);
    var node = new Node(sandbox, database, playground);
    node.listen();
    return node;
  }

  private void listen() {
    try {
      playground.start();
    } catch (ConfigException e) {
      sandbox.close();
      database.close();
      throw e;
    }
  }

  /** What the sandbox's self-test found; empty where all is well. */
  List<String> brokenPromises() {
    return sandbox.state().broken();
  }

  int port() {
    return playground.port();
  }

  /** Lets running programs end within the grace that is set, then closes everything. */
  @Override
  public void close() {
    playground.close();
    sandbox.close();
    database.close();
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
