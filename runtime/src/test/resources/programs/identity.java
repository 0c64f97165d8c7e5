class Thing {}

void main() {
  var set = new HashSet<Object>();
  for (int i : range(20)) set.add(new Thing());
  int sum = 0;
  for (Object o : set) sum = 31 * sum + System.identityHashCode(o);
  IO.println(sum);
  IO.println(new Thing());
}
