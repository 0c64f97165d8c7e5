/** The one JSON mapper, and the public protocol's events in JSON. */
@NullMarked
package goloom.server.json;

import org.jspecify.annotations.NullMarked;
