package goloom.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table, printed so that it reads as it is and as Markdown. */
final class Table {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... columns) {
    this.title = title;
    rows.add(List.of(columns));
  }

  void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of another width: " + List.of(cells));
    }
    rows.add(List.of(cells));
  }

  void print(PrintStream out) {
    out.println();
    out.println(title);
    out.println();
    for (int i = 0; i < rows.size(); i++) {
      out.println(line(rows.get(i)));
      if (i == 0) {
        out.println(line(rows.getFirst()).replaceAll("[^|]", "-"));
      }
    }
  }

  private String line(List<String> cells) {
    var line = new StringBuilder("|");
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      int pad = width(column) - cell.length();
      line.append(' ');
      line.append(column == 0 ? cell + " ".repeat(pad) : " ".repeat(pad) + cell);
      line.append(" |");
    }
    return line.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
