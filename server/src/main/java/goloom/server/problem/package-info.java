/** Refusals, as RFC 9457 has them. */
@NullMarked
package goloom.server.problem;

import org.jspecify.annotations.NullMarked;
