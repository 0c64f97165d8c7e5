// Java: executors, futures, timers

// == SubmitAndGet: never
int x;
void main() throws Exception {
  try (var pool = Executors.newFixedThreadPool(2)) {
    x = 1;
    Future<Integer> result = pool.submit(() -> ++x);
    if (result.get() != 2) throw panic(x);
    x = 3;
  }
}

// == SubmitWithoutGet: always on x
int x;
void main() throws Exception {
  try (var pool = Executors.newFixedThreadPool(1)) {
    pool.submit(() -> x = 1);
    x = 2;
  }
}

// == InvokeAll: never
void main() throws Exception {
  var cells = new int[3];
  var tasks = new ArrayList<Callable<Integer>>();
  for (int i : range(3)) tasks.add(() -> ++cells[i]);
  try (var pool = Executors.newFixedThreadPool(3)) {
    int sum = 0;
    for (var done : pool.invokeAll(tasks)) sum += done.get();
    for (int c : cells) sum += c;
    if (sum != 6) throw panic(sum);
  }
}

// == CloseWaits: never
int x;
void main() {
  try (var pool = Executors.newCachedThreadPool()) { pool.execute(() -> x = 1); }
  x = 2;
}

// == AwaitTermination: never
int x;
void main() throws Exception {
  var pool = Executors.newFixedThreadPool(2);
  pool.execute(() -> x = 1);
  pool.shutdown();
  if (!pool.awaitTermination(1, TimeUnit.HOURS)) throw panic("late");
  x = 2;
}

// == SingleThreadExecutor: never
int x;
void main() {
  try (var pool = Executors.newSingleThreadExecutor()) {
    for (int i = 0; i < 3; i++) pool.execute(() -> x++);
  }
  x++;
}

// == TasksOfAPool: sometimes on x
int x;
void main() {
  // One thread may happen to run both.
  try (var pool = Executors.newFixedThreadPool(2)) {
    for (int i = 0; i < 2; i++) pool.execute(() -> { gosched(); x++; });
  }
}

// == TasksOnVirtualThreads: always on x
int x;
void main() {
  try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int i = 0; i < 2; i++) pool.submit(() -> x++);
  }
}

// == SupplyAsyncAndJoin: never
int x;
void main() {
  x = 1;
  int got = CompletableFuture.supplyAsync(() -> ++x).join();
  x = got;
}

// == DependentStages: never
int x;
void main() {
  CompletableFuture.runAsync(() -> x++)
      .thenRun(() -> x++)
      .thenRunAsync(() -> x++)
      .thenApply(_ -> x++)
      .thenCompose(n -> CompletableFuture.supplyAsync(() -> n + x++))
      .whenComplete((_, _) -> x++)
      .join();
  x++;
}

// == StagesCombined: never
int a;
int b;
void main() {
  var left = CompletableFuture.runAsync(() -> a = 1);
  var right = CompletableFuture.runAsync(() -> b = 2);
  int sum = left.thenCombine(right, (_, _) -> a + b).join();
  if (sum != 3) throw panic(sum);
}

// == AllOf: never
void main() {
  var cells = new int[3];
  var futures = new CompletableFuture<?>[3];
  for (int i : range(3)) futures[i] = CompletableFuture.runAsync(() -> cells[i] = 1);
  CompletableFuture.allOf(futures).join();
  for (int c : cells) if (c != 1) throw panic(c);
}

// == StagesSideBySide: always on x
int x;
void main() {
  var start = CompletableFuture.runAsync(() -> {});
  var one = start.thenRunAsync(() -> x++);
  var other = start.thenRunAsync(() -> x++);
  one.join();
  other.join();
}

// == StageNotWaitedFor: always on x
int x;
void main() {
  var f = CompletableFuture.runAsync(() -> {});
  f.thenRunAsync(() -> x = 1);
  f.join();
  x = 2;
  sleep(millis(1));
}

// == CompletedByHand: never
int x;
void main() {
  var f = new CompletableFuture<Integer>();
  go(() -> { x = 1; f.complete(1); });
  f.join();
  x = 2;
}

// == CompletedExceptionally: never
int x;
void main() {
  var f = new CompletableFuture<Integer>();
  go(() -> { x = 1; f.completeExceptionally(new IllegalStateException("as planned")); });
  int y = f.exceptionally(_ -> x).join();
  x = y + 1;
}

// == FutureTimedGet: never
int x;
void main() throws Exception {
  var f = CompletableFuture.runAsync(() -> { sleep(millis(5)); x = 1; });
  f.get(1, TimeUnit.HOURS);
  x = 2;
}

// == FutureGetThatTimesOut: always on x
int x;
void main() throws Exception {
  var f = CompletableFuture.runAsync(() -> { x = 1; sleep(millis(50)); });
  try { f.get(10, TimeUnit.MILLISECONDS); } catch (TimeoutException e) { x = 2; }
}

