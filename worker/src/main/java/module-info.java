/**
 * The part of the sandbox that lives inside the box, and the messages it exchanges with its parent.
 */
@org.jspecify.annotations.NullMarked
module goloom.worker {
  requires static org.jspecify;
  requires transitive goloom;

  exports goloom.worker.protocol;
}
