package goloom.explore;

/** What one run prints, up to its end. */
final class Transcript {
  private final StringBuilder all = new StringBuilder();
  private final StringBuilder output = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();
  private boolean ended;

  void prints(int stream, String text) {
    if (!ended) {
      all.append(text);
      (stream == 2 ? errors : output).append(text);
    }
  }

  /** What is printed from here on nobody sees. */
  void ends() {
    ended = true;
  }

  /** Both streams, as they came. */
  String all() {
    return all.toString();
  }

  Seen seen() {
    return new Seen(output.toString(), errors.toString());
  }
}
