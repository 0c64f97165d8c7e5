/** The HTTP and WebSocket face. */
@NullMarked
package goloom.server.http;

import org.jspecify.annotations.NullMarked;
