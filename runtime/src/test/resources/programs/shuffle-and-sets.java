void main() {
  var list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
  Collections.shuffle(list);
  IO.println(list);
  IO.println(new HashSet<>(list));
}
