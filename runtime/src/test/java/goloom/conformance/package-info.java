/** Go's own test suites for its concurrency, written anew against this library. */
@org.jspecify.annotations.NullMarked
package goloom.conformance;
