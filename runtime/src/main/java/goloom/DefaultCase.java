package goloom;

/** The case for when no other is ready. Go: {@code default}. */
final class DefaultCase extends Case {
  private final Block body;

  DefaultCase(Block body) {
    this.body = body;
  }

  @Override
  void run() throws Exception {
    body.run();
  }
}
