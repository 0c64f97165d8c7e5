// src/runtime/race/testdata/time_test.go

// == TestNoRaceAfterFunc: never
int v;
void main() {
  var c = Chan.<Integer>make();
  v = 2;
  Time.afterFunc(nanos(1), () -> { v = 1; c.send(0); });
  c.receive();
  v = 3;
}

// == TestNoRaceAfterFuncReset: never
int v;
void main() {
  var c = Chan.<Integer>make();
  var timer = Time.afterFunc(hours(1), () -> { v = 1; c.send(0); });
  timer.stop();
  v = 2;
  timer.reset(nanos(1));
  c.receive();
  v = 3;
}

// == TestNoRaceTimer: never
int v;
void main() {
  var c = Chan.<Integer>make();
  v = 2;
  var timer = Time.newTimer(nanos(1));
  go(() -> { timer.c().receive(); v = 1; c.send(0); });
  c.receive();
  v = 3;
}

// == TestNoRaceTimerReset: never
int v;
void main() {
  var c = Chan.<Integer>make();
  var timer = Time.newTimer(hours(1));
  go(() -> { timer.c().receive(); v = 1; c.send(0); });
  timer.stop();
  v = 2;
  timer.reset(nanos(1));
  c.receive();
  v = 3;
}

// == TestNoRaceTicker: never
int v;
void main() {
  var c = Chan.<Integer>make();
  v = 2;
  var ticker = Time.newTicker(nanos(1));
  go(() -> { ticker.c().receive(); v = 1; c.send(0); });
  c.receive();
  v = 3;
}

// == TestNoRaceTickerReset: never
int v;
void main() {
  var c = Chan.<Integer>make();
  var ticker = Time.newTicker(hours(1));
  go(() -> { ticker.c().receive(); v = 1; c.send(0); });
  ticker.stop();
  v = 2;
  ticker.reset(nanos(1));
  c.receive();
  v = 3;
}
