// Java: correct programs as they are written in earnest

// == DiningPhilosophers: never
static class Fork { int uses; }
void main() {
  var forks = new Fork[4];
  Arrays.setAll(forks, _ -> new Fork());
  var wg = new WaitGroup();
  for (int i : range(4)) {
    wg.go(() -> {
      int low = Math.min(i, (i + 1) % 4);
      int high = Math.max(i, (i + 1) % 4);
      for (int meal = 0; meal < 3; meal++) {
        synchronized (forks[low]) {
          synchronized (forks[high]) { forks[low].uses++; forks[high].uses++; }
        }
      }
    });
  }
  wg.await();
  int uses = 0;
  for (var f : forks) uses += f.uses;
  if (uses != 24) throw panic(uses);
}

// == BoundedBufferWithMonitors: never
static class Buffer<T> {
  final Object[] items = new Object[2];
  int head;
  int size;
  synchronized void put(T item) throws InterruptedException {
    while (size == items.length) wait();
    items[(head + size++) % items.length] = item;
    notifyAll();
  }
  @SuppressWarnings("unchecked")
  synchronized T take() throws InterruptedException {
    while (size == 0) wait();
    T item = (T) items[head];
    head = (head + 1) % items.length;
    size--;
    notifyAll();
    return item;
  }
}
void main() throws Exception {
  var buffer = new Buffer<int[]>();
  for (int p : range(2)) go(() -> { for (int i = 0; i < 4; i++) buffer.put(new int[] {p * 4 + i}); });
  int sum = 0;
  for (int i = 0; i < 8; i++) sum += buffer.take()[0]++;
  if (sum != 28) throw panic(sum);
}

// == BankTransfers: never
static class Account {
  final int id;
  final ReentrantLock lock = new ReentrantLock();
  long balance = 100;
  Account(int id) { this.id = id; }
}
void transfer(Account from, Account to, int amount) {
  var first = from.id < to.id ? from : to;
  var second = first == from ? to : from;
  first.lock.lock();
  try {
    second.lock.lock();
    try { from.balance -= amount; to.balance += amount; } finally { second.lock.unlock(); }
  } finally { first.lock.unlock(); }
}
void main() {
  var accounts = List.of(new Account(0), new Account(1), new Account(2));
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { for (int k = 0; k < 5; k++) transfer(accounts.get(i), accounts.get((i + 1) % 3), k); });
  wg.await();
  if (accounts.stream().mapToLong(a -> a.balance).sum() != 300) throw panic("not 300");
}

// == MergeSortOfGoroutines: never
void sort(int[] a, int from, int to) {
  if (to - from < 2) return;
  int middle = (from + to) / 2;
  var wg = new WaitGroup();
  wg.go(() -> sort(a, from, middle));
  sort(a, middle, to);
  wg.await();
  var merged = new int[to - from];
  for (int i = from, j = middle, k = 0; k < merged.length; k++) {
    merged[k] = j == to || i < middle && a[i] <= a[j] ? a[i++] : a[j++];
  }
  System.arraycopy(merged, 0, a, from, merged.length);
}
void main() {
  var a = new int[] {5, 3, 9, 1, 8, 2, 7, 4};
  sort(a, 0, a.length);
  if (!Arrays.equals(a, new int[] {1, 2, 3, 4, 5, 7, 8, 9})) throw panic(Arrays.toString(a));
}

// == Sieve: never
void main() {
  var source = Chan.<Integer>make();
  go(() -> { for (int i = 2; ; i++) source.send(i); });
  Chan<Integer> in = source;
  int sum = 0;
  for (int i = 0; i < 6; i++) {
    int prime = in.receive();
    sum += prime;
    var from = in;
    var to = Chan.<Integer>make();
    go(() -> { while (true) { int n = from.receive(); if (n % prime != 0) to.send(n); } });
    in = to;
  }
  if (sum != 2 + 3 + 5 + 7 + 11 + 13) throw panic(sum);
}

