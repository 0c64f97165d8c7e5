/**
 * Tests over all interleavings: {@link goloom.junit.Explore} in the place of {@code @Test}.
 *
 * <p>A test's classes are rewritten in a class loader of the extension's own and searched by {@code
 * goloom.explore}.
 */
package goloom.junit;
