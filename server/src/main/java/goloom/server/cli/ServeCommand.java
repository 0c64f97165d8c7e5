package goloom.server.cli;

import goloom.sandbox.SandboxUnavailableException;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

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
    Node node = Node.open(config, config);
    announce(node.port());
    for (String promise : node.brokenPromises()) {
      Streams.err()
          .println(
              "goloom: the sandbox does not keep its promise on this machine, so nothing is run: "
                  + promise);
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(node)));
    new CountDownLatch(1).await(); // until a signal runs the hook, which ends the process
    return 0;
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
   * A stop that was asked for is no failure, so the code is 0, which only halting from here can
   * say.
   */
  private static void stop(Node node) {
    node.close();
    Runtime.getRuntime().halt(0);
  }
}
