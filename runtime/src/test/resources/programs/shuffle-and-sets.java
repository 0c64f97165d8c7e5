void main() {
  var list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
  Collections.shuffle(list);
  IO.println(list);
  IO.println(new HashSet<>(list));
  IO.println(Set.of("a", "b", "c", "d", "e") + " " + Set.copyOf(list) + " " + Map.of("k", 1, "l", 2, "m", 3, "n", 4));
  for (int round : range(2_000)) { // often enough to be compiled
    int product = 0;
    for (int n : Set.of(3, 5, 7)) product = 31 * product + n;
    if (round % 1_000 == 0) IO.println(product);
  }
}
