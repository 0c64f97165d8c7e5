/** Settings: typed, documented, and strict about what they do not know. */
@NullMarked
package goloom.server.config;

import org.jspecify.annotations.NullMarked;
