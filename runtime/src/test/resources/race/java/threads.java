// Java: threads

// == ThreadStartAndJoin: never
int x;
void main() throws Exception {
  x = 1;
  var t = new Thread(() -> x = 2);
  t.start();
  t.join();
  x = 3;
}

// == ThreadNotJoined: always on x
int x;
void main() {
  new Thread(() -> x = 1).start();
  x = 2;
}

// == ThreadSubclass: never
static class Worker extends Thread {
  int result;
  @Override public void run() { result = 42; }
}
void main() throws Exception {
  var worker = new Worker();
  worker.start();
  worker.join();
  if (worker.result != 42) throw panic(worker.result);
}

// == VirtualThreads: never
int x;
void main() throws Exception {
  var a = Thread.ofVirtual().unstarted(() -> x++);
  a.start();
  a.join();
  Thread.startVirtualThread(() -> x++).join();
  Thread.ofPlatform().start(() -> x++).join();
  x++;
}

// == TwoVirtualThreads: always on x
int x;
void main() throws Exception {
  var a = Thread.ofVirtual().start(() -> x++);
  var b = Thread.ofVirtual().start(() -> x++);
  a.join();
  b.join();
}

// == NoLongerAlive: never
int x;
void main() {
  var t = Thread.ofVirtual().start(() -> x = 1);
  while (t.isAlive()) gosched();
  x = 2;
}

// == JoinThatTimesOut: always on x
int x;
void main() throws Exception {
  var t = Thread.ofVirtual().start(() -> { sleep(millis(50)); x = 1; });
  t.join(1);
  x = 2;
  sleep(millis(100));
}

// == JoinInTime: never
int x;
void main() throws Exception {
  var t = Thread.ofVirtual().start(() -> { sleep(millis(5)); x = 1; });
  if (!t.join(Duration.ofSeconds(1))) throw panic("late");
  x = 2;
}

// == SleepOrdersNothing: always on x
int x;
void main() throws Exception {
  go(() -> x = 1);
  Thread.sleep(1_000);
  x = 2;
}

// == YieldOrdersNothing: always on x
int x;
void main() {
  go(() -> x = 1);
  for (int i = 0; i < 100; i++) { gosched(); Thread.yield(); Thread.onSpinWait(); }
  x = 2;
  sleep(millis(1));
}

// == EndOfAGoroutineOrdersNothing: always on x
int x;
void main() {
  go(() -> x = 1);
  while (numGoroutine() > 1) gosched();
  x = 2;
}

// == PrintingOrdersNothing: always on x
int x;
void main() {
  go(() -> { IO.println("a"); x = 1; IO.println("b"); });
  sleep(millis(1));
  IO.println("c");
  x = 2;
  System.out.println("d");
}

// == RandomsOrderNothing: always on x
int x;
void main() {
  go(() -> { Math.random(); x = 1; Math.random(); });
  sleep(millis(1));
  Math.random();
  System.nanoTime();
  x = 2;
}

// == ThreadLocals: never
static final ThreadLocal<int[]> OWN = ThreadLocal.withInitial(() -> new int[1]);
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      for (int k = 0; k < 5; k++) OWN.get()[0]++;
      if (OWN.get()[0] != 5) throw panic("not one's own");
    });
  }
  wg.await();
}

// == ThreadLocalOfASharedObject: always on [0]
static final int[] ALL = new int[1];
static final ThreadLocal<int[]> OWN = ThreadLocal.withInitial(() -> ALL);
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> OWN.get()[0]++);
  wg.await();
}

// == InheritedThreadLocal: never
static final InheritableThreadLocal<int[]> PATH = new InheritableThreadLocal<>();
void main() throws Exception {
  PATH.set(new int[] {1});
  var t = new Thread(() -> PATH.get()[0]++);
  t.start();
  t.join();
  PATH.get()[0]++;
}

// == UncaughtExceptionHandler: never
int x;
void main() throws Exception {
  var t = new Thread(() -> { x = 1; throw new IllegalStateException("as planned"); });
  t.setUncaughtExceptionHandler((_, _) -> x = 2);
  t.start();
  t.join();
  x = 3;
}

// == ThreadsByAFactory: always on x
int x;
void main() throws Exception {
  var factory = Thread.ofVirtual().name("worker-", 0).factory();
  var a = factory.newThread(() -> x = 1);
  var b = factory.newThread(() -> x = 2);
  a.start();
  b.start();
  a.join();
  b.join();
}

// == ThreadAndGoroutine: always on x
int x;
void main() throws Exception {
  var wg = new WaitGroup();
  wg.go(() -> x = 1);
  var t = new Thread(() -> x = 2);
  t.start();
  t.join();
  wg.await();
}

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

