// src/runtime/race/testdata/sync_test.go

// == TestNoRaceCond: never
int x;
int condition;
void main() {
  var mu = new Mutex();
  var cond = new Cond(mu);
  go(() -> {
    x = 1;
    mu.lock();
    condition = 1;
    cond.signal();
    mu.unlock();
  });
  mu.lock();
  while (condition != 1) cond.await();
  mu.unlock();
  x = 2;
}

// == TestRaceCond: always on x
int x;
int condition;
void main() {
  var done = Chan.<Boolean>make();
  var mu = new Mutex();
  var cond = new Cond(mu);
  go(() -> {
    sleep(millis(10));
    x = 1;
    mu.lock();
    condition = 1;
    cond.signal();
    mu.unlock();
    sleep(millis(10));
    mu.lock();
    x = 3;
    mu.unlock();
    done.send(true);
  });
  mu.lock();
  while (condition != 1) cond.await();
  mu.unlock();
  // Out of the lock again: x = 3 comes after the unlock, not after this.
  x = 2;
  done.receive();
}

// == TestRaceAnnounceThreads: always on x
int x;
Chan<Boolean> done = Chan.make(7);
void main() {
  go("h", this::h);
  for (int i = 0; i < 7; i++) done.receive();
}
void h() {
  x = 1;
  x = 2;
  go("f", this::f);
  done.send(true);
}
void f() {
  x = 1;
  go("g", this::g);
  go(() -> { x = 1; done.send(true); });
  x = 2;
  done.send(true);
}
void g() {
  for (int i = 0; i < 2; i++) {
    go(() -> { x = 1; done.send(true); });
    done.send(true);
  }
}

// == TestNoRaceAfterFunc1: never
int left = 2;
Chan<Boolean> done = Chan.make();
void again() {
  left--;
  if (left >= 0) Time.afterFunc(nanos(0), this::again); else done.send(true);
}
void main() {
  Time.afterFunc(nanos(0), this::again);
  done.receive();
}

// == TestNoRaceAfterFunc2: never
int x;
void main() {
  var timer = Time.afterFunc(nanos(10), () -> x = 1);
  try (var d = new Defer()) {
    d.call(timer::stop);
  }
}

// == TestNoRaceAfterFunc3: never
int x;
void main() {
  var done = Chan.<Boolean>make(1);
  Time.afterFunc(millis(10), () -> { x = 1; done.send(true); });
  done.receive();
}

// == TestRaceAfterFunc3: always on x
int x;
void main() {
  // One fires long after the other, but nothing makes it wait.
  var done = Chan.<Boolean>make(2);
  Time.afterFunc(millis(10), () -> { x = 1; done.send(true); });
  Time.afterFunc(millis(20), () -> { x = 2; done.send(true); });
  done.receive();
  done.receive();
}

// == TestRaceGoroutineCreationStack: always on x
int x;
Chan<Boolean> done = Chan.make(1);
void first() { x = 1; done.send(true); }
void second() { go(this::first); }
void third() { go(this::second); }
void fourth() { go(this::third); }
void main() {
  go(this::fourth);
  x = 2;
  done.receive();
}

// == TestNoRaceNilMutexCrash: never
int panics;
void main() {
  var mutex = new Mutex();
  RWMutex none = null;
  try {
    none.rLock();
    throw panic("no panic");
  } catch (NullPointerException e) {
    mutex.lock();
    panics++;
    mutex.unlock();
  }
}
