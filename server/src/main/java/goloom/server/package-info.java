/** The entrance. */
@NullMarked
package goloom.server;

import org.jspecify.annotations.NullMarked;
