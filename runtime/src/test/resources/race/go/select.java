// src/runtime/race/testdata/select_test.go

// == TestNoRaceSelect1: never
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c = Chan.<Boolean>make();
  var c1 = Chan.<Boolean>make();
  go(() -> {
    x = 1;
    select(onSend(c, true), onSend(c1, true));
    done.send(true);
  });
  select(onReceive(c), onSend(c1, true));
  x = 2;
  done.receive();
}

// == TestNoRaceSelect2: never
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c = Chan.<Boolean>make();
  var c1 = Chan.<Boolean>make();
  go(() -> {
    select(onReceive(c), onReceive(c1));
    x = 1;
    done.send(true);
  });
  x = 2;
  c.close();
  gosched();
  done.receive();
}

// == TestNoRaceSelect3: never
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c = Chan.<Boolean>make(10);
  var c1 = Chan.<Boolean>make();
  go(() -> {
    x = 1;
    select(onSend(c, true), onReceive(c1));
    done.send(true);
  });
  c.receive();
  x = 2;
  done.receive();
}

// == TestNoRaceSelect4: never
record Task(Block work, Chan<Boolean> done) {}
int x;
void main() {
  var queue = Chan.<Task>make();
  var idle = Chan.<Boolean>make();
  go(() -> {
    while (true) {
      select(onReceive(queue, task -> { task.work().run(); task.done().send(true); }));
    }
  });
  var done = Chan.<Boolean>make(1);
  select(onSend(queue, new Task(() -> x = 1, done)), onReceive(idle));
  select(onReceive(done), onReceive(idle));
  if (x != 1) throw panic(x);
}

// == TestNoRaceSelect5: never
static class Cell { int x; }
void main() {
  test(true, true);
  test(true, false);
  test(false, true);
  test(false, false);
}
void test(boolean selecting, boolean yielding) {
  var cell = new Cell();
  var c = Chan.<Boolean>make();
  var c1 = Chan.<Boolean>make();
  var done = Chan.<Boolean>make(2);
  go(() -> {
    if (yielding) gosched();
    cell.x = 1;
    if (selecting) select(onSend(c, true), onReceive(c1)); else c.send(true);
    done.send(true);
  });
  go(() -> {
    if (selecting) select(onReceive(c), onReceive(c1)); else c.receive();
    cell.x = 1;
    done.send(true);
  });
  done.receive();
  done.receive();
}

// == TestRaceSelect1: always on x
int x;
void main() {
  var done = Chan.<Boolean>make(2);
  var c = Chan.<Boolean>make();
  var c1 = Chan.<Boolean>make();
  go(() -> { c.receive(); c.receive(); });
  for (int i : range(2)) {
    go(() -> {
      select(onSend(c, true), onSend(c1, true));
      x = i;
      done.send(true);
    });
  }
  done.receive();
  done.receive();
}

// == TestRaceSelect2: always on x
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c = Chan.<Boolean>make();
  var c1 = Chan.<Boolean>make();
  go(() -> {
    x = 1;
    select(onReceive(c), onReceive(c1));
    done.send(true);
  });
  c.close();
  x = 2;
  done.receive();
}

// == TestRaceSelect3: always on x
int x;
void main() {
  var done = Chan.<Boolean>make();
  var c = Chan.<Boolean>make();
  var c1 = Chan.<Boolean>make();
  go(() -> {
    x = 1;
    select(onSend(c, true), onSend(c1, true));
    done.send(true);
  });
  x = 2;
  select(onReceive(c));
  done.receive();
}

// == TestRaceSelect4: always on x
int x;
void main() {
  var done = Chan.<Boolean>make(1);
  go(() -> {
    select(onDefault(() -> x = 2));
    done.send(true);
  });
  int _ = x;
  done.receive();
}

// == TestRaceSelect5: always on x
int x;
int y;
void main() {
  var done = Chan.<Boolean>make(1);
  var c1 = Chan.<Boolean>make(1);
  var c2 = Chan.<Boolean>make();
  go(() -> {
    select(onSend(c1, true, () -> x = 1), onSend(c2, true, () -> y = 1));
    done.send(true);
  });
  int _ = x + y;
  done.receive();
}
