/** What a client sends in to be run or checked, made into what the sandbox takes. */
@NullMarked
package goloom.server.program;

import org.jspecify.annotations.NullMarked;
