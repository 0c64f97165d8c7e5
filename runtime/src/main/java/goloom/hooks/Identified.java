package goloom.hooks;

/**
 * A class of the program's, to which the rewriter has added fields for its identity hash code and
 * its monitor.
 */
@SuppressWarnings("MethodName") // Names that no program's own methods have.
public interface Identified {
  int goloom$identity();

  Monitor goloom$monitor();
}
