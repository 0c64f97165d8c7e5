/** The vocabulary of what a scheduler did, its recorder and its validator. */
@org.jspecify.annotations.NullMarked
package goloom.trace;
