// Java: collections that are not thread-safe, one variable each

// == ArrayListAddAdd: always on ArrayList
void main() {
  var list = new ArrayList<Integer>();
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> list.add(i));
  wg.await();
}

// == ArrayListAddGet: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1));
  var wg = new WaitGroup();
  wg.go(() -> list.add(2));
  wg.go(() -> { int _ = list.get(0); });
  wg.await();
}

// == ArrayListGetGet: never
void main() {
  var list = new ArrayList<>(List.of(1, 2, 3));
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      int sum = list.get(i) + list.size() + list.indexOf(2);
      for (int n : list) sum += n;
      sum += list.stream().mapToInt(n -> n).sum();
      if (list.contains(4) || sum < 0 || list.toString().isEmpty()) throw panic(sum);
    });
  }
  wg.await();
}

// == ListThroughItsInterface: always on ArrayList
void main() {
  List<Integer> list = new ArrayList<>();
  Collection<Integer> same = list;
  var wg = new WaitGroup();
  wg.go(() -> list.add(1));
  wg.go(() -> same.remove(1));
  wg.await();
}

// == ListIteratedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> {
    try { for (int n : list) if (n > 9) throw panic(n); } catch (ConcurrentModificationException e) { /* no wonder */ }
  });
  wg.go(() -> list.add(3));
  wg.await();
}

// == ListCopiedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> { List<Integer> _ = List.copyOf(list); });
  wg.go(() -> list.add(3));
  wg.await();
}

// == ListAddedToAnother: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var own = new ArrayList<Integer>();
  var wg = new WaitGroup();
  wg.go(() -> own.addAll(list));
  wg.go(() -> list.add(3));
  wg.await();
}

// == ListSortedWhileRead: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(2, 1));
  var wg = new WaitGroup();
  wg.go(() -> Collections.sort(list));
  wg.go(() -> { int _ = list.getFirst(); });
  wg.await();
}

// == ListSortedByItselfWhileRead: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(2, 1));
  var wg = new WaitGroup();
  wg.go(() -> list.sort(Comparator.naturalOrder()));
  wg.go(() -> { int _ = list.get(1); });
  wg.await();
}

// == ListStreamedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> {
    try { int _ = list.stream().mapToInt(n -> n).sum(); } catch (ConcurrentModificationException e) { /* no wonder */ }
  });
  wg.go(() -> list.add(3));
  wg.await();
}

// == ListUnderALock: never
void main() {
  var list = new ArrayList<Integer>();
  var mu = new Mutex();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      mu.lock();
      list.add(i);
      mu.unlock();
    });
  }
  wg.await();
  if (list.size() != 3) throw panic(list);
}

// == ListHandedOver: never
void main() {
  var c = Chan.<List<Integer>>make();
  go(() -> {
    var list = new ArrayList<Integer>();
    list.add(1);
    c.send(list);
  });
  var list = c.receive();
  list.add(2);
}

// == ListsOfEach: never
void main() {
  var all = new ArrayList<List<Integer>>();
  for (int i = 0; i < 3; i++) all.add(new ArrayList<>());
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> all.get(i).add(i));
  wg.await();
}

// == UnmodifiableLists: never
void main() {
  var list = List.of(1, 2, 3);
  var map = Map.of("a", 1);
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { if (list.get(0) != map.get("a")) throw panic(list); });
  wg.await();
}

// == LinkedListAddPoll: always on LinkedList
void main() {
  Deque<Integer> list = new LinkedList<>();
  var wg = new WaitGroup();
  wg.go(() -> list.addLast(1));
  wg.go(() -> list.pollFirst());
  wg.await();
}

// == ArrayDequePushPop: always on ArrayDeque
void main() {
  var stack = new ArrayDeque<Integer>();
  var wg = new WaitGroup();
  wg.go(() -> stack.push(1));
  wg.go(() -> stack.pollLast());
  wg.await();
}

// == PriorityQueueOfferPeek: always on PriorityQueue
void main() {
  var queue = new PriorityQueue<Integer>();
  var wg = new WaitGroup();
  wg.go(() -> queue.offer(1));
  wg.go(() -> queue.peek());
  wg.await();
}

// == HashSetAddContains: always on HashSet
void main() {
  var set = new HashSet<String>();
  var wg = new WaitGroup();
  wg.go(() -> set.add("a"));
  wg.go(() -> set.contains("a"));
  wg.await();
}

// == TreeMapPutFirst: always on TreeMap
void main() {
  var map = new TreeMap<Integer, String>();
  var wg = new WaitGroup();
  wg.go(() -> map.put(1, "a"));
  wg.go(() -> map.firstEntry());
  wg.await();
}

// == LinkedHashMapMerge: always on LinkedHashMap
void main() {
  Map<String, Integer> map = new LinkedHashMap<>();
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> map.merge("k", 1, Integer::sum));
  wg.await();
}

// == HashMapComputeIfAbsent: always on HashMap
void main() {
  var map = new HashMap<String, List<Integer>>();
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> map.computeIfAbsent("k", _ -> new ArrayList<>()));
  wg.await();
}

// == HashMapEntriesWhilePut: always on HashMap
void main() {
  var map = new HashMap<>(Map.of("a", 1));
  var wg = new WaitGroup();
  wg.go(() -> {
    try { for (var e : map.entrySet()) if (e.getValue() > 9) throw panic(e); } catch (ConcurrentModificationException e) { /* no wonder */ }
  });
  wg.go(() -> map.put("b", 2));
  wg.await();
}

// == EnumMapPutPut: always on EnumMap
enum Day { MONDAY, TUESDAY }
void main() {
  var map = new EnumMap<Day, Integer>(Day.class);
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> map.put(Day.values()[i], i));
  wg.await();
}

// == BitSetSetSet: always on BitSet
void main() {
  var bits = new BitSet();
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> bits.set(i));
  wg.await();
}

// == ConcurrentCollectionsOnly: never
void main() {
  var list = new CopyOnWriteArrayList<Integer>();
  var map = new ConcurrentHashMap<Integer, Integer>();
  var queue = new ConcurrentLinkedQueue<Integer>();
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { list.add(i); map.put(i, i); queue.add(i); });
  wg.await();
}

// == ListPrintedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> IO.println(list));
  wg.go(() -> list.add(3));
  wg.await();
}

// == ListConcatenatedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> { String _ = "list: " + list; });
  wg.go(() -> list.add(3));
  wg.await();
}

// == ListPassedToAConstructorWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> { var _ = new LinkedList<>(list); });
  wg.go(() -> list.add(3));
  wg.await();
}

