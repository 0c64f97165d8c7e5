/** The example programs. */
@NullMarked
package goloom.server.examples;

import org.jspecify.annotations.NullMarked;
