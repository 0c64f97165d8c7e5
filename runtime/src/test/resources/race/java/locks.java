// Java: locks and synchronizers of java.util.concurrent

// == ReentrantLocks: never
int x;
void main() {
  var lock = new ReentrantLock();
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      lock.lock();
      try { x++; } finally { lock.unlock(); }
    });
  }
  wg.await();
}

// == TwoReentrantLocks: always on x
int x;
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    Lock lock = new ReentrantLock();
    wg.go(() -> { lock.lock(); x++; lock.unlock(); });
  }
  wg.await();
}

// == MutexAndReentrantLock: always on x
int x;
void main() {
  var lock = new ReentrantLock();
  var mutex = new Mutex();
  var wg = new WaitGroup();
  wg.go(() -> { lock.lock(); x++; lock.unlock(); });
  wg.go(() -> { mutex.lock(); x++; mutex.unlock(); });
  wg.await();
}

// == TryLockThatSucceeds: never
int x;
void main() {
  var lock = new ReentrantLock();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> {
      while (!lock.tryLock()) gosched();
      x++;
      lock.unlock();
    });
  }
  wg.await();
}

// == TimedTryLockThatSucceeds: never
int x;
void main() {
  var lock = new ReentrantLock();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> {
      if (!lock.tryLock(1, TimeUnit.HOURS)) throw panic("late");
      x++;
      lock.unlock();
    });
  }
  wg.await();
}

// == TryLockThatFails: always on x
int x;
void main() {
  var lock = new ReentrantLock();
  var held = Chan.<Integer>make();
  var wg = new WaitGroup();
  wg.go(() -> {
    lock.lock();
    held.send(1);
    x = 1;
    sleep(millis(20));
    lock.unlock();
  });
  held.receive();
  sleep(millis(1));
  if (!lock.tryLock()) x = 2;
  wg.await();
}

// == MutexTryLockThatFails: always on x
int x;
void main() {
  var lock = new Mutex();
  var held = Chan.<Integer>make();
  var wg = new WaitGroup();
  wg.go(() -> {
    lock.lock();
    held.send(1);
    x = 1;
    sleep(millis(20));
    lock.unlock();
  });
  held.receive();
  sleep(millis(1));
  if (!lock.tryLock()) x = 2;
  wg.await();
}

// == ConditionAwait: never
boolean full;
int item;
void main() throws Exception {
  var lock = new ReentrantLock();
  var changed = lock.newCondition();
  go(() -> {
    lock.lock();
    item = 42;
    full = true;
    changed.signal();
    lock.unlock();
  });
  lock.lock();
  while (!full) changed.await();
  if (item != 42) throw panic(item);
  lock.unlock();
  item = 43;
}

// == ConditionsOfABuffer: never
void main() throws Exception {
  var lock = new ReentrantLock();
  var notFull = lock.newCondition();
  var notEmpty = lock.newCondition();
  var queue = new ArrayDeque<int[]>();
  var wg = new WaitGroup();
  wg.go(() -> {
    for (int i = 0; i < 5; i++) {
      var item = new int[] {i};
      lock.lock();
      try {
        while (queue.size() == 2) notFull.await();
        queue.add(item);
        notEmpty.signal();
      } finally { lock.unlock(); }
    }
  });
  for (int i = 0; i < 5; i++) {
    int[] item;
    lock.lock();
    try {
      while (queue.isEmpty()) notEmpty.await();
      item = queue.remove();
      notFull.signal();
    } finally { lock.unlock(); }
    item[0]++;
  }
  wg.await();
}

// == ConditionAwaitWithTimeout: never
boolean full;
int x;
void main() throws Exception {
  var lock = new ReentrantLock();
  var changed = lock.newCondition();
  go(() -> { sleep(millis(5)); x = 1; lock.lock(); full = true; changed.signalAll(); lock.unlock(); });
  lock.lock();
  while (!full) if (!changed.await(1, TimeUnit.HOURS)) throw panic("late");
  lock.unlock();
  x = 2;
}

// == WriteBeforeTheConditionsLock: always on x
boolean full;
int x;
void main() throws Exception {
  // The signal comes with the lock, x only after it.
  var lock = new ReentrantLock();
  var changed = lock.newCondition();
  go(() -> { lock.lock(); full = true; changed.signal(); lock.unlock(); x = 1; });
  lock.lock();
  while (!full) changed.await();
  lock.unlock();
  x = 2;
  sleep(millis(1));
}

// == ReadWriteLocks: never
int x;
void main() {
  var lock = new ReentrantReadWriteLock();
  var wg = new WaitGroup();
  wg.go(() -> { lock.writeLock().lock(); x = 1; lock.writeLock().unlock(); });
  for (int _ : range(3)) {
    wg.go(() -> { lock.readLock().lock(); int _ = x; lock.readLock().unlock(); });
  }
  wg.await();
}

// == WritesUnderTheReadLock: always on x
int x;
void main() {
  var lock = new ReentrantReadWriteLock();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> { lock.readLock().lock(); x++; gosched(); lock.readLock().unlock(); });
  }
  wg.await();
}

