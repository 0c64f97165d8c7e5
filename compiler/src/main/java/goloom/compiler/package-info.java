/** Compiles, checks, formats and completes snippets; runs alone in a box of its own. */
@NullMarked
package goloom.compiler;

import org.jspecify.annotations.NullMarked;
