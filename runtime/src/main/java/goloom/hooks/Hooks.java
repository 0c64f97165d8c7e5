package goloom.hooks;

import goloom.scheduler.Steps;

/** What rewritten code calls most: scheduling points and source sites. */
public final class Hooks {

  private Hooks() {}

  /** A place where another goroutine may run. */
  public static void step() {
    if (--Steps.budget < 0) {
      Steps.slow();
    }
  }

  /**
   * The same for code that keeps the budget in a variable of its own, when that is used up; the new
   * one.
   */
  public static int spent(int budget) {
    Steps.budget = budget;
    Steps.slow();
    return Steps.budget;
  }

  /** Says which source site the next call is at. */
  public static void site(int number) {
    Steps.site = number;
  }

  /** A class initialiser begins; a goroutine can't be switched away from while it runs. */
  public static void clinitEnter() {
    Steps.initialising++;
    Steps.pinned++;
  }

  /** A class initialiser ends. */
  public static void clinitExit() {
    Steps.initialising--;
    Steps.pinned--;
  }

  /** A call follows that the scheduler has no hold on. */
  public static void uncontrolled(String call) {
    Run.uncontrolled(call);
  }

  /** A call follows that programs may not make. */
  @SuppressWarnings("DoNotCallSuggester") // Rewritten code calls it.
  public static void refuse(String call) {
    throw new SecurityException("not allowed in a program here: " + call);
  }
}
