package goloom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measurements by name, as the processes that measure print them. */
final class Figures {
  private final Map<String, List<Double>> byName = new TreeMap<>();

  void add(String name, double value) {
    byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** Takes the lines {@code NAME VALUE}. */
  void read(List<String> lines) {
    for (String line : lines) {
      int space = line.indexOf(' ');
      add(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
    }
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The middle value, or the mean of the two in the middle. */
  double median(String name) {
    List<Double> sorted = sorted(name);
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  /** The smallest value that {@code percent} of all do not exceed. */
  double percentile(String name, int percent) {
    List<Double> sorted = sorted(name);
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.get(Math.max(rank, 1) - 1);
  }

  private List<Double> sorted(String name) {
    var sorted = byName.getOrDefault(name, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured of " + name);
    }
    return sorted;
  }
}
