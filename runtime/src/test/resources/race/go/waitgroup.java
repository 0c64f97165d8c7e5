// src/runtime/race/testdata/waitgroup_test.go

// == TestNoRaceWaitGroup: never
int x;
void main() {
  var wg = new WaitGroup();
  for (int i : range(1)) {
    wg.add(1);
    go(() -> { x = i; wg.done(); });
  }
  wg.await();
}

// == TestRaceWaitGroup: always on x
int x;
void main() {
  var wg = new WaitGroup();
  for (int i : range(2)) {
    wg.add(1);
    go(() -> { x = i; wg.done(); });
  }
  wg.await();
}

// == TestNoRaceWaitGroup2: never
int x;
void main() {
  var wg = new WaitGroup();
  wg.add(1);
  go(() -> { x = 1; wg.done(); });
  wg.await();
  x = 2;
}

// == TestRaceWaitGroupAsMutex: always on x
int x;
void main() {
  // To count up and down excludes nobody.
  var wg = new WaitGroup();
  var done = Chan.<Boolean>make(2);
  for (int i : range(2)) {
    go(() -> {
      wg.await();
      sleep(millis(100));
      wg.add(1);
      x = i;
      wg.add(-1);
      done.send(true);
    });
  }
  done.receive();
  done.receive();
}

// == TestRaceWaitGroupWrongWait: always on x
int x;
void main() {
  var wg = new WaitGroup();
  var done = Chan.<Boolean>make(2);
  for (int i : range(2)) {
    go(() -> {
      wg.add(1);
      gosched();
      x = i;
      wg.done();
      done.send(true);
    });
  }
  wg.await();
  done.receive();
  done.receive();
}

// == TestRaceWaitGroupWrongAdd: always
void main() {
  // Nobody else's memory is touched: the group itself is what add and await race for.
  var wg = new WaitGroup();
  var done = Chan.<Boolean>make(2);
  for (int _ : range(2)) {
    go(() -> {
      wg.add(1);
      sleep(millis(100));
      wg.done();
      done.send(true);
    });
  }
  sleep(millis(50));
  wg.await();
  done.receive();
  done.receive();
}

// == TestNoRaceWaitGroupMultipleWait: never
void main() {
  var wg = new WaitGroup();
  var done = Chan.<Boolean>make(2);
  for (int _ : range(2)) go(() -> { wg.await(); done.send(true); });
  wg.await();
  done.receive();
  done.receive();
}

// == TestNoRaceWaitGroupMultipleWait2: never
void main() {
  var wg = new WaitGroup();
  var done = Chan.<Boolean>make(2);
  wg.add(2);
  for (int _ : range(2)) go(() -> { wg.done(); wg.await(); done.send(true); });
  wg.await();
  done.receive();
  done.receive();
}

// == TestNoRaceWaitGroupMultipleWait3: never
void main() {
  var data = new int[3];
  var done = Chan.<Integer>make(3);
  var wg = new WaitGroup();
  wg.add(3);
  for (int p : range(3)) go(() -> { data[p] = 42; wg.done(); });
  for (int _ : range(3)) {
    go(() -> {
      wg.await();
      int sum = 0;
      for (int d : data) sum += d;
      done.send(sum);
    });
  }
  for (int _ : range(3)) if (done.receive() != 3 * 42) throw panic("not all");
}

// == TestRaceWaitGroup2: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.add(2);
  go(() -> { x = 1; wg.done(); });
  go(() -> { x = 2; wg.done(); });
  wg.await();
}

// == TestNoRaceWaitGroupPanicRecover: never
int x;
void main() {
  var wg = new WaitGroup();
  x = 1;
  try {
    wg.add(-1);
  } catch (Panic p) {
    if (!p.getMessage().equals("sync: negative WaitGroup counter")) throw p;
    x = 2;
  }
}

// == TestNoRaceWaitGroupPanicRecover2: never
int x;
void main() {
  var wg = new WaitGroup();
  var done = Chan.<Boolean>make(1);
  go(() -> {
    x = 1;
    try {
      wg.add(-1);
    } catch (Panic p) {
      go(() -> { x = 2; done.send(true); });
    }
  });
  done.receive();
}

// == TestNoRaceWaitGroupTransitive: never
int x;
int y;
void main() {
  var wg = new WaitGroup();
  wg.add(2);
  go(() -> { x = 42; wg.done(); });
  go(() -> { sleep(millis(10)); y = 42; wg.done(); });
  wg.await();
  if (x + y != 84) throw panic(x + y);
}

// == TestNoRaceWaitGroupReuse: never
void main() {
  var data = new int[3];
  var wg = new WaitGroup();
  for (int round = 0; round < 3; round++) {
    wg.add(3);
    for (int p : range(3)) go(() -> { data[p]++; wg.done(); });
    wg.await();
    for (int p = 0; p < 3; p++) data[p]++;
  }
}

// == TestNoRaceWaitGroupReuse2: never
void main() {
  var data = new int[3];
  var wg = new WaitGroup();
  for (int round = 0; round < 3; round++) {
    wg.add(3);
    for (int p : range(3)) go(() -> { data[p]++; wg.done(); });
    var done = Chan.<Boolean>make();
    go(() -> {
      wg.await();
      for (int p = 0; p < 3; p++) data[p]++;
      done.send(true);
    });
    wg.await();
    done.receive();
    for (int p = 0; p < 3; p++) data[p]++;
  }
}

// == TestRaceWaitGroupReuse: always
void main() {
  // The next round's add comes while nothing says that the last round's second waiter is through.
  var done = Chan.<Boolean>make(3);
  var wg = new WaitGroup();
  for (int round = 0; round < 3; round++) {
    var data = new int[3];
    wg.add(3);
    for (int p : range(3)) go(() -> { sleep(millis(50)); data[p]++; wg.done(); });
    go(() -> {
      wg.await();
      for (int p = 0; p < 3; p++) data[p]++;
      done.send(true);
    });
    sleep(millis(100));
    wg.await();
  }
  for (int _ : range(3)) done.receive();
}

// == TestNoRaceWaitGroupConcurrentAdd: never
void main() {
  var waiting = Chan.<Boolean>make(4);
  var wg = new WaitGroup();
  for (int _ : range(4)) {
    go(() -> { wg.add(1); waiting.send(true); wg.done(); });
  }
  for (int _ : range(4)) waiting.receive();
  wg.await();
}
