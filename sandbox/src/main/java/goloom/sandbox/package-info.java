/** Compiles and runs strangers' programs: images, boxes, pools, limits, verdicts. */
@NullMarked
package goloom.sandbox;

import org.jspecify.annotations.NullMarked;
