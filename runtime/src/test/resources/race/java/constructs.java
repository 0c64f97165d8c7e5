// Java: the places of the language where a variable is read or written

// == IfCondition: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> x = 1);
  wg.go(() -> { if (x > 0) gosched(); });
  wg.await();
}

// == BranchNotTaken: never
int x;
boolean taken;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { if (taken) x = 1; });
  wg.go(() -> x = 2);
  wg.await();
}

// == AndReadsBoth: always on y
boolean x = true;
boolean y;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { boolean _ = x && y; });
  wg.go(() -> y = true);
  wg.await();
}

// == AndStopsAtFalse: never
boolean x;
boolean y;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { boolean _ = x && y; });
  wg.go(() -> y = true);
  wg.await();
}

// == OrStopsAtTrue: never
boolean x = true;
boolean y;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { boolean _ = x || y; });
  wg.go(() -> y = true);
  wg.await();
}

// == ConditionalExpression: always on y
int x = 1;
int y;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { int _ = x > 0 ? y : 0; });
  wg.go(() -> y = 1);
  wg.await();
}

// == SwitchSelector: always on x
int x = 1;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { switch (x) { case 1 -> gosched(); default -> {} } });
  wg.go(() -> x = 2);
  wg.await();
}

// == SwitchOnAString: always on s
String s = "a";
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { int _ = switch (s) { case "a" -> 1; case "b" -> 2; default -> 3; }; });
  wg.go(() -> s = "b");
  wg.await();
}

// == CaseNotTaken: never
int x = 1;
int y;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { switch (x) { case 1: break; case 2: y = 1; break; default: } });
  wg.go(() -> y = 2);
  wg.await();
}

// == CaseFallenInto: always on y
int x = 1;
int y;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { switch (x) { case 1: gosched(); case 2: y = 1; break; default: } });
  wg.go(() -> y = 2);
  wg.await();
}

// == ForInitialiser: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { for (x = 0; ; ) break; });
  wg.go(() -> x = 1);
  wg.await();
}

// == ForCondition: always on n
int n = 3;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { for (int i = 0; i < n; i++) gosched(); });
  wg.go(() -> n = 2);
  wg.await();
}

// == ForUpdate: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { for (int i = 0; i < 2; i++, x++) gosched(); });
  wg.go(() -> x = 1);
  wg.await();
}

// == ForUpdateNeverReached: never
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { for (int i = 0; i < 2; i++, x++) break; });
  wg.go(() -> x = 1);
  wg.await();
}

// == Arithmetic: always on y
int x = 7;
int y = 3;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { int _ = (x + 1) * -~x / y % 5; });
  wg.go(() -> y = 4);
  wg.await();
}

// == WideFields: always on l
long l;
double d;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { l += 5; d -= 1.5; });
  wg.go(() -> { l <<= 1; d *= 2; });
  wg.await();
}

// == Increments: always on c
byte c;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { byte _ = c++; });
  wg.go(() -> { byte _ = --c; });
  wg.await();
}

// == AssignmentChain: always on b
int a;
int b;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> a = b = 1);
  wg.go(() -> { int _ = b; });
  wg.await();
}

// == ArgumentOfACall: always on x
int x;
void take(int a, long b, int c) {}
void main() {
  var wg = new WaitGroup();
  wg.go(() -> take(1, 2L, x));
  wg.go(() -> x = 1);
  wg.await();
}

// == ReturnedValue: always on x
int x;
int get() { return x; }
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { int _ = get(); });
  wg.go(() -> x = 1);
  wg.await();
}

// == ArgumentOfAGoroutine: never
int x;
void main() {
  // Read by who starts it, not by the goroutine.
  int now = x;
  var wg = new WaitGroup();
  wg.go(() -> { if (now != 0) throw panic(now); });
  x = 1;
  wg.await();
}

// == BoundReceiver: always on job
Runnable job = () -> {};
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { Runnable r = job::run; r.run(); });
  wg.go(() -> job = () -> {});
  wg.await();
}

// == ReceiverOfACall: always on text
String text = "a";
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { int _ = text.length(); });
  wg.go(() -> text = "b");
  wg.await();
}

// == ArrayInitialiser: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { int[] _ = {1, x, 3}; });
  wg.go(() -> x = 1);
  wg.await();
}

