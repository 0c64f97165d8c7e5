// src/runtime/race/testdata/rwmutex_test.go

// == TestRaceMutexRWMutex: always on x
short x;
void main() {
  var mu1 = new Mutex();
  var mu2 = new RWMutex();
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

// == TestNoRaceRWMutex: never
long x;
long y = 1;
void main() {
  var mu = new RWMutex();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    try (var _ = mu.locked()) {
      x = 2;
      done.send(true);
    }
  });
  go(() -> {
    mu.rLock();
    y = x;
    mu.rUnlock();
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestRaceRWMutexMultipleReaders: always on y
long x;
long y = 1;
void main() {
  // With three that only lock for reading, two are always on one side of the writer: nothing
  // orders their writes.
  var mu = new RWMutex();
  var done = Chan.<Boolean>make(4);
  go(() -> {
    try (var _ = mu.locked()) {
      x = 2;
      done.send(true);
    }
  });
  for (int i : range(3)) {
    go(() -> {
      mu.rLock();
      y = x + i;
      mu.rUnlock();
      done.send(true);
    });
  }
  for (int i = 0; i < 4; i++) done.receive();
}

// == TestNoRaceRWMutexMultipleReaders: never
long x;
void main() {
  var mu = new RWMutex();
  var done = Chan.<Boolean>make(4);
  go(() -> {
    try (var _ = mu.locked()) {
      x = 2;
      done.send(true);
    }
  });
  for (int i : range(3)) {
    go(() -> {
      mu.rLock();
      long y = x + i;
      mu.rUnlock();
      done.send(y >= 0);
    });
  }
  for (int i = 0; i < 4; i++) done.receive();
}

// == TestNoRaceRWMutexTransitive: never
long x;
void main() {
  // The writer comes after both readers, also where the second was alone for long.
  var mu = new RWMutex();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    mu.rLock();
    long _ = x;
    mu.rUnlock();
    done.send(true);
  });
  go(() -> {
    sleep(millis(10));
    mu.rLock();
    long _ = x;
    mu.rUnlock();
    done.send(true);
  });
  sleep(millis(20));
  mu.lock();
  x = 42;
  mu.unlock();
  done.receive();
  done.receive();
}
