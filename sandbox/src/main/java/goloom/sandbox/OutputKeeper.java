package goloom.sandbox;

import goloom.worker.protocol.Event.Output;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A run's output within its limits: the head goes through as it comes, of the rest the last part is
 * kept and goes through when {@link #release} is called. Sizes are those of UTF-8. Not thread-safe.
 */
final class OutputKeeper {
  /** A program that has written this many times what is kept is not going to say anything new. */
  private static final int FLOOD = 16;

  /** What each write counts for beside its bytes, for it costs as much to pass on. */
  private static final int WRITE_BYTES = 24;

  private final int headBytes;
  private int tailBytes;
  private final Consumer<? super Output> sink;
  private final Deque<Output> tail = new ArrayDeque<>();
  private final long floodBytes;
  private int tailSize;
  private long passed;
  private long written;
  private long writes;

  OutputKeeper(Limits limits, Consumer<? super Output> sink) {
    this.headBytes = limits.outputHeadBytes();
    this.tailBytes = limits.outputTailBytes();
    this.floodBytes = (long) FLOOD * (headBytes + tailBytes);
    this.sink = sink;
  }

  void accept(Output output) {
    var size = Utf8.length(output.text());
    var room = written < headBytes ? (int) (headBytes - written) : 0;
    written += size;
    writes++;
    if (size <= room) {
      passed += size;
      sink.accept(output);
      return;
    }
    var split = Utf8.prefix(output.text(), room);
    if (split > 0) {
      var head = with(output, output.text().substring(0, split));
      passed += Utf8.length(head.text());
      sink.accept(head);
    }
    keep(with(output, output.text().substring(split)));
  }

  private void keep(Output output) {
    tail.add(output);
    tailSize += Utf8.length(output.text());
    while (tailSize > tailBytes) {
      var oldest = tail.remove();
      var size = Utf8.length(oldest.text());
      var surplus = tailSize - tailBytes;
      tailSize -= size;
      if (size > surplus) {
        var rest = oldest.text().substring(Utf8.suffixAfter(oldest.text(), surplus));
        if (!rest.isEmpty()) {
          tail.addFirst(with(oldest, rest));
          tailSize += Utf8.length(rest);
        }
      }
    }
  }

  private static Output with(Output output, String text) {
    return new Output(output.stream(), text, output.at(), output.goroutine());
  }

  /** Lets go of what was kept of the end; what is written after that is kept in what is left. */
  void release() {
    passed += tailSize;
    tailBytes -= tailSize;
    tailSize = 0;
    tail.forEach(sink);
    tail.clear();
  }

  /** How many bytes were cut out in the middle; what is kept still counts as kept. */
  long cutBytes() {
    return written - passed - tailSize;
  }

  /** Whether the program writes without end. */
  boolean flooded() {
    return written > floodBytes || (writes > floodWrites() && cutBytes() > 0);
  }

  /** Whether it does so in pieces so small that their number is too much. */
  boolean floodedByPieces() {
    return written <= floodBytes;
  }

  long floodWrites() {
    return floodBytes / WRITE_BYTES;
  }

  long floodBytes() {
    return floodBytes;
  }
}
