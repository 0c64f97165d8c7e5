package goloom.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small program, and whether a data race is to be reported in it.
 *
 * <p>Cases stand together in files under {@code /race}. The first line of a file says where its
 * cases come from; each case begins with a line
 *
 * <pre>{@code // == Name: always on x}</pre>
 *
 * @param name its name, and that of the program's class
 * @param expected when
 * @param on what the location of such a race contains; empty where that doesn't matter
 * @param only whether no other race may be reported
 * @param source the program, a compact source file without imports
 */
record RaceCase(String name, Expected expected, String on, boolean only, String source) {

  /** On which seeds a race is to be reported. */
  enum Expected {
    /** On none. */
    NEVER,
    /** On one at least: it takes a certain order to be seen. */
    SOMETIMES,
    /** On each: no order hides it. */
    ALWAYS
  }

  /** The cases of one file. */
  record Table(String origin, List<RaceCase> cases) {}

  private static final Pattern HEADER =
      Pattern.compile("(?m)^// == (\\w+): (never|sometimes|always)(?:( only)? on (.+))?$");

  /** Reads a file of cases, such as {@code go/chan}. */
  static Table read(String file) {
    String text = text("/race/" + file + ".java");
    List<RaceCase> cases = new ArrayList<>();
    Matcher header = HEADER.matcher(text);
    boolean more = header.find();
    while (more) {
      String name = header.group(1);
      Expected expected = Expected.valueOf(header.group(2).toUpperCase(java.util.Locale.ROOT));
      String on = header.group(4) == null ? "" : header.group(4);
      boolean only = header.group(3) != null;
      int from = header.end() + 1;
      more = header.find();
      cases.add(
          new RaceCase(
              name,
              expected,
              on,
              only,
              text.substring(from, more ? header.start() : text.length())));
    }
    if (text.split("\n// == ", -1).length != cases.size() + 1) {
      throw new IllegalArgumentException("a case's first line can't be read in " + file);
    }
    return new Table(text.lines().findFirst().orElseThrow().substring(3), List.copyOf(cases));
  }

  private static String text(String resource) {
    try (var bytes = RaceCase.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalArgumentException("no cases: " + resource);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
