/**
 * Go's concurrency for Java: goroutines, channels, select, and a scheduler that can be replayed.
 */
@org.jspecify.annotations.NullMarked
module goloom {
  requires static java.logging;
  requires static org.jspecify;

  exports goloom;
  exports goloom.explore to
      goloom.junit,
      goloom.worker;
  exports goloom.instrument to
      goloom.junit,
      goloom.worker;
  exports goloom.report to
      goloom.junit,
      goloom.worker;
  exports goloom.scheduler to
      goloom.junit,
      goloom.worker;
  exports goloom.trace to
      goloom.worker;
}
