// Java: concurrent maps

// == ConcurrentHashMapPublishes: never
static class Item { int value; }
void main() {
  var map = new ConcurrentHashMap<String, Item>();
  go(() -> {
    var item = new Item();
    item.value = 1;
    map.put("k", item);
  });
  Item item;
  while ((item = map.get("k")) == null) gosched();
  item.value++;
}

// == ConcurrentHashMapCounts: never
void main() {
  var map = new ConcurrentHashMap<String, Integer>();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> { map.merge("k", 1, Integer::sum); for (var _ : map.entrySet()) {} });
  }
  wg.await();
  if (map.get("k") != 3) throw panic(map);
}

// == ConcurrentMapOfMutables: always on value
static class Item { int value; }
void main() {
  var map = new ConcurrentHashMap<String, Item>();
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> map.computeIfAbsent("k", _ -> new Item()).value++);
  wg.await();
}

// == ConcurrentSkipLists: never
static class Item { int value; }
void main() {
  var map = new ConcurrentSkipListMap<Integer, Item>();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var item = new Item();
      item.value = i;
      map.put(i, item);
      for (var each : map.values()) if (each.value > 2) throw panic(each.value);
    });
  }
  wg.await();
}

// == ConcurrentSets: never
int x;
void main() {
  Set<String> seen = ConcurrentHashMap.newKeySet();
  go(() -> { x = 1; seen.add("done"); });
  while (!seen.contains("done")) gosched();
  x = 2;
}

// == SyncMaps: never
static class Item { int value; }
void main() {
  var map = new SyncMap<String, Item>();
  go(() -> {
    var item = new Item();
    item.value = 1;
    map.store("k", item);
  });
  Item item;
  while ((item = map.load("k")) == null) gosched();
  item.value++;
}

// == SyncMapLoadOrStore: never
static class Item { int value; }
void main() {
  var map = new SyncMap<String, Item>();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      var mine = new Item();
      mine.value = 7;
      var got = map.loadOrStore("k", mine);
      if (got.value().value != 7) throw panic("half made");
    });
  }
  wg.await();
}

// == HashMapUnderALock: never
void main() {
  var counts = new HashMap<String, Integer>();
  var mu = new Mutex();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      try (var _ = mu.locked()) {
        counts.merge("k", 1, Integer::sum);
        for (var e : counts.entrySet()) e.setValue(e.getValue());
      }
    });
  }
  wg.await();
  if (counts.get("k") != 3) throw panic(counts);
}

// == ConcurrentHashMapCompute: never
static class Item { int value; }
void main() {
  // One key's computations exclude each other.
  var map = new ConcurrentHashMap<String, Item>();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      map.computeIfAbsent("k", _ -> new Item());
      map.compute("k", (_, item) -> { item.value++; return item; });
    });
  }
  wg.await();
  if (map.get("k").value != 3) throw panic("lost");
}

