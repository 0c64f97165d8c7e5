package goloom.explore;

import org.jspecify.annotations.Nullable;

/**
 * Something that the world outside sees: a print, or the end of the program. Which comes first of
 * two that nothing orders makes two outcomes of one execution.
 */
record Happening(Step step, @Nullable Printed print, @Nullable End end) {

  /** How often the clock had moved: what came before a move comes before what came after it. */
  int moves() {
    return print != null ? print.moves() : end != null ? end.moves() : 0;
  }
}
