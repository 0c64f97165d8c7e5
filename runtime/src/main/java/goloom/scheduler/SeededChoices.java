package goloom.scheduler;

/**
 * Choices drawn from a seed. Seed 0 gives Go's own order: only what Go always draws at random is
 * drawn.
 */
final class SeededChoices implements Choices {
  private final Random64 random;
  private final boolean randomised;

  SeededChoices(long seed) {
    random = new Random64(seed);
    randomised = seed != 0;
  }

  @Override
  public int choose(Kind kind, int n) {
    return random.nextInt(n);
  }

  @Override
  public boolean randomised() {
    return randomised;
  }
}
