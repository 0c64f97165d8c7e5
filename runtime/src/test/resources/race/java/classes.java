// Java: fields, final fields, records, enums, inner classes, lambdas, class initialisation

// == ReadsOnly: never
int x = 5;
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { if (x != 5) throw panic(x); });
  wg.await();
}

// == LostUpdates: always on x
int x;
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> x++);
  wg.await();
}

// == StaticField: always on n
static class Shared { static long n; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> Shared.n += 2);
  wg.await();
}

// == NeighbouringFields: never
boolean a;
boolean b;
byte c;
byte d;
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { a = true; c = 1; });
  wg.go(() -> { b = true; d = 1; });
  wg.await();
}

// == SuperclassField: always on count
static class Base { int count; }
static class Left extends Base {}
void main() {
  var left = new Left();
  Base base = left;
  var wg = new WaitGroup();
  wg.go(() -> left.count++);
  wg.go(() -> base.count++);
  wg.await();
}

// == HiddenFieldIsAnother: never
static class Base { int count; }
static class Left extends Base { int count; }
void main() {
  var left = new Left();
  Base base = left;
  var wg = new WaitGroup();
  wg.go(() -> left.count++);
  wg.go(() -> base.count++);
  wg.await();
}

// == FieldsOfDifferentObjects: never
static class Cell { int x; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    var cell = new Cell();
    wg.go(() -> cell.x++);
  }
  wg.await();
}

// == CapturedObject: always on x
static class Cell { int x; }
void main() {
  var cell = new Cell();
  var wg = new WaitGroup();
  wg.go(() -> cell.x = 1);
  wg.go(() -> cell.x = 2);
  wg.await();
}

// == CapturedBox: always on [0]
void main() {
  int[] box = {0};
  var wg = new WaitGroup();
  wg.go(() -> box[0]++);
  wg.go(() -> box[0]++);
  wg.await();
}

// == CapturedValue: never
void main() {
  int value = new Random().nextInt();
  String text = "v" + value;
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { if (!text.equals("v" + value)) throw panic(i); });
  wg.await();
}

// == LoopVariable: never
void main() {
  var sums = new int[4];
  var wg = new WaitGroup();
  for (int i : range(4)) wg.go(() -> { for (int k = 0; k < 5; k++) sums[i] += k; });
  wg.await();
}

// == SharedLambda: always on calls
int calls;
void main() {
  Runnable count = () -> calls++;
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(count::run);
  wg.await();
}

// == InnerClassWritesOuterField: always on total
int total;
class Adder { void add(int n) { total += n; } }
void main() {
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> new Adder().add(i));
  wg.await();
}

// == AnonymousClassWritesItsOwnField: always on n
void main() {
  var counter = new Runnable() {
    int n;
    @Override public void run() { n++; }
  };
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(counter::run);
  wg.await();
}

// == LocalClassOfEach: never
void main() {
  var wg = new WaitGroup();
  for (int i : range(2)) {
    class Local { int n = i; void run() { n++; } }
    wg.go(() -> new Local().run());
  }
  wg.await();
}

// == PlainFieldsOfAnUnsafelyPublished: always on x
static class Point { int x; Point(int x) { this.x = x; } }
Point shared;
void main() {
  go(() -> shared = new Point(7));
  while (shared == null) gosched();
  int _ = shared.x;
}

// == RecordSentOverAChannel: never
record Reading(String sensor, double value) {}
void main() {
  var c = Chan.<Reading>make(1);
  go(() -> c.send(new Reading("t", 21.5)));
  if (!c.receive().equals(new Reading("t", 21.5))) throw panic("another");
}

// == RecordUnsafelyPublished: always only on latest
record Reading(String sensor, double value) {}
Reading latest;
void main() {
  go(() -> latest = new Reading("t", 21.5));
  while (latest == null) gosched();
  if (latest.value() != 21.5 || latest.hashCode() == 0) throw panic("half made");
}

// == RecordOfAMutable: always on [0]
record Row(int[] cells) {}
void main() {
  var row = new Row(new int[1]);
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> row.cells()[0]++);
  wg.await();
}

// == RecordStatic: always on made
record Ticket(int number) {
  static int made;
  Ticket { made++; }
}
void main() {
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> new Ticket(i));
  wg.await();
}

