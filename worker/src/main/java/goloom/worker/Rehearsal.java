package goloom.worker;

import goloom.worker.protocol.Frames;
import goloom.worker.protocol.SecretWriter;
import goloom.worker.protocol.ToWorker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Searches a program of the playground's before there is anybody's, until the JVM has compiled what
 * a search consists of: a search is thousands of short runs, and its first thousand cost a JVM that
 * has just started twenty times what they cost later.
 *
 * <p>Each execution of a search begins at nothing, so what somebody's search finds, and under which
 * numbers, does not depend on the ones before it.
 */
final class Rehearsal {
  /** By then a search runs nearly as fast as it ever will. */
  private static final long MILLIS = 2_500;

  private Rehearsal() {}

  /** {@code file} holds the search's job. */
  static void of(String file) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
      if (Frames.read(in, ToWorker.class) instanceof ToWorker.Job job) {
        var end = System.nanoTime() + MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
          var nowhere = new SecretWriter(OutputStream.nullOutputStream(), job.secret());
          RunWorker.run(job, new Outbox(nowhere));
        }
      }
    }
  }
}
