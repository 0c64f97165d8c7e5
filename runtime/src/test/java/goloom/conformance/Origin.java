package goloom.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The case of Go's own suites whose promise a test method checks here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Origin.All.class)
public @interface Origin {
  /** The file in Go's source tree, {@code src/runtime/chan_test.go}. */
  String file();

  /** The case in it: a test function, or, where the file is one program, a part of it. */
  String name();

  /** Several origins of one test method. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {
    /** They. */
    Origin[] value();
  }
}
