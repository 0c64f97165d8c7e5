// src/runtime/race/testdata/comp_test.go

// == TestNoRaceComp: never
static class P { int x, y; }
static class S { final P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var s = new S();
  go(() -> { s.s2.x = 1; done.send(true); });
  s.s2.y = 2;
  done.receive();
}

// == TestNoRaceComp2: never
static class P { int x, y; }
static class S { final P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var s = new S();
  go(() -> { s.s1.x = 1; done.send(true); });
  s.s1.y = 2;
  done.receive();
}

// == TestRaceComp: always on .y
static class P { int x, y; }
static class S { final P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var s = new S();
  go(() -> { s.s2.y = 1; done.send(true); });
  s.s2.y = 2;
  done.receive();
}

// == TestRaceCompArray: always on .x
static class P { int x, y; }
int x = 4;
void main() {
  var done = Chan.<Boolean>make(1);
  var s = new P[10];
  Arrays.setAll(s, _ -> new P());
  go(() -> { s[x].y = 1; done.send(true); });
  x = 5;
  done.receive();
}

// == TestNoRaceCompPtr: never
static class P { int x, y; }
static class Ptr { P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var p = new Ptr();
  go(() -> { p.s1.x = 1; done.send(true); });
  p.s1.y = 2;
  done.receive();
}

// == TestNoRaceCompPtr2: never
static class P { int x, y; }
static class Ptr { P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var p = new Ptr();
  go(() -> { p.s1.x = 1; done.send(true); });
  P _ = p.s1;
  P _ = p.s2;
  done.receive();
}

// == TestRaceCompPtr: always on .x
static class P { int x, y; }
static class Ptr { P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var p = new Ptr();
  go(() -> { p.s2.x = 1; done.send(true); });
  p.s2.x = 2;
  done.receive();
}

// == TestRaceCompPtr2: always on .s2
static class P { int x, y; }
static class Ptr { P s1 = new P(), s2 = new P(); }
void main() {
  var done = Chan.<Boolean>make(1);
  var p = new Ptr();
  go(() -> { p.s2.x = 1; done.send(true); });
  p.s2 = new P();
  done.receive();
}
