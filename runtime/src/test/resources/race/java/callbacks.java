// Java: hash codes, comparisons and texts that the JDK asks the program for

// == HashSetAsksForHashCodes: always on id
static class Key {
  int id;
  @Override public int hashCode() { return id; }
  @Override public boolean equals(Object o) { return o instanceof Key k && k.id == id; }
}
void main() {
  var key = new Key();
  var wg = new WaitGroup();
  wg.go(() -> new HashSet<Key>().add(key));
  wg.go(() -> key.id = 1);
  wg.await();
}

// == ObjectsHashAsks: always on id
static class Key { int id; @Override public int hashCode() { return id; } }
void main() {
  var key = new Key();
  var wg = new WaitGroup();
  wg.go(() -> { int _ = Objects.hash(key, 1); });
  wg.go(() -> key.id = 1);
  wg.await();
}

// == ListAsksForEquality: always on id
static class Key { int id; @Override public boolean equals(Object o) { return o instanceof Key k && k.id == id; } @Override public int hashCode() { return 1; } }
void main() {
  var key = new Key();
  var list = List.of(new Key());
  var wg = new WaitGroup();
  wg.go(() -> { boolean _ = list.contains(key); });
  wg.go(() -> key.id = 1);
  wg.await();
}

// == SortAsksTheComparator: always on size
static class Box { int size; }
void main() {
  var a = new Box();
  var wg = new WaitGroup();
  wg.go(() -> { var list = new ArrayList<>(List.of(a, new Box())); list.sort(Comparator.comparingInt(b -> b.size)); });
  wg.go(() -> a.size = 1);
  wg.await();
}

// == TreeMapAsksCompareTo: always on rank
static class Card implements Comparable<Card> {
  int rank;
  @Override public int compareTo(Card other) { return Integer.compare(rank, other.rank); }
}
void main() {
  var card = new Card();
  var wg = new WaitGroup();
  wg.go(() -> { var map = new TreeMap<Card, Integer>(); map.put(new Card(), 1); map.put(card, 2); });
  wg.go(() -> card.rank = 3);
  wg.await();
}

// == PrintAsksForTexts: always on name
static class Person { String name = "a"; @Override public String toString() { return name; } }
void main() {
  var person = new Person();
  var wg = new WaitGroup();
  wg.go(() -> IO.println(person));
  wg.go(() -> person.name = "b");
  wg.await();
}

// == ConcatenationAsksForTexts: always on name
static class Person { String name = "a"; @Override public String toString() { return name; } }
void main() {
  var person = new Person();
  var wg = new WaitGroup();
  wg.go(() -> { String _ = "person " + person; });
  wg.go(() -> person.name = "b");
  wg.await();
}

// == RecordAsksItsComponents: always on id
static class Key { int id; @Override public int hashCode() { return id; } }
record Pair(Key left, Key right) {}
void main() {
  var key = new Key();
  var pair = new Pair(key, new Key());
  var wg = new WaitGroup();
  wg.go(() -> { int _ = pair.hashCode(); });
  wg.go(() -> key.id = 1);
  wg.await();
}

// == IdentityHashCodes: never
static class Plain {}
void main() {
  var a = new Plain();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var set = new HashSet<Object>();
      set.add(a);
      if (!set.contains(a) || a.hashCode() != System.identityHashCode(a)) throw panic(i);
      if (a.toString().isEmpty()) throw panic(i);
    });
  }
  wg.await();
}

// == CallbacksUnderALock: never
static class Key {
  int id;
  @Override public int hashCode() { return id; }
  @Override public boolean equals(Object o) { return o instanceof Key k && k.id == id; }
}
void main() {
  var key = new Key();
  var lock = new Object();
  var wg = new WaitGroup();
  wg.go(() -> { synchronized (lock) { new HashSet<Key>().add(key); } });
  wg.go(() -> { synchronized (lock) { key.id = 1; } });
  wg.await();
}
