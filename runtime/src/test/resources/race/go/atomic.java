// src/runtime/race/testdata/atomic_test.go

// == TestNoRaceAtomicAddInt64: never
byte x1;
byte x2;
void main() {
  var s = new AtomicLong();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    x1 = 1;
    if (s.addAndGet(1) == 2) x2 = 1;
    done.send(true);
  });
  go(() -> {
    x2 = 1;
    if (s.addAndGet(1) == 2) x1 = 1;
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestRaceAtomicAddInt64: always
byte x1;
byte x2;
void main() {
  // The first to come touches what the second has written or will write.
  var s = new AtomicLong();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    x1 = 1;
    if (s.addAndGet(1) == 1) x2 = 1;
    done.send(true);
  });
  go(() -> {
    x2 = 1;
    if (s.addAndGet(1) == 1) x1 = 1;
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestNoRaceAtomicAddInt32: never
byte x1;
byte x2;
void main() {
  var s = new AtomicInteger();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    x1 = 1;
    if (s.incrementAndGet() == 2) x2 = 1;
    done.send(true);
  });
  go(() -> {
    x2 = 1;
    if (s.incrementAndGet() == 2) x1 = 1;
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestNoRaceAtomicLoadAddInt32: never
long x;
void main() {
  var s = new AtomicInteger();
  go(() -> { x = 2; s.addAndGet(1); });
  while (s.get() != 1) gosched();
  x = 1;
}

// == TestNoRaceAtomicLoadStoreInt32: never
long x;
void main() {
  var s = new AtomicInteger();
  go(() -> { x = 2; s.set(1); });
  while (s.get() != 1) gosched();
  x = 1;
}

// == TestNoRaceAtomicStoreCASInt32: never
long x;
void main() {
  var s = new AtomicInteger();
  go(() -> { x = 2; s.set(1); });
  while (!s.compareAndSet(1, 0)) gosched();
  x = 1;
}

// == TestNoRaceAtomicCASLoadInt32: never
long x;
void main() {
  var s = new AtomicInteger();
  go(() -> { x = 2; if (!s.compareAndSet(0, 1)) throw panic(""); });
  while (s.get() != 1) gosched();
  x = 1;
}

// == TestNoRaceAtomicCASCASInt32: never
long x;
void main() {
  var s = new AtomicInteger();
  go(() -> { x = 2; if (!s.compareAndSet(0, 1)) throw panic(""); });
  while (!s.compareAndSet(1, 0)) gosched();
  x = 1;
}

// == TestNoRaceAtomicCASCASInt32_2: never
byte x1;
byte x2;
void main() {
  // A compare-and-set that fails still learns of the one that didn't.
  var s = new AtomicInteger();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    x1 = 1;
    if (!s.compareAndSet(0, 1)) x2 = 1;
    done.send(true);
  });
  go(() -> {
    x2 = 1;
    if (!s.compareAndSet(0, 1)) x1 = 1;
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestNoRaceAtomicLoadInt64: never
int x;
void main() {
  var s = new AtomicLong();
  go(() -> { x = 2; s.getAndAdd(1); });
  while (s.get() != 1) gosched();
  x = 1;
}

// == TestNoRaceAtomicCASCASUInt64: never
long x;
void main() {
  var s = new AtomicLong();
  go(() -> { x = 2; if (!s.compareAndSet(0, 1)) throw panic(""); });
  while (!s.compareAndSet(1, 0)) gosched();
  x = 1;
}

// == TestNoRaceAtomicLoadStorePointer: never
long x;
void main() {
  var s = new AtomicReference<String>();
  String p = "p";
  go(() -> { x = 2; s.set(p); });
  while (s.get() != p) gosched();
  x = 1;
}

// == TestNoRaceAtomicStoreCASUint64: never
long x;
void main() {
  var s = new AtomicLong();
  go(() -> { x = 2; s.set(1); });
  while (!s.compareAndSet(1, 0)) gosched();
  x = 1;
}

// == TestNoRaceAtomicCrash: never
int panics;
void main() {
  var mutex = new Mutex();
  AtomicInteger none = null;
  try {
    none.addAndGet(1);
    throw panic("no panic");
  } catch (NullPointerException e) {
    mutex.lock();
    panics++;
    mutex.unlock();
  }
}

// == TestNoRaceDeferAtomicStore: never
static class Foo { final AtomicLong bar = new AtomicLong(); }
void fork(Foo f, int depth) {
  f.bar.set(1);
  try (var d = new Defer()) {
    d.call(() -> f.bar.set(0));
    if (depth > 0) for (int i = 0; i < 2; i++) go(() -> fork(new Foo(), depth - 1));
  }
}
void main() {
  fork(new Foo(), 6);
  sleep(millis(10));
}

// == TestRaceAtomicStoreLoad: always on Cell.a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { A.setVolatile(cell, 1L); done.send(true); });
  long _ = cell.a;
  done.receive();
}

// == TestRaceAtomicLoadStore: always on Cell.a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { long _ = (long) A.getVolatile(cell); done.send(true); });
  cell.a = 1;
  done.receive();
}

// == TestRaceAtomicAddLoad: always on Cell.a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { long _ = (long) A.getAndAdd(cell, 1L); done.send(true); });
  long _ = cell.a;
  done.receive();
}

// == TestRaceAtomicAddStore: always on Cell.a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { long _ = (long) A.getAndAdd(cell, 1L); done.send(true); });
  cell.a = 42;
  done.receive();
}