// == IndexOfAnElement: always on i
int i;
void main() {
  var cells = new int[3];
  var wg = new WaitGroup();
  wg.go(() -> cells[i] = 1);
  wg.go(() -> i = 2);
  wg.await();
}

// == ElementOfAField: always on [1]
int[] cells = new int[3];
void main() {
  var wg = new WaitGroup();
  wg.go(() -> cells[1] = 1);
  wg.go(() -> { int _ = cells[1]; });
  wg.await();
}

// == CompoundElement: always on [1]
void main() {
  var cells = new long[3];
  var wg = new WaitGroup();
  wg.go(() -> cells[1] += 2);
  wg.go(() -> cells[1] ^= 3);
  wg.await();
}

// == ThrownValue: always on message
String message = "a";
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { try { throw new IllegalStateException(message); } catch (IllegalStateException e) { /* as planned */ } });
  wg.go(() -> message = "b");
  wg.await();
}

// == FinallyBlock: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { try { gosched(); } finally { x = 1; } });
  wg.go(() -> x = 2);
  wg.await();
}

// == DeferredCall: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { try (var d = new Defer()) { d.call(() -> x = 1); } });
  wg.go(() -> x = 2);
  wg.await();
}

// == InstanceOf: always on o
Object o = "a";
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { if (o instanceof String s && s.isEmpty()) gosched(); });
  wg.go(() -> o = 1);
  wg.await();
}

// == RecordPattern: always on o
record Point(int x, int y) {}
Object o = new Point(1, 2);
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { if (o instanceof Point(int x, int y) && x > y) gosched(); });
  wg.go(() -> o = 1);
  wg.await();
}

// == StringConcatenation: always on x
int x;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { String _ = "x = " + x + ", " + 1L; });
  wg.go(() -> x = 1);
  wg.await();
}

// == Boxing: always on boxed
Integer boxed = 1;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> boxed++);
  wg.go(() -> boxed = 1000);
  wg.await();
}

// == FieldOfAField: always on next
static class Node { Node next; int value; }
void main() {
  var head = new Node();
  head.next = new Node();
  var wg = new WaitGroup();
  wg.go(() -> head.next.value = 1);
  wg.go(() -> head.next = new Node());
  wg.await();
}

// == InterfaceCall: always on state
interface Door { void open(); }
static class Gate implements Door { boolean state; @Override public void open() { state = true; } }
void main() {
  Door door = new Gate();
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(door::open);
  wg.await();
}

// == Recursion: always on depth
int depth;
void dive(int n) { if (n > 0) { depth++; dive(n - 1); } }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> dive(3));
  wg.await();
}

// == TightLoop: always on total
int total;
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> { for (int i = 0; i < 100; i++) total += i; });
  wg.await();
}

// == TightLoopOverElements: always on [
void main() {
  var cells = new int[50];
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> { for (int i = 0; i < cells.length; i++) cells[i] += i; });
  wg.await();
}

// == TightLoopsOfTheirOwn: never
void main() {
  var cells = new int[50];
  var wg = new WaitGroup();
  for (int half : range(2)) {
    wg.go(() -> { for (int i = 25 * half; i < 25 * half + 25; i++) cells[i] += i; });
  }
  wg.await();
  int sum = 0;
  for (int c : cells) sum += c;
  if (sum != 49 * 25) throw panic(sum);
}

// == ManyGoroutines: never
void main() {
  var cells = new int[500];
  var wg = new WaitGroup();
  for (int i : range(500)) wg.go(() -> cells[i] = i);
  wg.await();
  int sum = 0;
  for (int c : cells) sum += c;
  if (sum != 499 * 250) throw panic(sum);
}

// == ManyGoroutinesOneAfterTheOther: never
int x;
void main() {
  // Their numbers may be given again, their accesses must not be taken for another's.
  for (int i = 0; i < 200; i++) {
    var done = Chan.<Integer>make();
    go(() -> { x++; done.send(1); });
    done.receive();
  }
  if (x != 200) throw panic(x);
}

// == OneOfManyGoroutines: always on x
int x;
void main() {
  for (int i = 0; i < 100; i++) {
    int now = i;
    var done = Chan.<Integer>make(1);
    go(() -> {
      if (now != 50) x++;
      done.send(1);
      if (now == 50) x++;
    });
    done.receive();
  }
}
