/**
 * Rewrites a user's classes so that the scheduler governs them: a pure function from bytes to
 * bytes, on the JDK's own {@code java.lang.classfile}. What the rewritten code calls is in {@code
 * goloom.hooks}.
 */
package goloom.instrument;
