package goloom.sandbox;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.FromCompiler;
import goloom.worker.protocol.SourceFile;
import java.util.List;
import java.util.function.Consumer;

/** Compiles and runs strangers' programs, each in a JVM of its own inside a box. Thread-safe. */
public interface Sandbox extends AutoCloseable {

  /**
   * Opens the sandbox of this node: builds the images unless they are there already (some ten
   * seconds against some milliseconds), starts the compilers and warms the run workers.
   *
   * @throws SandboxUnavailableException when this machine can't isolate programs as the settings
   *     ask; there is no silent fallback
   */
  static Sandbox open(SandboxSettings settings) throws SandboxUnavailableException {
    return LocalSandbox.open(settings);
  }

  /**
   * Queues, compiles and runs a program.
   *
   * @param client whose it is (an address), for the per-client share of the queue
   * @param events receives each event in order, on one thread at a time, the last being the one
   *     {@link Event.Exit}; it may block, which holds back the program, never other runs
   * @throws BusyException when the queue or the client's share of it is full, or the sandbox is
   *     closing
   */
  RunHandle run(String client, RunRequest request, Consumer<Event> events);

  /** The diagnostics of {@code files}; nothing runs. Blocks for as long as the compiler takes. */
  FromCompiler.Compiled check(String client, List<SourceFile> files);

  /** The files as google-java-format would have them. */
  FromCompiler.Formatted format(List<SourceFile> files);

  /** Completions at a place in a file. */
  FromCompiler.Completed complete(List<SourceFile> files, String file, int offset);

  /** {@code bubblewrap}, {@code gvisor} or {@code process}. */
  String isolation();

  /**
   * Whether a real program compiled and ran within the last minute; runs one to find out if need
   * be.
   */
  boolean ready();

  /** How it is at this moment: its pools, its queues, what its self-test found. */
  SandboxState state();

  /** Refuses new runs, lets those that run end for {@code graceMillis}, then stops them. */
  void drain(long graceMillis);

  @Override
  void close();
}
