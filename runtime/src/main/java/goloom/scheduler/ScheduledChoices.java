package goloom.scheduler;

/**
 * Choices drawn from a schedule's seed but for those that the schedule names. Seed 0 gives Go's own
 * order: only what Go always draws at random is drawn.
 */
final class ScheduledChoices implements Choices {
  private final Schedule schedule;
  private final Random64 random;
  private int made;

  ScheduledChoices(Schedule schedule) {
    this.schedule = schedule;
    random = new Random64(schedule.seed());
  }

  @Override
  public int choose(Kind kind, int n) {
    int drawn = random.nextInt(n);
    return Math.min(n - 1, schedule.choice(made++, drawn));
  }

  @Override
  public boolean randomised() {
    return schedule.seed() != 0;
  }
}
