// src/runtime/race/testdata/chan_test.go

// == TestNoRaceChanSync: never
int v;
void main() {
  var c = Chan.<Integer>make();
  go(() -> { v = 1; c.send(0); });
  c.receive();
  v = 2;
}

// == TestNoRaceChanSyncRev: never
int v;
void main() {
  // An unbuffered channel orders both ways: what comes before the receive comes before what
  // follows the send.
  var c = Chan.<Integer>make();
  go(() -> { c.send(0); v = 2; });
  v = 1;
  c.receive();
}

// == TestNoRaceChanAsync: never
int v;
void main() {
  var c = Chan.<Integer>make(10);
  go(() -> { v = 1; c.send(0); });
  c.receive();
  v = 2;
}

// == TestRaceChanAsyncRev: always on v
int v;
void main() {
  // With room in the buffer nobody waits for the receiver.
  var c = Chan.<Integer>make(10);
  go(() -> { c.send(0); v = 1; });
  v = 2;
  c.receive();
  sleep(millis(1));
}

// == TestNoRaceChanAsyncCloseRecv: never
int v;
void main() {
  var c = Chan.<Integer>make(10);
  go(() -> { v = 1; c.close(); });
  try (var d = new Defer()) {
    d.call(() -> v = 2);
    c.receive();
  }
}

// == TestNoRaceChanAsyncCloseRecv2: never
int v;
void main() {
  var c = Chan.<Integer>make(10);
  go(() -> { v = 1; c.close(); });
  if (!c.receiveOk().ok()) v = 2;
}

// == TestNoRaceChanAsyncCloseRecv3: never
int v;
void main() {
  var c = Chan.<Integer>make(10);
  go(() -> { v = 1; c.close(); });
  for (var _ : c) {}
  v = 2;
}

// == TestNoRaceChanSyncCloseRecv: never
int v;
void main() {
  var c = Chan.<Integer>make();
  go(() -> { v = 1; c.close(); });
  try (var d = new Defer()) {
    d.call(() -> v = 2);
    c.receive();
  }
}

// == TestNoRaceChanSyncCloseRecv2: never
int v;
void main() {
  var c = Chan.<Integer>make();
  go(() -> { v = 1; c.close(); });
  if (!c.receiveOk().ok()) v = 2;
}

// == TestNoRaceChanSyncCloseRecv3: never
int v;
void main() {
  var c = Chan.<Integer>make();
  go(() -> { v = 1; c.close(); });
  for (var _ : c) {}
  v = 2;
}

// == TestRaceChanSyncCloseSend: always on c
int v;
void main() {
  var c = Chan.<Integer>make();
  go(() -> { v = 1; c.close(); });
  try { c.send(0); } catch (Panic p) { /* on its way or tried later: the close fails it */ }
  v = 2;
}

// == TestRaceChanAsyncCloseSend: always on c
int v;
void main() {
  var c = Chan.<Integer>make(10);
  go(() -> { v = 1; c.close(); });
  try {
    while (true) c.send(0);
  } catch (Panic p) {
    v = 2;
  }
}

