package goloom.scheduler;

import goloom.report.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places in a program's source that rewritten code names by number: one line of text a site,
 * {@code file⇥line⇥function⇥name}, where name is the variable that takes what is made there, or
 * empty; an access has its variable there, and the variable's number as a fifth column. Immutable.
 */
final class Sites {
  static final Sites NONE = new Sites(List.of());

  /** One place. */
  record Site(String file, int line, String function, String name, int location) {
    Frame frame() {
      return new Frame(function, file, line);
    }
  }

  private final List<Site> sites;

  private Sites(List<Site> sites) {
    this.sites = sites;
  }

  /**
   * Site 0 is the first line's; a malformed line, which only a fault of ours can make, is no site.
   */
  static Sites parse(String table) {
    List<Site> sites = new ArrayList<>();
    for (String line : table.split("\n", -1)) {
      String[] columns = line.split("\t", -1);
      if (columns.length == 4 || columns.length == 5) {
        sites.add(
            new Site(
                columns[0],
                Integer.parseInt(columns[1]),
                Stacks.goName(columns[2]),
                columns[3],
                columns.length == 5 ? Integer.parseInt(columns[4]) : 0));
      } else {
        sites.add(new Site("", 0, "", "", 0));
      }
    }
    return new Sites(List.copyOf(sites));
  }

  /** The location that each site accesses; 0 where it accesses none. */
  int[] locations() {
    return sites.stream().mapToInt(Site::location).toArray();
  }

  /** The site of that number; null for 0, for none and for one outside the table. */
  @Nullable Site at(int number) {
    if (number <= 0 || number >= sites.size()) {
      return null;
    }
    Site site = sites.get(number);
    return site.line() == 0 ? null : site;
  }
}
