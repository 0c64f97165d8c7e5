package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the sandbox's promises, in the box as it is on this machine, now: a program attempts what
 * no program may, and what the kernel says of its process is read from outside.
 */
final class PromiseCheck {
  private static final List<SourceFile> PROGRAM = List.of(new SourceFile("Main.java", text()));

  /** All promises that a run of the program speaks of. */
  static final Set<String> PROMISES =
      Set.of(
          "files",
          "writing",
          "network",
          "sockets",
          "processes",
          "native",
          "inside",
          "environment",
          "threads",
          "identity",
          "running");

  private static final List<Pattern> IDENTITY =
      List.of(
          Pattern.compile("CapEff:\\s+0+\n"),
          Pattern.compile("NoNewPrivs:\\s+1\n"),
          Pattern.compile("Seccomp:\\s+2\n"),
          Pattern.compile("Uid:\\s+[1-9]"));

  private static final Logger LOG = LoggerFactory.getLogger(PromiseCheck.class);

  private PromiseCheck() {}

  /** Starts a run that nothing but this may start while promises are broken. */
  interface Start {
    Run run(RunRequest request, Consumer<Event> events);
  }

  /** The promises that don't hold; empty where all do. */
  static Set<String> broken(Start start, long timeoutMillis) throws InterruptedException {
    var output = new StringBuilder();
    var broken = new ConcurrentSkipListSet<String>();
    var options = new RunOptions(0L, null, 4, "real", false, false);
    var request = new RunRequest(PROGRAM, options, timeoutMillis, new byte[0], true);
    var exit = new Event.Exit[1];
    var run =
        start.run(
            request,
            event -> {
              if (event instanceof Event.Output out) {
                output.append(out.text());
              } else if (event instanceof Event.Exit ended) {
                exit[0] = ended;
              }
            });
    run.whenExecuting(pid -> {
      if (!holdsIdentity(pid)) {
        broken.add("identity");
      }
      run.stdin("\n".getBytes(StandardCharsets.UTF_8));
      run.stdinClose();
    });
    run.await();
    broken.addAll(read(output.toString()));
    if (exit[0] == null || exit[0].status() != Event.Status.OK) {
      LOG.warn(
          "the self-test did not come to its end: {}",
          exit[0] == null ? "no exit" : exit[0].message());
      broken.add("running");
    }
    return new TreeSet<>(broken);
  }

  /**
   * What a run's output says is broken, or, where it came to its end, says nothing of. Of one that
   * didn't, {@code running} is: nothing is known of what it would have said.
   */
  static Set<String> read(String output) {
    var lines = output.lines().toList();
    var ended = lines.contains("end");
    return PROMISES.stream()
        .filter(promise -> !promise.equals("identity"))
        .filter(promise ->
            promise.equals("running")
                ? !ended
                : (ended && !lines.contains(promise + " held"))
                    || lines.stream().anyMatch(line -> line.startsWith(promise + " broken")))
        .collect(Collectors.toSet());
  }

  private static boolean holdsIdentity(long pid) {
    try {
      var status = Files.readString(Path.of("/proc/" + pid + "/status"));
      return IDENTITY.stream().allMatch(pattern -> pattern.matcher(status).find());
    } catch (IOException gone) {
      return false;
    }
  }

  private static String text() {
    try (var in = PromiseCheck.class.getResourceAsStream("selftest/Main.java")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
