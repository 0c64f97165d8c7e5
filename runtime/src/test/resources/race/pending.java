// Cases that the detector doesn't agree with yet; a line @@ says which file each belongs to
@@ go/atomic.java
// == TestRaceAtomicStoreLoad: always on a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { A.setVolatile(cell, 1L); done.send(true); });
  long _ = cell.a;
  done.receive();
}

@@ go/atomic.java
// == TestRaceAtomicLoadStore: always on a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { long _ = (long) A.getVolatile(cell); done.send(true); });
  cell.a = 1;
  done.receive();
}

@@ go/atomic.java
// == TestRaceAtomicAddLoad: always on a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { long _ = (long) A.getAndAdd(cell, 1L); done.send(true); });
  long _ = cell.a;
  done.receive();
}

@@ go/atomic.java
// == TestRaceAtomicAddStore: always on a
static class Cell { long a; }
void main() throws Exception {
  var A = MethodHandles.lookup().findVarHandle(Cell.class, "a", long.class);
  var cell = new Cell();
  var done = Chan.<Boolean>make();
  go(() -> { long _ = (long) A.getAndAdd(cell, 1L); done.send(true); });
  cell.a = 42;
  done.receive();
}

@@ java/arrays.java
// == StringOfChars: always on [0]
void main() {
  var chars = new char[] {'a', 'b'};
  var wg = new WaitGroup();
  wg.go(() -> { String _ = new String(chars); });
  wg.go(() -> chars[0] = 'z');
  wg.await();
}

@@ java/arrays.java
// == LoopNamesTheArray: always on cells[
void main() {
  var cells = new int[3];
  var wg = new WaitGroup();
  wg.go(() -> { int sum = 0; for (int c : cells) sum += c; if (sum > 9) gosched(); });
  wg.go(() -> Arrays.setAll(cells, _ -> 1));
  wg.await();
}

@@ java/atomics.java
// == AtomicArrayElementsAreSeparate: always on x
int x;
void main() {
  var cells = new AtomicLongArray(2);
  go(() -> { x = 1; cells.set(0, 1); });
  sleep(millis(1));
  cells.get(1);
  x = 2;
}

@@ java/atomics.java
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

@@ java/atomics.java
// == VarHandlePlain: always on flag
static class Cell { int flag; }
void main() throws Exception {
  var FLAG = MethodHandles.lookup().findVarHandle(Cell.class, "flag", int.class);
  var cell = new Cell();
  var wg = new WaitGroup();
  wg.go(() -> FLAG.set(cell, 1));
  wg.go(() -> { int _ = (int) FLAG.get(cell); });
  wg.await();
}

@@ java/atomics.java
// == VarHandleAndPlainWrite: always on n
static class Cell { int n; }
void main() throws Exception {
  var N = MethodHandles.lookup().findVarHandle(Cell.class, "n", int.class);
  var cell = new Cell();
  var wg = new WaitGroup();
  wg.go(() -> { int _ = (int) N.getAndAdd(cell, 1); });
  wg.go(() -> cell.n++);
  wg.await();
}

@@ java/atomics.java
// == VarHandleOfElementsAndPlainElement: always on [2]
void main() {
  var ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
  var cells = new int[3];
  var wg = new WaitGroup();
  wg.go(() -> { int _ = (int) ELEMENT.getAndAdd(cells, 2, 1); });
  wg.go(() -> cells[2]++);
  wg.await();
}
@@ java/classes.java
// == FinalFieldsOfAnUnsafelyPublished: always only on shared
static class Point {
  final int x;
  final int[] more;
  Point(int x) { this.x = x; more = new int[] {x}; }
}
Point shared;
void main() {
  // The reference is raced for; what the constructor put into final fields is not.
  go(() -> shared = new Point(7));
  while (shared == null) gosched();
  if (shared.x + shared.more[0] != 14) throw panic("half made");
}

@@ java/classes.java
// == InitialisersOfSuperclassAndInterface: never
interface Settings { int[] LIMITS = {1, 2}; }
static class Base { static int[] seed = {3}; }
static class Derived extends Base implements Settings { static int[] own = {4}; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      if (new Derived().hashCode() == 0) gosched();
      if (Derived.own[0] + Derived.seed[0] + Derived.LIMITS[1] != 9) throw panic("half made");
    });
  }
  wg.await();
}

@@ java/collections.java
// == ListPrintedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> IO.println(list));
  wg.go(() -> list.add(3));
  wg.await();
}

@@ java/collections.java
// == ListConcatenatedWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> { String _ = "list: " + list; });
  wg.go(() -> list.add(3));
  wg.await();
}

@@ java/collections.java
// == ListPassedToAConstructorWhileAdded: always on ArrayList
void main() {
  var list = new ArrayList<>(List.of(1, 2));
  var wg = new WaitGroup();
  wg.go(() -> { var _ = new LinkedList<>(list); });
  wg.go(() -> list.add(3));
  wg.await();
}

