package goloom.hooks;

/** A class of the program's, to which the rewriter has added a field for its identity hash code. */
public interface Identified {
  @SuppressWarnings("MethodName") // A name that no program's own method has.
  int goloom$identity();
}