// == TestRaceChanCloseClose: always
int v1;
int v2;
void main() {
  var done = Chan.<Boolean>make(2);
  var c = Chan.<Integer>make();
  go(() -> {
    try { v1 = 1; c.close(); } catch (Panic p) { v2 = 2; }
    done.send(true);
  });
  go(() -> {
    try { v2 = 1; c.close(); } catch (Panic p) { v1 = 2; }
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestRaceChanSendLen: always on v
int v;
void main() {
  var c = Chan.<Integer>make(10);
  go(() -> { v = 1; c.send(1); });
  while (c.len() == 0) gosched();
  v = 2;
}

// == TestRaceChanRecvLen: always on v
int v;
void main() {
  var c = Chan.<Integer>make(10);
  c.send(1);
  go(() -> { v = 1; c.receive(); });
  while (c.len() != 0) gosched();
  v = 2;
}

// == TestRaceChanSendSend: always
int v1;
int v2;
void main() {
  var done = Chan.<Boolean>make(2);
  var c = Chan.<Integer>make(1);
  go(() -> {
    v1 = 1;
    select(onSend(c, 1), onDefault(() -> v2 = 2));
    done.send(true);
  });
  go(() -> {
    v2 = 1;
    select(onSend(c, 1), onDefault(() -> v1 = 2));
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestNoRaceChanPtr: never
static class Message { int x; }
void main() {
  var c = Chan.<Message>make();
  go(() -> {
    var mine = new Message();
    mine.x = 1;
    c.send(mine);
  });
  c.receive().x = 2;
}

// == TestRaceChanWrongSend: always
int v1;
int v2;
void main() {
  var c = Chan.<Integer>make(2);
  go(() -> { v1 = 1; c.send(1); });
  go(() -> { v2 = 2; c.send(2); });
  sleep(millis(10));
  // What was received first says whose slot it was: the other one's write is not ordered.
  if (c.receive() == 1) v2 = 3; else v1 = 3;
}

// == TestRaceChanWrongClose: always
int v1;
int v2;
void main() {
  var c = Chan.<Integer>make(1);
  var done = Chan.<Boolean>make();
  go(() -> {
    try { v1 = 1; c.send(1); done.send(true); } catch (Panic p) { done.send(false); }
  });
  go(() -> { sleep(millis(10)); v2 = 2; c.close(); done.send(true); });
  sleep(millis(20));
  if (c.receiveOk().ok()) v2 = 2; else v1 = 2;
  done.receive();
  done.receive();
}

// == TestRaceChanSendClose: always
void main() {
  var done = Chan.<Boolean>make(2);
  var c = Chan.<Integer>make(1);
  go(() -> {
    try { c.send(1); } catch (Panic p) { /* of no interest here */ }
    done.send(true);
  });
  go(() -> { sleep(millis(10)); c.close(); done.send(true); });
  done.receive();
  done.receive();
}

// == TestRaceChanSendSelectClose: always
void main() {
  var done = Chan.<Boolean>make(2);
  var c = Chan.<Integer>make(1);
  var never = Chan.<Integer>make();
  go(() -> {
    sleep(millis(10));
    try { select(onSend(c, 1), onReceive(never)); } catch (Panic p) { /* closed by now */ }
    done.send(true);
  });
  go(() -> { c.close(); done.send(true); });
  done.receive();
  done.receive();
}

// == TestRaceSelectReadWriteAsync: always on x
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c1 = Chan.<Integer>make(10);
  var c2 = Chan.<Integer>make(10);
  var idle = Chan.<Integer>make();
  c2.send(1);
  go(() -> { select(onSend(c1, x), onSend(idle, 1)); done.send(true); });
  select(onReceive(c2, n -> x = n), onSend(idle, 1));
  done.receive();
}

// == TestRaceSelectReadWriteSync: always on x
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c1 = Chan.<Integer>make();
  var c2 = Chan.<Integer>make();
  var idle = Chan.<Integer>make();
  go(() -> c1.receive());
  go(() -> c2.send(1));
  go(() -> { select(onSend(c1, x), onSend(idle, 1)); done.send(true); });
  select(onReceive(c2, n -> x = n), onSend(idle, 1));
  done.receive();
}

// == TestNoRaceSelectReadWriteAsync: never
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c1 = Chan.<Integer>make();
  var c2 = Chan.<Integer>make();
  go(() -> { select(onSend(c1, x), onSend(c2, 1)); done.send(true); });
  select(onReceive(c1, n -> x = n), onSend(c2, 1));
  done.receive();
}

// == TestRaceChanReadWriteAsync: always on x
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c1 = Chan.<Integer>make(10);
  var c2 = Chan.<Integer>make(10);
  c2.send(10);
  go(() -> { c1.send(x); done.send(true); });
  x = c2.receive();
  done.receive();
}

// == TestRaceChanReadWriteSync: always on x
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c1 = Chan.<Integer>make();
  var c2 = Chan.<Integer>make();
  go(() -> c1.receive());
  go(() -> c2.send(10));
  go(() -> { c1.send(x); done.send(true); });
  x = c2.receive();
  done.receive();
}

// == TestNoRaceChanReadWriteAsync: never
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c1 = Chan.<Integer>make(10);
  go(() -> { c1.send(x); done.send(true); });
  x = c1.receive();
  done.receive();
}

// == TestNoRaceProducerConsumerUnbuffered: never
record Task(Block work, Chan<Boolean> done) {}
int x;
void main() {
  var queue = Chan.<Task>make();
  go(() -> {
    var task = queue.receive();
    task.work().run();
    task.done().send(true);
  });
  var done = Chan.<Boolean>make(1);
  queue.send(new Task(() -> x = 1, done));
  done.receive();
  if (x != 1) throw panic(x);
}

// == TestRaceChanItselfSend: always on c
Chan<Integer> c = Chan.make(10);
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { c.send(0); done.send(true); });
  c = Chan.make(20);
  done.receive();
}

// == TestRaceChanItselfRecv: always on c
Chan<Integer> c = Chan.make(10);
void main() {
  var done = Chan.<Boolean>make(1);
  c.send(1);
  go(() -> { c.receive(); done.send(true); });
  sleep(millis(10));
  c = Chan.make(20);
  done.receive();
}

// == TestRaceChanItselfNil: always on c
Chan<Integer> c = Chan.make(10);
void main() {
  go(() -> c.send(0));
  sleep(millis(10));
  c = null;
}

// == TestRaceChanItselfClose: always on c
Chan<Integer> c = Chan.make();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { c.close(); done.send(true); });
  c = Chan.make();
  done.receive();
}

