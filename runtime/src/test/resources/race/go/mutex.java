// src/runtime/race/testdata/mutex_test.go

// == TestNoRaceMutex: never
short x;
void main() {
  var mu = new Mutex();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    try (var _ = mu.locked()) {
      x = 1;
      done.send(true);
    }
  });
  go(() -> {
    mu.lock();
    x = 2;
    mu.unlock();
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestRaceMutex: always on x
short x;
void main() {
  // The lock is taken, but after the write.
  var mu = new Mutex();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    x = 1;
    try (var _ = mu.locked()) {
      done.send(true);
    }
  });
  go(() -> {
    x = 2;
    mu.lock();
    mu.unlock();
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestRaceMutex2: always on x
byte x;
void main() {
  // Each has a lock, but not the same.
  var mu1 = new Mutex();
  var mu2 = new Mutex();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    try (var _ = mu1.locked()) {
      x = 1;
      done.send(true);
    }
  });
  go(() -> {
    mu2.lock();
    x = 2;
    mu2.unlock();
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestNoRaceMutexPureHappensBefore: never
short x;
boolean written;
void main() {
  var mu = new Mutex();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    x = 1;
    mu.lock();
    written = true;
    mu.unlock();
    done.send(true);
  });
  go(() -> {
    sleep(micros(100));
    mu.lock();
    while (!written) {
      mu.unlock();
      sleep(micros(100));
      mu.lock();
    }
    mu.unlock();
    x = 1;
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestNoRaceMutexSemaphore: never
int x;
void main() {
  // Locked by one, unlocked by another: the unlock is what orders.
  var mu = new Mutex();
  var done = Chan.<Boolean>make(2);
  mu.lock();
  go(() -> { x = 1; mu.unlock(); done.send(true); });
  go(() -> { mu.lock(); x = 2; mu.unlock(); done.send(true); });
  done.receive();
  done.receive();
}

// == TestNoRaceMutexExampleFromHtml: never
String a = "";
void main() {
  var l = new Mutex();
  l.lock();
  go(() -> { a = "hello, world"; l.unlock(); });
  l.lock();
  if (a.isEmpty()) throw panic("too early");
}

// == TestRaceMutexOverwrite: always on mu
Mutex mu = new Mutex();
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> { mu = new Mutex(); done.send(true); });
  mu.lock();
  done.receive();
}
