package goloom.server.cli;

import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxUnavailableException;
import goloom.server.config.Config;
import goloom.server.program.FileBody;
import goloom.server.program.Programs;
import goloom.server.program.RunBody;
import goloom.worker.protocol.Event;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code goloom run}: one program, compiled and run in a box of its own, without a server. */
final class RunCommand {
  private final Config config;
  private final List<FileBody> files = new ArrayList<>();
  private @Nullable BigInteger seed;
  private @Nullable String schedule;
  private @Nullable Integer procs;
  private @Nullable String scheduler;
  private boolean race = true;
  private @Nullable Long timeoutMillis;
  private @Nullable Path stdin;
  private boolean json;

  private RunCommand(Config config) {
    this.config = config;
  }

  static RunCommand of(List<String> args, Config config) {
    var command = new RunCommand(config);
    var arguments = new Arguments(args);
    while (!arguments.isEmpty()) {
      command.take(arguments.next(), arguments);
    }
    if (command.files.isEmpty()) {
      throw new UsageException("run needs a file");
    }
    return command;
  }

  private void take(String word, Arguments arguments) {
    switch (word) {
      case "--seed" -> seed = arguments.number(word);
      case "--schedule" -> schedule = arguments.value(word);
      case "--procs" -> procs = arguments.integer(word, 1, Programs.MAX_PROCS);
      case "--scheduler" -> scheduler = arguments.value(word);
      case "--no-race" -> race = false;
      case "--timeout" -> timeoutMillis = arguments.millis(word);
      case "--stdin" -> stdin = Path.of(arguments.value(word));
      case "--json" -> json = true;
      default -> {
        if (word.startsWith("--")) {
          throw new UsageException("run does not take " + word);
        }
        files.add(Sources.read(Path.of(word)));
      }
    }
  }

  int run() throws SandboxUnavailableException, InterruptedException {
    var random = new SecureRandom();
    var programs =
        new Programs(
            config.limits(), config.stdinBytes(), () -> random.nextLong(Programs.MAX_SEED + 1));
    StandardInput input = StandardInput.of(stdin, config.stdinBytes());
    RunRequest request = request(programs, input);
    try (Sandbox sandbox = Sandbox.open(Installation.forOneRun(config))) {
      Reporter reporter =
          json
              ? new JsonReporter(Streams.out())
              : new TextReporter(Streams.out(), Streams.err(), request.files());
      var exited = new CompletableFuture<Event.Exit>();
      RunHandle run =
          sandbox.run(
              "cli",
              request,
              event -> {
                reporter.report(event);
                if (event instanceof Event.Exit exit) {
                  exited.complete(exit);
                }
              });
      input.feed(run);
      run.await();
      return ExitCodes.of(exited.join());
    }
  }

  private RunRequest request(Programs programs, StandardInput input) {
    var options = new RunBody.Options(seed, schedule, procs, scheduler, race, json, timeoutMillis);
    RunRequest checked = programs.run(new RunBody(List.copyOf(files), options, null), input.kind());
    return new RunRequest(
        checked.files(),
        checked.options(),
        checked.timeoutMillis(),
        input.known(),
        checked.stdinOpen());
  }
}