// == TestRaceChanItselfLen: always on c
Chan<Integer> c = Chan.make();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { c.len(); done.send(true); });
  c = Chan.make();
  done.receive();
}

// == TestRaceChanItselfCap: always on c
Chan<Integer> c = Chan.make();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { c.cap(); done.send(true); });
  c = Chan.make();
  done.receive();
}

// == TestNoRaceChanCloseLen: never
void main() {
  var c = Chan.<Integer>make(10);
  var results = Chan.<Integer>make(10);
  go(() -> results.send(c.len()));
  go(() -> { c.close(); results.send(0); });
  results.receive();
  results.receive();
}

// == TestNoRaceChanCloseCap: never
void main() {
  var c = Chan.<Integer>make(10);
  var results = Chan.<Integer>make(10);
  go(() -> results.send(c.cap()));
  go(() -> { c.close(); results.send(0); });
  results.receive();
  results.receive();
}

// == TestRaceChanCloseSend: always
void main() {
  var done = Chan.<Boolean>make(1);
  var c = Chan.<Integer>make(10);
  go(() -> { c.close(); done.send(true); });
  try { c.send(0); } catch (Panic p) { /* on the seeds where the close comes first */ }
  done.receive();
}

// == TestNoRaceChanMutex: never
int data;
void main() {
  var done = Chan.<Boolean>make();
  var mutex = Chan.<Boolean>make(1);
  go(() -> {
    mutex.send(true);
    data = 42;
    mutex.receive();
    done.send(true);
  });
  mutex.send(true);
  data = 43;
  mutex.receive();
  done.receive();
}

// == TestNoRaceSelectMutex: never
int data;
void main() {
  var done = Chan.<Boolean>make();
  var mutex = Chan.<Boolean>make(1);
  var idle = Chan.<Boolean>make();
  go(() -> {
    select(onSend(mutex, true), onReceive(idle));
    data = 42;
    select(onReceive(mutex), onReceive(idle));
    done.send(true);
  });
  select(onSend(mutex, true), onReceive(idle));
  data = 43;
  select(onReceive(mutex), onReceive(idle));
  done.receive();
}

// == TestRaceChanSem: always on data
int data;
void main() {
  // Two slots are no mutex: each holder has a slot of its own.
  var done = Chan.<Boolean>make();
  var semaphore = Chan.<Boolean>make(2);
  go(() -> {
    semaphore.send(true);
    data = 42;
    semaphore.receive();
    done.send(true);
  });
  semaphore.send(true);
  data = 43;
  semaphore.receive();
  done.receive();
}

// == TestNoRaceChanWaitGroup: never
void main() {
  int n = 10;
  var running = Chan.<Boolean>make(n / 2);
  var data = new int[n];
  for (int i : range(n)) {
    running.send(true);
    go(() -> { data[i] = 42; running.receive(); });
  }
  for (int i = 0; i < running.cap(); i++) running.send(true);
  int sum = 0;
  for (int d : data) sum += d;
  if (sum != 42 * n) throw panic(sum);
}

// == TestNoRaceBlockedSendSync: never
static class Box { int i; }
void main() {
  var c = Chan.<Box>make(1);
  c.send(null);
  go(() -> {
    var mine = new Box();
    mine.i = 42;
    c.send(mine);
  });
  // Whether the sender has come so far that it waits makes no difference.
  sleep(millis(10));
  c.receive();
  if (c.receive().i != 42) throw panic("not 42");
}

// == TestNoRaceBlockedSelectSendSync: never
static class Box { int i; }
void main() {
  var c = Chan.<Box>make(1);
  c.send(null);
  go(() -> {
    var mine = new Box();
    mine.i = 42;
    c.send(mine);
  });
  sleep(millis(10));
  c.receive();
  select(
      onReceive(c, box -> { if (box.i != 42) throw panic("not 42"); }),
      onReceive(Chan.<Integer>make()));
}

// == TestNoRaceCloseHappensBeforeRead: never
static class Box { int i; }
void main() {
  for (int k = 0; k < 20; k++) {
    var box = new Box();
    var written = Chan.<Void>make();
    var read = Chan.<Void>make();
    go(() -> {
      select(onReceive(written, () -> { if (box.i != 1) throw panic(box.i); }), onDefault());
      read.close();
    });
    go(() -> { box.i = 1; written.close(); });
    read.receive();
  }
}

// == TestNoRaceElemSize0: never
int x;
int y;
void main() {
  // Go's are elements of no size; a null is the nearest.
  var c = Chan.<Void>make(2);
  c.send(null);
  c.send(null);
  go(() -> { x += 1; c.receive(); });
  go(() -> { y += 1; c.receive(); });
  sleep(millis(10));
  c.send(null);
  c.send(null);
  x += 1;
  y += 1;
}