// == LifeInTwoGrids: never
void main() throws Exception {
  // Each worker writes its rows of one grid and reads its neighbours' of the other.
  int n = 6;
  var grids = new int[2][n][n];
  grids[0][2][1] = grids[0][2][2] = grids[0][2][3] = 1;
  var barrier = new CyclicBarrier(3);
  var wg = new WaitGroup();
  for (int w : range(3)) {
    wg.go(() -> {
      for (int step = 0; step < 2; step++) {
        var from = grids[step % 2];
        var to = grids[(step + 1) % 2];
        for (int y = 2 * w; y < 2 * w + 2; y++) {
          for (int x = 0; x < n; x++) {
            int around = -from[y][x];
            for (int dy = -1; dy <= 1; dy++) {
              for (int dx = -1; dx <= 1; dx++) around += from[(y + dy + n) % n][(x + dx + n) % n];
            }
            to[y][x] = around == 3 || around == 2 && from[y][x] == 1 ? 1 : 0;
          }
        }
        barrier.await();
      }
    });
  }
  wg.await();
  if (grids[0][2][1] + grids[0][2][2] + grids[0][2][3] != 3) throw panic("not back");
}

// == LockFreeStack: never
static class Stack {
  record Node(int[] value, Node next) {}
  final AtomicReference<Node> top = new AtomicReference<>();
  void push(int[] value) {
    Node old;
    do old = top.get(); while (!top.compareAndSet(old, new Node(value, old)));
  }
  int[] pop() {
    Node old;
    do {
      old = top.get();
      if (old == null) return null;
    } while (!top.compareAndSet(old, old.next()));
    return old.value();
  }
}
void main() {
  var stack = new Stack();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var cell = new int[1];
      cell[0] = i;
      stack.push(cell);
      int[] got = stack.pop();
      if (got != null) got[0]++;
    });
  }
  wg.await();
}

// == TicketLock: never
static class TicketLock {
  final AtomicInteger next = new AtomicInteger();
  volatile int serving;
  void lock() { int mine = next.getAndIncrement(); while (serving != mine) gosched(); }
  void unlock() { serving++; }
}
int x;
void main() {
  var lock = new TicketLock();
  var wg = new WaitGroup();
  for (int _ : range(4)) wg.go(() -> { lock.lock(); x++; lock.unlock(); });
  wg.await();
  if (x != 4) throw panic(x);
}

// == PetersonsLock: never
static class Peterson {
  volatile boolean zero;
  volatile boolean one;
  volatile int turn;
  void lock(int me) {
    if (me == 0) zero = true; else one = true;
    turn = 1 - me;
    while ((me == 0 ? one : zero) && turn == 1 - me) gosched();
  }
  void unlock(int me) { if (me == 0) zero = false; else one = false; }
}
int x;
void main() {
  var lock = new Peterson();
  var wg = new WaitGroup();
  for (int me : range(2)) wg.go(() -> { for (int k = 0; k < 3; k++) { lock.lock(me); x++; lock.unlock(me); } });
  wg.await();
  if (x != 6) throw panic(x);
}

// == ActorOnOneThread: never
static class Counter {
  private int n;
  private final ExecutorService mailbox = Executors.newSingleThreadExecutor();
  void add(int by) { mailbox.execute(() -> n += by); }
  int get() throws Exception { return mailbox.submit(() -> n).get(); }
  void close() { mailbox.close(); }
}
void main() throws Exception {
  var counter = new Counter();
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> counter.add(i));
  wg.await();
  if (counter.get() != 3) throw panic("lost");
  counter.close();
}

// == ObjectPool: never
static class Connection { int uses; }
void main() {
  var pool = new ArrayBlockingQueue<Connection>(2);
  for (int i = 0; i < 2; i++) pool.add(new Connection());
  var wg = new WaitGroup();
  for (int _ : range(5)) {
    wg.go(() -> {
      var c = pool.take();
      try { c.uses++; gosched(); } finally { pool.put(c); }
    });
  }
  wg.await();
  if (pool.stream().mapToInt(c -> c.uses).sum() != 5) throw panic("lost");
}

// == PublishAndSubscribe: never
static class Bus {
  final List<Consumer<int[]>> listeners = new CopyOnWriteArrayList<>();
  void publish(int[] event) { for (var l : listeners) l.accept(event); }
}
void main() {
  var bus = new Bus();
  var inbox = Chan.<int[]>make(10);
  bus.listeners.add(inbox::send);
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> bus.publish(new int[] {i}));
  wg.await();
  int sum = 0;
  for (int i = 0; i < 3; i++) sum += inbox.receive()[0]++;
  if (sum != 3) throw panic(sum);
}

