package goloom.server.cli;

import goloom.sandbox.RunHandle;
import goloom.server.program.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The program's standard input. A file, named or redirected, is read beforehand, so that a seed
 * replays the run; a terminal or a pipe is passed on as it comes.
 */
final class StandardInput {
  private static final Path OURS = Path.of("/dev/stdin");
  private static final Path NOTHING = Path.of("/dev/null");
  private static final int CHUNK_BYTES = 8 * 1024;

  private final byte[] known;
  private final Programs.Stdin kind;

  private StandardInput(byte[] known, Programs.Stdin kind) {
    this.known = known;
    this.kind = kind;
  }

  static StandardInput of(@Nullable Path file, int maxBytes) {
    try {
      if (file != null) {
        return new StandardInput(read(Files.newInputStream(file), maxBytes), Programs.Stdin.CLOSED);
      }
      if (Files.isRegularFile(OURS) || isNothing()) {
        return new StandardInput(read(System.in, maxBytes), Programs.Stdin.CLOSED);
      }
      return new StandardInput(new byte[0], Programs.Stdin.OPEN);
    } catch (IOException e) {
      throw new UsageException("standard input cannot be read: " + e.getMessage());
    }
  }

  byte[] known() {
    return known;
  }

  Programs.Stdin kind() {
    return kind;
  }

  /** Passes on what comes, on a thread that does not keep the process alive. */
  void feed(RunHandle run) {
    if (kind == Programs.Stdin.OPEN) {
      Thread.ofPlatform().daemon().name("stdin").start(() -> pump(run));
    }
  }

  private static void pump(RunHandle run) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      for (int read = System.in.read(chunk); read >= 0; read = System.in.read(chunk)) {
        run.stdin(Arrays.copyOf(chunk, read));
      }
    } catch (IOException e) {
      // no more to be had: the same as its end
    }
    run.stdinClose();
  }

  private static boolean isNothing() throws IOException {
    // By identity: a pipe's path cannot be resolved. Not there at all means closed.
    return !Files.exists(OURS) || Files.isSameFile(OURS, NOTHING);
  }

  private static byte[] read(InputStream in, int maxBytes) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new UsageException("standard input may have at most " + maxBytes + " bytes");
      }
      return bytes;
    }
  }
}
