// Java: volatile

// == VolatileFlagPublishes: never
int data;
volatile boolean ready;
void main() {
  go(() -> { data = 1; ready = true; });
  while (!ready) gosched();
  if (data != 1) throw panic(data);
}

// == PlainFlag: always on ready
boolean ready;
void main() {
  go(() -> ready = true);
  while (!ready) gosched();
}

// == VolatileCounter: never
volatile int n;
void main() {
  // Counts may be lost, but that is another mistake.
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> n++);
  wg.await();
}

// == StaticVolatile: never
static class Shared { static volatile boolean ready; static int data; }
void main() {
  go(() -> { Shared.data = 1; Shared.ready = true; });
  while (!Shared.ready) gosched();
  Shared.data = 2;
}

// == VolatileReadTooEarly: sometimes on data
int data;
volatile int flag;
void main() {
  go(() -> { data = 1; flag = 1; });
  int _ = flag;
  int _ = data;
  sleep(millis(1));
}

// == WriteAfterTheFlag: always on data
int data;
volatile boolean ready;
void main() {
  go(() -> { ready = true; data = 1; });
  while (!ready) gosched();
  data = 2;
  sleep(millis(1));
}

// == ElementsOfAVolatileArray: always on [0]
volatile int[] counts = new int[1];
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> counts[0]++);
  wg.await();
}

// == VolatileReferencePublishes: never
static class Node { int value; }
volatile Node node;
void main() {
  go(() -> {
    var mine = new Node();
    mine.value = 1;
    node = mine;
  });
  while (node == null) gosched();
  node.value = 2;
}

// == DoubleCheckedLocking: never
static class Config { int port; Config() { port = 8080; } }
volatile Config config;
Config config() {
  if (config == null) {
    synchronized (this) {
      if (config == null) config = new Config();
    }
  }
  return config;
}
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { if (config().port != 8080) throw panic("half made"); });
  wg.await();
}

// == DoubleCheckedLockingWithoutVolatile: always on config
static class Config { int port; Config() { port = 8080; } }
Config config;
Config config() {
  if (config == null) {
    synchronized (this) {
      if (config == null) config = new Config();
    }
  }
  return config;
}
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> config());
  wg.await();
}

// == VolatileOfAnotherObject: always on data
static class Flag { volatile boolean up; }
int data;
void main() {
  var mine = new Flag();
  var yours = new Flag();
  go(() -> { data = 1; mine.up = true; });
  yours.up = true;
  boolean _ = yours.up;
  data = 2;
  sleep(millis(1));
}
