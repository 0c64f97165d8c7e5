// Java: atomics and variable handles

// == AtomicIntegerCounts: never
void main() {
  var n = new AtomicInteger();
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { n.incrementAndGet(); n.getAndAdd(2); n.updateAndGet(k -> k + 1); });
  wg.await();
  if (n.get() != 12) throw panic(n);
}

// == AtomicBooleanAsASpinLock: never
int x;
void main() {
  var locked = new AtomicBoolean();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      while (!locked.compareAndSet(false, true)) gosched();
      x++;
      locked.set(false);
    });
  }
  wg.await();
}

// == AtomicReferenceToAStack: never
static class Node { final int value; Node next; Node(int value) { this.value = value; } }
void main() {
  var top = new AtomicReference<Node>();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var node = new Node(i);
      do node.next = top.get(); while (!top.compareAndSet(node.next, node));
    });
  }
  wg.await();
  int sum = 0;
  for (var n = top.get(); n != null; n = n.next) sum += n.value;
  if (sum != 3) throw panic(sum);
}

// == AtomicArrays: never
int x;
void main() {
  var cells = new AtomicIntegerArray(2);
  var names = new AtomicReferenceArray<String>(1);
  go(() -> { x = 1; cells.set(1, 7); });
  while (cells.get(1) != 7) gosched();
  x = 2;
  go(() -> { x = 3; names.set(0, "done"); });
  while (names.get(0) == null) gosched();
  x = 4;
}

// == Adders: never
void main() {
  var adder = new LongAdder();
  var largest = new LongAccumulator(Math::max, 0);
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { adder.add(i); largest.accumulate(i); });
  wg.await();
  if (adder.sum() != 3 || largest.get() != 2) throw panic(adder);
}

// == StampedReference: never
int x;
void main() {
  var ref = new AtomicStampedReference<>("a", 0);
  go(() -> { x = 1; ref.set("b", 1); });
  while (ref.getStamp() != 1) gosched();
  x = 2;
}

// == LazySetPublishes: never
int x;
void main() {
  var flag = new AtomicInteger();
  go(() -> { x = 1; flag.lazySet(1); });
  while (flag.getAcquire() != 1) gosched();
  x = 2;
}

// == OpaqueFlagOrdersNothing: always on x
int x;
void main() {
  var flag = new AtomicInteger();
  go(() -> { x = 1; flag.setOpaque(1); });
  while (flag.getOpaque() != 1) gosched();
  x = 2;
}

// == PlainSetOrdersNothing: always on x
int x;
void main() {
  var flag = new AtomicInteger();
  go(() -> { x = 1; flag.setPlain(1); });
  while (flag.get() != 1) gosched();
  x = 2;
}

// == AnotherAtomic: always on x
int x;
void main() {
  var mine = new AtomicBoolean();
  var yours = new AtomicBoolean();
  go(() -> { x = 1; mine.set(true); });
  sleep(millis(1));
  yours.get();
  x = 2;
}

// == AtomicReadTooEarly: sometimes on x
int x;
void main() {
  var flag = new AtomicBoolean();
  go(() -> { x = 1; flag.set(true); });
  flag.get();
  x = 2;
  sleep(millis(1));
}

// == VarHandleVolatile: never
static class Cell { int flag; int data; }
void main() throws Exception {
  var FLAG = MethodHandles.lookup().findVarHandle(Cell.class, "flag", int.class);
  var cell = new Cell();
  go(() -> { cell.data = 1; FLAG.setVolatile(cell, 1); });
  while ((int) FLAG.getVolatile(cell) != 1) gosched();
  cell.data = 2;
}

// == VarHandleReleaseAcquire: never
static class Cell { int flag; int data; }
void main() throws Exception {
  var FLAG = MethodHandles.lookup().findVarHandle(Cell.class, "flag", int.class);
  var cell = new Cell();
  go(() -> { cell.data = 1; FLAG.setRelease(cell, 1); });
  while ((int) FLAG.getAcquire(cell) != 1) gosched();
  cell.data = 2;
}

// == VarHandleOpaque: always only on data
static class Cell { int flag; int data; }
void main() throws Exception {
  // Opaque reads and writes don't race with each other, but they order nothing else.
  var FLAG = MethodHandles.lookup().findVarHandle(Cell.class, "flag", int.class);
  var cell = new Cell();
  go(() -> { cell.data = 1; FLAG.setOpaque(cell, 1); });
  while ((int) FLAG.getOpaque(cell) != 1) gosched();
  cell.data = 2;
}

// == VarHandleCompareAndSet: never
static class Cell { int lock; int data; }
void main() throws Exception {
  var LOCK = MethodHandles.lookup().findVarHandle(Cell.class, "lock", int.class);
  var cell = new Cell();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      while (!LOCK.compareAndSet(cell, 0, 1)) gosched();
      cell.data++;
      LOCK.setRelease(cell, 0);
    });
  }
  wg.await();
}

// == VarHandleOfAStatic: never
static class Cell { static int flag; static int data; }
void main() throws Exception {
  var FLAG = MethodHandles.lookup().findStaticVarHandle(Cell.class, "flag", int.class);
  go(() -> { Cell.data = 1; FLAG.setVolatile(1); });
  while ((int) FLAG.getVolatile() != 1) gosched();
  Cell.data = 2;
}

// == VarHandleOfElements: never
int data;
void main() {
  var ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
  var flags = new int[3];
  go(() -> { data = 1; ELEMENT.setRelease(flags, 2, 1); });
  while ((int) ELEMENT.getAcquire(flags, 2) != 1) gosched();
  data = 2;
}

// == AtomicArrayElementsAreSeparate: always on x
int x;
void main() {
  var cells = new AtomicLongArray(2);
  go(() -> { x = 1; cells.set(0, 1); });
  sleep(millis(1));
  cells.get(1);
  x = 2;
}

// == FieldUpdater: never
static class Task {
  static final AtomicIntegerFieldUpdater<Task> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Task.class, "state");
  volatile int state;
  int result;
}
void main() {
  var task = new Task();
  go(() -> { task.result = 42; Task.STATE.compareAndSet(task, 0, 1); });
  while (task.state != 1) gosched();
  task.result++;
}

// == VarHandlePlain: always on Cell.flag
static class Cell { int flag; }
void main() throws Exception {
  var FLAG = MethodHandles.lookup().findVarHandle(Cell.class, "flag", int.class);
  var cell = new Cell();
  var wg = new WaitGroup();
  wg.go(() -> FLAG.set(cell, 1));
  wg.go(() -> { int _ = (int) FLAG.get(cell); });
  wg.await();
}

// == VarHandleAndPlainWrite: always on Cell.n
static class Cell { int n; }
void main() throws Exception {
  var N = MethodHandles.lookup().findVarHandle(Cell.class, "n", int.class);
  var cell = new Cell();
  var wg = new WaitGroup();
  wg.go(() -> { int _ = (int) N.getAndAdd(cell, 1); });
  wg.go(() -> cell.n++);
  wg.await();
}

// == VarHandleOfElementsAndPlainElement: always on [2]
void main() {
  var ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
  var cells = new int[3];
  var wg = new WaitGroup();
  wg.go(() -> { int _ = (int) ELEMENT.getAndAdd(cells, 2, 1); });
  wg.go(() -> cells[2]++);
  wg.await();
}
