/**
 * What a scheduler did, event by event: the vocabulary ({@link goloom.trace.TraceKind}), its packed
 * form, the reader and the validator. {@code docs/trace.md} is its public description.
 */
@org.jspecify.annotations.NullMarked
package goloom.trace;