// == ReadWriteLockDowngraded: never
int x;
void main() {
  var lock = new ReentrantReadWriteLock();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> {
      lock.writeLock().lock();
      x++;
      lock.readLock().lock();
      lock.writeLock().unlock();
      int _ = x;
      lock.readLock().unlock();
    });
  }
  wg.await();
}

// == StampedLocks: never
int x;
void main() {
  var lock = new StampedLock();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> { long s = lock.writeLock(); x++; lock.unlockWrite(s); });
    wg.go(() -> { long s = lock.readLock(); int _ = x; lock.unlock(s); });
  }
  wg.await();
}

// == SemaphoreOfOne: never
int x;
void main() {
  var semaphore = new Semaphore(1);
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> { semaphore.acquire(); x++; semaphore.release(); });
  }
  wg.await();
}

// == SemaphoreOfTwo: sometimes on x
int x;
void main() {
  var semaphore = new Semaphore(2);
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> { semaphore.acquire(); x++; semaphore.release(); });
  }
  wg.await();
}

// == SemaphoreAsASignal: never
int x;
void main() throws Exception {
  var done = new Semaphore(0);
  for (int i : range(3)) {
    go(() -> { if (i == 1) x = 1; done.release(); });
  }
  done.acquire(3);
  x = 2;
}

// == SemaphoreTryAcquireThatFails: always on x
int x;
void main() {
  var semaphore = new Semaphore(0);
  go(() -> x = 1);
  sleep(millis(1));
  if (!semaphore.tryAcquire()) x = 2;
}

// == Latches: never
void main() throws Exception {
  var results = new int[3];
  var latch = new CountDownLatch(3);
  for (int i : range(3)) go(() -> { results[i] = i; latch.countDown(); });
  latch.await();
  int sum = 0;
  for (int r : results) sum += r;
  if (sum != 3) throw panic(sum);
}

// == StartingGun: never
int x;
void main() throws Exception {
  var start = new CountDownLatch(1);
  var done = new CountDownLatch(2);
  for (int _ : range(2)) go(() -> { start.await(); int _ = x; done.countDown(); });
  x = 1;
  start.countDown();
  done.await();
  x = 2;
}

// == LatchThatTimesOut: always on x
int x;
void main() throws Exception {
  var latch = new CountDownLatch(1);
  go(() -> { x = 1; sleep(millis(50)); latch.countDown(); });
  if (!latch.await(10, TimeUnit.MILLISECONDS)) x = 2;
}

// == LatchCountedDownTooEarly: always on x
int x;
void main() throws Exception {
  var latch = new CountDownLatch(1);
  go(() -> { latch.countDown(); x = 1; });
  latch.await();
  x = 2;
  sleep(millis(1));
}

// == Barriers: never
void main() {
  var cells = new int[3];
  var sums = new int[3];
  var barrier = new CyclicBarrier(3);
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      for (int round = 0; round < 3; round++) {
        cells[i] = round;
        barrier.await();
        for (int c : cells) sums[i] += c;
        barrier.await();
      }
    });
  }
  wg.await();
}

// == OneBarrierTooFew: sometimes
void main() {
  // The next round's writes meet this round's reads, unless somebody was late to leave.
  var cells = new int[3];
  var barrier = new CyclicBarrier(3);
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      for (int round = 0; round < 3; round++) {
        cells[i] = round;
        barrier.await();
        for (int c : cells) if (c < 0) throw panic(c);
      }
    });
  }
  wg.await();
}

// == Phasers: never
void main() {
  var cells = new int[3];
  var phaser = new Phaser(3);
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      for (int round = 0; round < 2; round++) {
        cells[i] = round;
        phaser.arriveAndAwaitAdvance();
        for (int c : cells) if (c != round) throw panic(c);
        phaser.arriveAndAwaitAdvance();
      }
      phaser.arriveAndDeregister();
    });
  }
  wg.await();
}

// == PhaserArriveAndAwait: never
int x;
void main() {
  var phaser = new Phaser(1);
  go(() -> { x = 1; phaser.arrive(); });
  phaser.awaitAdvance(0);
  x = 2;
}

// == Exchangers: never
static class Page { int lines; }
void main() {
  var exchanger = new Exchanger<Page>();
  var wg = new WaitGroup();
  for (int _ : range(2)) {
    wg.go(() -> {
      var page = new Page();
      for (int round = 0; round < 3; round++) {
        page.lines++;
        page = exchanger.exchange(page);
      }
      page.lines++;
    });
  }
  wg.await();
}

// == GoroutineLocksMix: never
int x;
void main() throws Exception {
  // A chain of different kinds of order.
  var latch = new CountDownLatch(1);
  var c = Chan.<Integer>make();
  var lock = new ReentrantLock();
  go(() -> { x++; c.send(1); });
  go(() -> { c.receive(); x++; latch.countDown(); });
  var t = Thread.ofVirtual().start(() -> {
    try { latch.await(); } catch (InterruptedException e) { throw panic(e); }
    lock.lock();
    x++;
    lock.unlock();
  });
  t.join();
  x++;
}

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
