package goloom.bench;

/** A program to measure: the same work each time, as often as it is told. */
public interface Sample {
  /** Does the work {@code n} times; the result depends on {@code n} alone. */
  long run(int n) throws Exception;
}
