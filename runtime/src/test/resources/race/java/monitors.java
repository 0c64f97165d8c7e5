// Java: synchronized, wait and notify, synchronized collections

// == SynchronizedBlocks: never
int x;
void main() {
  var lock = new Object();
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { synchronized (lock) { x++; } });
  wg.await();
}

// == SynchronizedMethods: never
static class Counter {
  static int all;
  int n;
  synchronized void count() { n++; }
  static synchronized void countAll() { all++; }
}
void main() {
  var counter = new Counter();
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { counter.count(); Counter.countAll(); });
  wg.await();
}

// == SynchronizedIsReentrant: never
int x;
synchronized void outer() { inner(); x++; }
synchronized void inner() { x++; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(this::outer);
  wg.await();
}

// == SynchronizedOnDifferentObjects: always on x
int x;
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    var lock = new Object();
    wg.go(() -> { synchronized (lock) { x++; } });
  }
  wg.await();
}

// == SynchronizedOnObjectAndOnClass: always on n
static class Counter {
  static int n;
  synchronized void mine() { n++; }
  static synchronized void everybodys() { n++; }
}
void main() {
  var wg = new WaitGroup();
  wg.go(() -> new Counter().mine());
  wg.go(Counter::everybodys);
  wg.await();
}

// == SynchronizedWriterOnly: always on x
int x;
synchronized void write() { x = 1; }
int read() { return x; }
void main() {
  var wg = new WaitGroup();
  wg.go(this::write);
  wg.go(() -> { int _ = read(); });
  wg.await();
}

// == SynchronizedLeftByException: never
int x;
synchronized void fail() { x++; throw new IllegalStateException("as planned"); }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> { try { fail(); } catch (IllegalStateException e) { /* as planned */ } });
  }
  wg.await();
}

// == AccessAfterTheBlock: always on x
int x;
void main() {
  var lock = new Object();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> {
      synchronized (lock) { gosched(); }
      x++;
    });
  }
  wg.await();
}

// == WaitAndNotify: never
boolean ready;
int x;
void main() throws Exception {
  var lock = new Object();
  go(() -> {
    x = 1;
    synchronized (lock) { ready = true; lock.notify(); }
  });
  synchronized (lock) { while (!ready) lock.wait(); }
  x = 2;
}

// == WaitLetsGoOfTheMonitor: never
boolean waiting;
boolean ready;
int x;
void main() throws Exception {
  var lock = new Object();
  go(() -> {
    synchronized (lock) {
      while (!waiting) lock.wait();
      x = 2;
      ready = true;
      lock.notifyAll();
    }
  });
  synchronized (lock) {
    x = 1;
    waiting = true;
    lock.notifyAll();
    while (!ready) lock.wait();
    x = 3;
  }
}

// == TimedWaitThatTimesOut: always on x
int x;
void main() throws Exception {
  // The monitor orders, the time doesn't: x is written outside.
  var lock = new Object();
  go(() -> { sleep(millis(5)); x = 1; });
  synchronized (lock) { lock.wait(50); }
  x = 2;
}

// == VectorIsSynchronized: never
void main() {
  List<Integer> vector = new Vector<>();
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> vector.add(i));
  wg.await();
}

// == HashtableOrders: never
int x;
void main() {
  var table = new Hashtable<String, Integer>();
  go(() -> { x = 1; table.put("done", 1); });
  while (!table.containsKey("done")) gosched();
  x = 2;
}

// == SynchronizedListOrders: never
int x;
void main() {
  var list = Collections.synchronizedList(new ArrayList<Integer>());
  go(() -> { x = 1; list.add(1); });
  while (list.isEmpty()) gosched();
  x = 2;
}

// == SynchronizedMapIteratedUnderItsMonitor: never
void main() {
  var map = Collections.synchronizedMap(new TreeMap<Integer, Integer>());
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> map.put(i, i));
  wg.go(() -> { synchronized (map) { for (var _ : map.keySet()) {} } });
  wg.await();
}

// == StringBufferIsSynchronized: never
void main() {
  var text = new StringBuffer();
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> text.append(i));
  wg.await();
  if (text.length() != 3) throw panic(text.toString());
}