// == FanOutFanIn: never
record Job(int n, int[] result) {}
void main() {
  var jobs = Chan.<Job>make(4);
  var results = Chan.<Job>make(4);
  var workers = new WaitGroup();
  for (int _ : range(3)) {
    workers.go(() -> {
      for (var job : jobs) { job.result()[0] = job.n() * job.n(); results.send(job); }
    });
  }
  go(() -> { for (int i : range(8)) jobs.send(new Job(i, new int[1])); jobs.close(); });
  go(() -> { workers.await(); results.close(); });
  int sum = 0;
  for (var job : results) sum += job.result()[0]++;
  if (sum != 140) throw panic(sum);
}

// == GracefulShutdown: never
int handled;
void main() {
  var context = Context.background().withTimeout(millis(20));
  var ticks = Time.newTicker(millis(3));
  var stopped = Chan.<Void>make();
  go(() -> {
    var running = new boolean[] {true};
    while (running[0]) {
      select(
          onReceive(ticks.c(), () -> handled++),
          onReceive(context.done(), () -> running[0] = false));
    }
    stopped.close();
  });
  stopped.receive();
  ticks.stop();
  if (handled < 5) throw panic(handled);
}

// == ParkAndUnpark: never
volatile boolean ready;
int x;
void main() throws Exception {
  var t = Thread.ofVirtual().start(() -> { while (!ready) LockSupport.park(); x++; });
  x = 1;
  ready = true;
  LockSupport.unpark(t);
  t.join();
  if (x != 2) throw panic(x);
}

// == ScopedValues: never
static final ScopedValue<int[]> REQUEST = ScopedValue.newInstance();
void handle() { REQUEST.get()[0]++; }
void main() {
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var mine = new int[] {i};
      ScopedValue.where(REQUEST, mine).run(this::handle);
      if (mine[0] != i + 1) throw panic(i);
    });
  }
  wg.await();
}

// == VirtualThreadPerRequest: never
void main() throws Exception {
  var answers = new ConcurrentLinkedQueue<int[]>();
  try (var server = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int i : range(5)) server.submit(() -> { var a = new int[1]; a[0] = i; answers.add(a); });
  }
  int sum = 0;
  for (var a : answers) sum += a[0]++;
  if (sum != 10) throw panic(sum);
}

// == InvokeAny: never
void main() throws Exception {
  var tasks = new ArrayList<Callable<int[]>>();
  for (int i : range(3)) tasks.add(() -> { sleep(millis(i)); return new int[] {i}; });
  try (var pool = Executors.newCachedThreadPool()) { pool.invokeAny(tasks)[0]++; }
}

// == FirstAnswerWins: never
void main() {
  var first = CompletableFuture.supplyAsync(() -> { sleep(millis(2)); return new int[] {1}; });
  var second = CompletableFuture.supplyAsync(() -> new int[] {2});
  ((int[]) CompletableFuture.anyOf(first, second).join())[0]++;
  first.join()[0]++;
  second.join()[0]++;
}

// == QueueDrained: never
static class Item { int value; }
void main() throws Exception {
  var queue = new LinkedBlockingQueue<Item>();
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { var item = new Item(); item.value = i; queue.add(item); });
  var items = new ArrayList<Item>();
  while (items.size() < 3) { items.add(queue.take()); queue.drainTo(items); }
  for (var item : items) item.value++;
  wg.await();
}

// == SemaphoresWithTimeouts: never
int x;
void main() {
  var one = new Semaphore(1);
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      if (!one.tryAcquire(1, TimeUnit.HOURS)) throw panic("late");
      try { x++; } finally { one.release(); }
    });
  }
  wg.await();
}

// == PhaserOfComers: never
void main() {
  var cells = new int[3];
  var phaser = new Phaser(1);
  for (int i : range(3)) {
    phaser.register();
    go(() -> { cells[i] = i; phaser.arriveAndDeregister(); });
  }
  phaser.arriveAndAwaitAdvance();
  int sum = 0;
  for (int c : cells) sum += c;
  if (sum != 3) throw panic(sum);
}

