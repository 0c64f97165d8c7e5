/** What is logged, where and how. */
@NullMarked
package goloom.server.logging;

import org.jspecify.annotations.NullMarked;
