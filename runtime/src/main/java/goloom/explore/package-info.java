/**
 * The search over all that a program can do: the tree of its schedules, which steps depend on one
 * another, and the outcomes. Everything is confined to the thread that explores.
 */
@org.jspecify.annotations.NullMarked
package goloom.explore;