// == ScheduledOnce: never
int x;
void main() throws Exception {
  try (var pool = Executors.newScheduledThreadPool(2)) {
    x = 1;
    pool.schedule(() -> x++, 5, TimeUnit.MILLISECONDS).get();
    x++;
  }
}

// == ScheduledAgainAndAgain: never
int x;
void main() throws Exception {
  // Executions of one periodic task come one after the other, whoever runs them.
  var pool = Executors.newScheduledThreadPool(3);
  var thrice = new CountDownLatch(3);
  pool.scheduleAtFixedRate(() -> { x++; thrice.countDown(); }, 1, 1, TimeUnit.MILLISECONDS);
  thrice.await();
  pool.shutdownNow();
  pool.awaitTermination(1, TimeUnit.HOURS);
  x++;
}

// == TwoScheduledTasks: sometimes on x
int x;
void main() throws Exception {
  var pool = Executors.newScheduledThreadPool(2);
  var both = new CountDownLatch(2);
  for (int i = 0; i < 2; i++) {
    pool.schedule(() -> { x++; sleep(millis(1)); both.countDown(); }, 5, TimeUnit.MILLISECONDS);
  }
  both.await();
  pool.shutdown();
}

// == TimerTasks: never
int x;
void main() throws Exception {
  // A timer has one thread.
  var timer = new Timer();
  var done = new CountDownLatch(2);
  x = 1;
  for (int delay : new int[] {5, 6}) {
    timer.schedule(new TimerTask() {
      @Override public void run() { x++; done.countDown(); }
    }, delay);
  }
  done.await();
  timer.cancel();
  x++;
}

// == TwoTimers: always on x
int x;
void main() throws Exception {
  var done = new CountDownLatch(2);
  for (int delay : new int[] {5, 50}) {
    var timer = new Timer(true);
    timer.schedule(new TimerTask() {
      @Override public void run() { x++; done.countDown(); }
    }, delay);
  }
  done.await();
}

// == ForkJoinTasks: never
static class Sum extends RecursiveTask<Integer> {
  final int[] cells;
  final int from;
  final int to;
  Sum(int[] cells, int from, int to) { this.cells = cells; this.from = from; this.to = to; }
  @Override protected Integer compute() {
    if (to - from < 2) return ++cells[from];
    int middle = (from + to) / 2;
    var left = new Sum(cells, from, middle);
    var right = new Sum(cells, middle, to);
    left.fork();
    return right.compute() + left.join() + cells[from];
  }
}
void main() {
  var cells = new int[4];
  ForkJoinPool.commonPool().invoke(new Sum(cells, 0, 4));
  cells[3]++;
}

// == ForkJoinTasksThatShare: always on n
static class Count extends RecursiveAction {
  static int n;
  @Override protected void compute() { n++; }
}
void main() {
  var left = new Count();
  var right = new Count();
  left.fork();
  right.fork();
  left.join();
  right.join();
}

// == OnceRunsOnce: never
int x;
void main() {
  var once = new Once();
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { once.run(() -> x = 1); if (x != 1) throw panic(x); });
  wg.await();
}

// == OnceValues: never
static class Config { int port; }
void main() {
  var config = Once.value(() -> { var c = new Config(); c.port = 1; return c; });
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { if (config.get().port != 1) throw panic("half made"); });
  wg.await();
}

// == ContextsCancel: never
int x;
void main() {
  var context = Context.background().withCancel();
  go(() -> { x = 1; context.cancel(); });
  context.done().receive();
  x = 2;
}

// == ContextAfterFunc: never
int x;
void main() {
  var context = Context.background().withCancel();
  var done = Chan.<Integer>make();
  Context.afterFunc(context, () -> { x++; done.send(1); });
  x = 1;
  context.cancel();
  done.receive();
  x = 2;
}

// == ErrGroups: never
void main() throws Throwable {
  var cells = new int[3];
  var group = new ErrGroup();
  for (int i : range(3)) group.go(() -> cells[i] = 1);
  group.await();
  for (int c : cells) if (c != 1) throw panic(c);
}

// == ErrGroupSharing: always on x
int x;
void main() throws Throwable {
  var group = new ErrGroup();
  for (int _ : range(2)) group.go(() -> x++);
  group.await();
}

// == TickersDontOrderTheTicked: always on x
int x;
void main() {
  var ticker = Time.newTicker(millis(1));
  go(() -> x = 1);
  ticker.c().receive();
  x = 2;
  ticker.stop();
}

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

// == FutureTasks: never
int x;
void main() throws Exception {
  var task = new FutureTask<>(() -> x = 1);
  new Thread(task).start();
  task.get();
  x = 2;
}

