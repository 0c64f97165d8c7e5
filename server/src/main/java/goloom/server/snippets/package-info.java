/** Shared snippets: their ids and where they are kept. */
@NullMarked
package goloom.server.snippets;

import org.jspecify.annotations.NullMarked;
