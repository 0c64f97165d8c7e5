package goloom;

/** Shows tests of other packages what is none of a program's business. */
public final class Insides {
  private Insides() {}

  /** How many contexts and bodies {@code context} would tell that it is done. */
  public static int children(CancelContext context) {
    return context.children();
  }

  /** How many goroutines were ever started to watch a context. */
  public static int watchers() {
    return ContextChild.WATCHERS.get();
  }
}