// == EnumConstants: never
enum Level { LOW(1), HIGH(9); final int weight; Level(int weight) { this.weight = weight; } }
void main() {
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      int sum = 0;
      for (var level : Level.values()) sum += level.weight;
      if (sum + Level.valueOf("LOW").ordinal() != 10) throw panic(i);
    });
  }
  wg.await();
}

// == EnumState: always on count
enum Counter { ONE; int count; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> Counter.ONE.count++);
  wg.await();
}

// == EnumStatic: always on created
enum Kind { A, B; static int created; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> Kind.created++);
  wg.await();
}

// == EnumSwitch: never
enum Kind { A, B }
String name(Kind kind) { return switch (kind) { case A -> "a"; case B -> "b"; }; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { if (!name(Kind.B).equals("b")) throw panic("not b"); });
  wg.await();
}

// == HolderIdiom: never
static class Expensive { int value; Expensive() { value = 42; } }
static class Holder { static Expensive only = new Expensive(); }
void main() {
  // Whoever comes first runs the initialiser; all others are ordered after it.
  var wg = new WaitGroup();
  for (int _ : range(4)) wg.go(() -> { if (Holder.only.value != 42) throw panic("half made"); });
  wg.await();
}

// == StaticInitialiserBlock: never
static class Table {
  static int[] squares;
  static final Map<String, Integer> names = new HashMap<>();
  static {
    squares = new int[10];
    for (int i = 0; i < 10; i++) squares[i] = i * i;
    names.put("nine", 9);
  }
}
void main() {
  var wg = new WaitGroup();
  for (int _ : range(4)) {
    wg.go(() -> { if (Table.squares[3] != Table.names.get("nine")) throw panic("half made"); });
  }
  wg.await();
}

// == WriteAfterInitialisation: always on only
static class Holder { static Object only = new Object(); }
void main() {
  var wg = new WaitGroup();
  wg.go(() -> { Object _ = Holder.only; });
  wg.go(() -> Holder.only = "another");
  wg.await();
}

// == InitialiserStartsAGoroutine: always on n
static class Eager {
  static int n;
  static { go(() -> n++); }
  static void count() { n++; }
}
void main() {
  Eager.count();
  sleep(millis(1));
}

// == ThisEscapesFromItsConstructor: always on size
static class Server {
  int size;
  Server(WaitGroup wg) {
    wg.go(() -> { int _ = size; });
    size = 3;
  }
}
void main() {
  var wg = new WaitGroup();
  new Server(wg);
  wg.await();
}

// == FieldsBeforeAndAfterTheGoroutine: never
static class Server {
  int size = 3;
  Server(WaitGroup wg) { wg.go(() -> { if (size != 3) throw panic(size); }); }
}
void main() {
  var wg = new WaitGroup();
  var server = new Server(wg);
  wg.await();
  server.size = 4;
}

// == MethodReferenceToOneObject: always on n
static class Counter { int n; void count() { n++; } }
void main() {
  var counter = new Counter();
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(counter::count);
  wg.await();
}

// == PatternReadsAField: always on side
sealed interface Shape permits Square, Dot {}
static final class Square implements Shape { double side; }
record Dot() implements Shape {}
double area(Shape s) { return switch (s) { case Square q when q.side > 1 -> q.side; case Square _ -> 1; case Dot _ -> 0; }; }
void main() {
  var square = new Square();
  var wg = new WaitGroup();
  wg.go(() -> square.side = 2);
  wg.go(() -> { double _ = area(square); });
  wg.await();
}

// == FinalFieldsOfAnUnsafelyPublished: always only on shared
static class Point {
  final int x;
  final int[] more;
  Point(int x) { this.x = x; more = new int[] {x}; }
}
Point shared;
void main() {
  // The reference is raced for; what the constructor put into final fields is not.
  go(() -> shared = new Point(7));
  while (shared == null) gosched();
  if (shared.x + shared.more[0] != 14) throw panic("half made");
}

// == InitialisersOfSuperclassAndInterface: never
interface Settings { int[] LIMITS = {1, 2}; }
static class Base { static int[] seed = {3}; }
static class Derived extends Base implements Settings { static int[] own = {4}; }
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      if (new Derived().hashCode() == 0) gosched();
      if (Derived.own[0] + Derived.seed[0] + Derived.LIMITS[1] != 9) throw panic("half made");
    });
  }
  wg.await();
}

