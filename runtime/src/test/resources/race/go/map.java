// src/runtime/race/testdata/map_test.go

// == TestRaceMapRW: always on HashMap
void main() {
  var m = new HashMap<Integer, Integer>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.get(1); done.send(true); });
  m.put(1, 1);
  done.receive();
}

// == TestRaceMapRW2: always on HashMap
void main() {
  var m = new HashMap<Integer, Integer>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.containsKey(1); done.send(true); });
  m.put(1, 1);
  done.receive();
}

// == TestRaceMapRWArray: always on HashMap
void main() {
  var m = new HashMap<Integer, int[]>();
  m.put(1, new int[2]);
  var done = Chan.<Boolean>make(1);
  go(() -> { int _ = m.get(1)[1]; done.send(true); });
  m.put(2, new int[] {1, 2});
  done.receive();
}

// == TestNoRaceMapRR: never
void main() {
  var m = new HashMap<Integer, Integer>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.containsKey(1); done.send(true); });
  m.get(1);
  done.receive();
}

// == TestRaceMapRange: always on HashMap
void main() {
  // On some seeds the iteration itself fails, as an iteration of Java's may.
  var m = new HashMap<Integer, Integer>();
  var done = Chan.<Boolean>make(1);
  go(() -> {
    try { for (var _ : m.keySet()) {} } catch (ConcurrentModificationException e) { /* no wonder */ }
    done.send(true);
  });
  m.put(1, 1);
  done.receive();
}

// == TestRaceMapRange2: always on HashMap
void main() {
  var m = new HashMap<Integer, Integer>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.forEach((_, _) -> {}); done.send(true); });
  m.put(1, 1);
  done.receive();
}

// == TestNoRaceMapRangeRange: never
void main() {
  var m = new HashMap<Integer, Integer>();
  m.put(0, 0);
  var done = Chan.<Boolean>make(1);
  go(() -> { for (var _ : m.entrySet()) {} done.send(true); });
  for (var _ : m.values()) {}
  done.receive();
}

// == TestRaceMapLen: always on HashMap
void main() {
  var m = new HashMap<String, Boolean>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.size(); done.send(true); });
  m.put("", true);
  done.receive();
}

// == TestRaceMapDelete: always on HashMap
void main() {
  var m = new HashMap<String, Boolean>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.remove(""); done.send(true); });
  m.put("", true);
  done.receive();
}

// == TestRaceMapLenDelete: always on HashMap
void main() {
  var m = new HashMap<String, Boolean>();
  var done = Chan.<Boolean>make(1);
  go(() -> { m.remove("a"); done.send(true); });
  m.size();
  done.receive();
}

// == TestRaceMapVariable: always on .m
Map<Integer, Integer> m = new HashMap<>();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { m = new HashMap<>(); done.send(true); });
  m = new HashMap<>();
  done.receive();
}

// == TestRaceMapVariable2: always on .m
Map<Integer, Integer> m = new HashMap<>();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { m.put(1, 1); done.send(true); });
  m = new HashMap<>();
  done.receive();
}

// == TestRaceMapVariable3: always on .m
Map<Integer, Integer> m = new HashMap<>();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { m.get(1); done.send(true); });
  m = new HashMap<>();
  done.receive();
}

// == TestRaceMapLookupPartKey: always on [8]
static class Big {
  final int[] x = new int[17];
  @Override public int hashCode() { return Arrays.hashCode(x); }
  @Override public boolean equals(Object o) { return o instanceof Big b && Arrays.equals(x, b.x); }
}
void main() {
  var k = new Big();
  var m = new HashMap<Big, Boolean>();
  m.put(new Big(), true);
  var done = Chan.<Boolean>make(1);
  go(() -> { k.x[8] = 1; done.send(true); });
  m.get(k);
  done.receive();
}

// == TestRaceMapLookupPartKey2: always on x
static class Big {
  int x;
  @Override public int hashCode() { return x; }
  @Override public boolean equals(Object o) { return o instanceof Big b && x == b.x; }
}
void main() {
  var k = new Big();
  var m = new HashMap<Big, Boolean>();
  m.put(new Big(), true);
  var done = Chan.<Boolean>make(1);
  go(() -> { k.x = 1; done.send(true); });
  m.containsKey(k);
  done.receive();
}

// == TestRaceMapDeletePartKey: always on x
static class Big {
  int x;
  @Override public int hashCode() { return x; }
  @Override public boolean equals(Object o) { return o instanceof Big b && x == b.x; }
}
void main() {
  var k = new Big();
  var m = new HashMap<Big, Boolean>();
  var done = Chan.<Boolean>make(1);
  go(() -> { k.x = 1; done.send(true); });
  m.remove(k);
  done.receive();
}

// == TestRaceMapInsertPartKey: always on x
static class Big {
  int x;
  @Override public int hashCode() { return x; }
  @Override public boolean equals(Object o) { return o instanceof Big b && x == b.x; }
}
void main() {
  var k = new Big();
  var m = new HashMap<Big, Boolean>();
  var done = Chan.<Boolean>make(1);
  go(() -> { k.x = 1; done.send(true); });
  m.put(k, true);
  done.receive();
}

// == TestRaceMapAssignMultipleReturn: always on [0]
void main() {
  var m = new HashMap<Integer, int[]>();
  m.put(1, new int[] {0});
  var done = Chan.<Boolean>make(1);
  go(() -> { m.get(1)[0] = 42; done.send(true); });
  int _ = m.get(1)[0];
  done.receive();
}