@@ java/executors.java
// == CompletionService: never
void main() throws Exception {
  try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
    var done = new ExecutorCompletionService<int[]>(pool);
    for (int i : range(3)) done.submit(() -> { var cell = new int[1]; cell[0] = i; return cell; });
    int sum = 0;
    for (int i = 0; i < 3; i++) sum += done.take().get()[0]++;
    if (sum != 3) throw panic(sum);
  }
}

@@ java/executors.java
// == FutureTasks: never
int x;
void main() throws Exception {
  var task = new FutureTask<>(() -> x = 1);
  new Thread(task).start();
  task.get();
  x = 2;
}

@@ java/idioms.java
// == Memoizer: never
static class Memo {
  final ConcurrentHashMap<Integer, Future<long[]>> cache = new ConcurrentHashMap<>();
  long[] get(int n) throws Exception {
    var task = new FutureTask<>(() -> new long[] {n * (long) n});
    var earlier = cache.putIfAbsent(n, task);
    if (earlier == null) { task.run(); return task.get(); }
    return earlier.get();
  }
}
void main() {
  var memo = new Memo();
  var wg = new WaitGroup();
  for (int i : range(6)) wg.go(() -> { if (memo.get(i % 2)[0] != i % 2) throw panic(i); });
  wg.await();
}

@@ java/idioms.java
// == SnapshotsOfConfiguration: never
record Config(Map<String, Integer> values) {
  Config with(String key, int value) {
    var more = new HashMap<>(values);
    more.put(key, value);
    return new Config(more);
  }
}
void main() {
  var current = new AtomicReference<>(new Config(new HashMap<>()));
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> current.updateAndGet(c -> c.with("k" + i, i)));
    wg.go(() -> { int sum = 0; for (int v : current.get().values().values()) sum += v; if (sum > 3) throw panic(sum); });
  }
  wg.await();
}

@@ java/idioms.java
// == FuturesHandled: never
int x;
void main() {
  CompletableFuture.supplyAsync(() -> { x++; if (x > 0) throw new IllegalStateException("as planned"); return 1; })
      .handle((_, _) -> x++)
      .thenAccept(_ -> x++)
      .orTimeout(1, TimeUnit.HOURS)
      .exceptionally(_ -> null)
      .join();
  x++;
}

@@ java/idioms.java
// == SubmissionPublishers: never
void main() throws Exception {
  var got = new ArrayList<Integer>();
  var done = new CountDownLatch(1);
  try (var publisher = new SubmissionPublisher<Integer>(Executors.newVirtualThreadPerTaskExecutor(), 4)) {
    publisher.subscribe(new Flow.Subscriber<Integer>() {
      Flow.Subscription subscription;
      @Override public void onSubscribe(Flow.Subscription s) { subscription = s; s.request(1); }
      @Override public void onNext(Integer n) { got.add(n); subscription.request(1); }
      @Override public void onError(Throwable t) { done.countDown(); }
      @Override public void onComplete() { done.countDown(); }
    });
    for (int i = 0; i < 3; i++) publisher.submit(i);
  }
  done.await();
  if (got.size() != 3) throw panic(got);
}

@@ java/locks.java
// == BarrierAction: never
void main() {
  var cells = new int[2];
  var total = new int[1];
  var barrier = new CyclicBarrier(2, () -> { for (int c : cells) total[0] += c; });
  var wg = new WaitGroup();
  for (int i : range(2)) {
    wg.go(() -> {
      cells[i] = i + 1;
      barrier.await();
      if (total[0] != 3) throw panic(total[0]);
    });
  }
  wg.await();
}

@@ java/locks.java
// == StampedLockReadOptimistically: sometimes on x
int x;
void main() {
  // A race: to ask afterwards whether it did harm makes it none.
  var lock = new StampedLock();
  var wg = new WaitGroup();
  wg.go(() -> { long s = lock.writeLock(); x = 1; lock.unlockWrite(s); });
  wg.go(() -> {
    long s = lock.tryOptimisticRead();
    int now = x;
    if (s == 0 || !lock.validate(s)) now = 0;
    if (now > 1) throw panic(now);
  });
  wg.await();
}
@@ java/maps.java
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

@@ java/text.java
// == StringBuilderPrintedWhileAppended: always on StringBuilder
void main() {
  var text = new StringBuilder("a");
  var wg = new WaitGroup();
  wg.go(() -> text.append("b"));
  wg.go(() -> IO.println(text));
  wg.await();
}

@@ java/threads.java
// == InterruptOrders: never
int x;
void main() throws Exception {
  var t = Thread.ofVirtual().start(() -> {
    try { Thread.sleep(10_000); } catch (InterruptedException e) { x = 2; }
  });
  x = 1;
  t.interrupt();
  t.join();
}

