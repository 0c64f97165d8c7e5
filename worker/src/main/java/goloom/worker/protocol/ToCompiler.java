package goloom.worker.protocol;

import java.util.List;

/** What a compile worker is asked; one question at a time, answered by one {@link FromCompiler}. */
public sealed interface ToCompiler {

  /** Compile, and rewrite what compiled for what it is to do. */
  record Compile(List<SourceFile> files, Use use, Policy policy) implements ToCompiler {}

  /** What the classes will be used for. */
  enum Use {
    /**
     * Runs in the simulation that are watched for races, searches, and replays of what they found.
     */
    WATCHED,
    /** Runs in the simulation alone. */
    UNWATCHED,
    /** Runs on threads. */
    REAL
  }

  /** What is done about calls that the box around a run has no use for. */
  enum Policy {
    /** They are refused by name, with a line and a reason. */
    BY_NAME,
    /** They are left to the box, which refuses in its own way. */
    BY_BOX
  }

  /** Format each file. */
  record Format(List<SourceFile> files) implements ToCompiler {}

  /** What could be typed at {@code offset} (in UTF-16 units) of {@code file}. */
  record Complete(List<SourceFile> files, String file, int offset) implements ToCompiler {}
}
