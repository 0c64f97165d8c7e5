// src/runtime/race/testdata/pool_test.go

// == TestRacePool: always on [0]
void main() {
  // A pool may drop what it is given, so once is not enough.
  for (int i = 0; i < 10; i++) {
    var c = Chan.<Integer>make();
    var pool = new Pool<>(() -> new byte[10]);
    var mine = pool.get();
    mine[0] = 1;
    pool.put(mine);
    go(() -> {
      var other = pool.get();
      other[0] = 2;
      c.send(1);
    });
    mine[0] = 3;
    c.receive();
  }
}

// == TestNoRacePool: never
void main() {
  for (int i = 0; i < 10; i++) {
    var pool = new Pool<>(() -> new byte[10]);
    var mine = pool.get();
    mine[0] = 1;
    pool.put(mine);
    go(() -> {
      var other = pool.get();
      other[0] = 2;
      pool.put(other);
    });
    sleep(millis(100));
    pool.get()[0] = 3;
  }
}
