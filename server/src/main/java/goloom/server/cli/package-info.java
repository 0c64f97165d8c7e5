/** The command line. */
@NullMarked
package goloom.server.cli;

import org.jspecify.annotations.NullMarked;
