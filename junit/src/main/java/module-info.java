/** Tests over all interleavings, for JUnit 5. */
@org.jspecify.annotations.NullMarked
module goloom.junit {
  requires static org.jspecify;
  requires goloom;
  requires transitive org.junit.jupiter.api;
  requires org.junit.platform.commons;
  requires org.opentest4j;

  exports goloom.junit;

  opens goloom.junit to
      org.junit.platform.commons;
}
