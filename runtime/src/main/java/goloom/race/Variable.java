package goloom.race;

import org.jspecify.annotations.Nullable;

/**
 * What was accessed.
 *
 * @param holder the object, array or collection that it is in; null for a static field
 * @param index which element of an array, else {@link Accesses#NONE}
 * @param site where it was accessed, which names it
 * @param field its name where the site has another; else null
 */
record Variable(@Nullable Object holder, int index, int site, @Nullable String field) {

  String name(Names names) {
    return field == null ? names.variable(site) : field;
  }
}
