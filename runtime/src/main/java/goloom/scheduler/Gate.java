package goloom.scheduler;

/**
 * Whether an operation that may have to wait could go on now. Looked at often: quick, no effect.
 */
@FunctionalInterface
public interface Gate {
  boolean open();
}
