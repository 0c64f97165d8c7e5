package goloom.server.cli;

import goloom.sandbox.SandboxUnavailableException;
import goloom.server.config.Config;
import goloom.server.config.ConfigException;
import goloom.server.problem.Refusal;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The subcommands. */
public final class Cli {
  private static final String USAGE =
      """
      usage: goloom serve [--port 8080] [--host 127.0.0.1]
             goloom run FILE… [--seed N | --schedule S] [--procs N] [--scheduler sim|real]
                        [--no-race] [--timeout 10s] [--stdin FILE] [--json]
             goloom explore FILE… [--executions N] [--time 10s] [--procs N] [--seed N]
                        [--stdin FILE] [--json]
      """;

  private Cli() {}

  /** Runs the subcommand that {@code args} name, and gives the exit code. */
  public static int run(String[] args) {
    // Set up before threads begin that would log.
    LoggerFactory.getILoggerFactory();
    PrintStream err = Streams.err();
    if (args.length == 0) {
      err.print(USAGE);
      return ExitCodes.USAGE;
    }
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    try {
      return switch (args[0]) {
        case "serve" -> ServeCommand.of(rest, Config.from(System.getenv())).run();
        case "run" -> RunCommand.of(rest, Config.from(System.getenv())).run();
        case "explore" -> ExploreCommand.of(rest, Config.from(System.getenv())).run();
        case "train" -> new TrainCommand(Config.from(System.getenv())).run();
        case "help", "--help", "-h" -> {
          Streams.out().print(USAGE);
          yield 0;
        }
        default -> throw new UsageException("unknown command " + args[0]);
      };
    } catch (UsageException e) {
      err.println("goloom: " + e.getMessage());
      err.print(USAGE);
      return ExitCodes.USAGE;
    } catch (ConfigException | SandboxUnavailableException | Refusal e) {
      err.println("goloom: " + e.getMessage());
      return ExitCodes.FAULT;
    } catch (InterruptedException e) {
      return ExitCodes.FAULT;
    }
  }
}