// == ConcurrentCollectors: never
void main() {
  var wg = new WaitGroup();
  var lengths = Stream.of("a", "bb", "cc").collect(Collectors.toConcurrentMap(s -> s, String::length));
  for (int i : range(2)) wg.go(() -> { lengths.merge("a", i, Integer::sum); lengths.forEach((_, _) -> {}); });
  wg.await();
}

// == LazyThroughOnce: never
static class Service {
  private final Once once = new Once();
  private Map<String, Integer> table;
  Map<String, Integer> table() {
    once.run(() -> { table = new HashMap<>(); table.put("a", 1); });
    return table;
  }
}
void main() {
  var service = new Service();
  var wg = new WaitGroup();
  for (int _ : range(4)) wg.go(() -> { if (service.table().get("a") != 1) throw panic("half made"); });
  wg.await();
}

// == ReadersAndWritersOfAMap: never
void main() {
  var map = new TreeMap<String, Integer>();
  var lock = new RWMutex();
  var wg = new WaitGroup();
  for (int i : range(2)) {
    wg.go(() -> { lock.lock(); map.merge("k" + i, 1, Integer::sum); lock.unlock(); });
    wg.go(() -> { lock.rLock(); for (var e : map.entrySet()) if (e.getValue() > 9) throw panic(e); lock.rUnlock(); });
    wg.go(() -> { try (var _ = lock.rLocked()) { int _ = map.size(); } });
  }
  wg.await();
}

// == StagesOfAPipeline: never
static class Image { final int[] pixels = new int[3]; String label; }
Chan<Image> stage(Chan<Image> in, Consumer<Image> work) {
  var out = Chan.<Image>make(1);
  go(() -> { for (var image : in) { work.accept(image); out.send(image); } out.close(); });
  return out;
}
void main() {
  var in = Chan.<Image>make();
  var out = stage(stage(in, i -> Arrays.fill(i.pixels, 7)), i -> i.label = "sum " + Arrays.stream(i.pixels).sum());
  go(() -> { for (int k = 0; k < 3; k++) in.send(new Image()); in.close(); });
  for (var image : out) if (!image.label.equals("sum 21")) throw panic(image.label);
}

// == Interruptible: never
int cleaned;
void main() throws Exception {
  var queue = new LinkedBlockingQueue<Integer>();
  var worker = Thread.ofPlatform().unstarted(() -> {
    try { while (true) queue.take(); } catch (InterruptedException e) { cleaned++; }
  });
  worker.start();
  queue.put(1);
  worker.interrupt();
  worker.join();
  if (cleaned != 1) throw panic(cleaned);
}

// == StringsBuiltByEach: never
void main() {
  var parts = new String[3];
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var text = new StringBuilder();
      for (int k = 0; k < 3; k++) text.append(i).append(',');
      parts[i] = text.toString();
    });
  }
  wg.await();
  if (!String.join("", parts).equals("0,0,0,1,1,1,2,2,2,")) throw panic(parts[0]);
}

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

// == UpdateThatOthersGetAheadOf: never
void main() {
  var current = new AtomicReference<>(new ArrayList<Integer>());
  var cells = new AtomicReferenceArray<ArrayList<Integer>>(1);
  cells.set(0, new ArrayList<>());
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> current.updateAndGet(old -> with(old, i)));
    wg.go(() -> cells.getAndUpdate(0, old -> with(old, i)));
  }
  wg.await();
  if (current.get().size() != 3) throw panic(current);
}
ArrayList<Integer> with(ArrayList<Integer> old, int value) {
  gosched();
  var more = new ArrayList<>(old);
  more.add(value);
  return more;
}

// == ComputationUnderTheLockOfABin: never
int sum;
void main() {
  var counts = new ConcurrentHashMap<String, Integer>();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> counts.compute("k", (k, n) -> {
      sum += i;
      gosched();
      sum++;
      return n == null ? 1 : n + 1;
    }));
  }
  wg.await();
  if (sum != 6) throw panic(sum);
}

// == UpdateThatCallsOut: always on calls
int calls;
void main() {
  var current = new AtomicInteger();
  var other = new AtomicInteger();
  var wg = new WaitGroup();
  wg.go(() -> current.updateAndGet(n -> { calls++; return n + 1; }));
  wg.go(() -> other.updateAndGet(n -> { calls++; return n + 1; }));
  wg.await();
}

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

