package goloom.server.cli;

import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxUnavailableException;
import goloom.server.config.Config;
import goloom.server.program.ExploreBody;
import goloom.server.program.FileBody;
import goloom.server.program.Programs;
import goloom.worker.protocol.Event;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code goloom explore}: what a program can do, as a table; each outcome with its schedule. */
final class ExploreCommand {
  private final Config config;
  private final List<FileBody> files = new ArrayList<>();
  private @Nullable BigInteger seed;
  private @Nullable Integer procs;
  private @Nullable Long maxExecutions;
  private @Nullable Long timeMillis;
  private @Nullable Path stdin;
  private boolean json;

  private ExploreCommand(Config config) {
    this.config = config;
  }

  static ExploreCommand of(List<String> args, Config config) {
    var command = new ExploreCommand(config);
    var arguments = new Arguments(args);
    while (!arguments.isEmpty()) {
      command.take(arguments.next(), arguments);
    }
    if (command.files.isEmpty()) {
      throw new UsageException("explore needs a file");
    }
    return command;
  }

  private void take(String word, Arguments arguments) {
    switch (word) {
      case "--executions" -> maxExecutions = (long) arguments.integer(word, 1, Integer.MAX_VALUE);
      case "--time" -> timeMillis = arguments.millis(word);
      case "--seed" -> seed = arguments.number(word);
      case "--procs" -> procs = arguments.integer(word, 1, Programs.MAX_PROCS);
      case "--stdin" -> stdin = Path.of(arguments.value(word));
      case "--json" -> json = true;
      default -> {
        if (word.startsWith("--")) {
          throw new UsageException("explore does not take " + word);
        }
        files.add(Sources.read(Path.of(word)));
      }
    }
  }

  int run() throws SandboxUnavailableException, InterruptedException {
    var programs = new Programs(config.limits(), config.stdinBytes(), () -> 0);
    var options =
        new ExploreBody.Options(
            seed, null, procs, null, null, null, null, maxExecutions, timeMillis);
    RunRequest request = programs.explore(new ExploreBody(List.copyOf(files), options, input()));
    try (Sandbox sandbox = Sandbox.open(Installation.forOneRun(config))) {
      var outcomes = new Outcomes();
      Reporter reporter =
          json
              ? new JsonReporter(Streams.out())
              : new OutcomeReporter(Streams.out(), Streams.err(), request.files(), outcomes);
      var exited = new CompletableFuture<Event.Exit>();
      RunHandle search =
          sandbox.run(
              "cli",
              request,
              event -> {
                outcomes.take(event);
                reporter.report(event);
                if (event instanceof Event.Exit exit) {
                  exited.complete(exit);
                }
              });
      search.await();
      return outcomes.exitCode(exited.join());
    }
  }

  private @Nullable String input() {
    if (stdin == null) {
      return null;
    }
    try {
      return Files.readString(stdin, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException("cannot be read: " + stdin);
    }
  }
}
