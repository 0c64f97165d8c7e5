import module goloom;
import static goloom.Go.*;

/** What most programs do, done once, so that the images know which classes to have at hand. */
record Job(int id, String name) {}

sealed interface Shape {}

record Circle(double radius) implements Shape {}

record Square(double side) implements Shape {}

int counter;

void main() {
  var jobs = Chan.<Job>make(3);
  var results = Chan.<String>make();
  var wg = new WaitGroup();
  for (int w : range(3)) {
    wg.go(() -> {
      for (var job : jobs) {
        counter++;
        sleep(millis(job.id()));
        results.send("worker " + w + " did " + job);
      }
    });
  }
  go("closer", () -> {
    wg.await();
    results.close();
  });
  go(() -> {
    for (int i = 1; i <= 5; i++) jobs.send(new Job(i, "job" + i));
    jobs.close();
  });
  for (var result : results) IO.println(result);
  var quit = Chan.<Boolean>make();
  switch (select(onReceive(quit, v -> IO.println(v)), onReceive(Time.after(millis(5)), () -> IO.println("time")))) {
    case 0 -> IO.println("quit");
    default -> System.out.printf("%d %s %.2f%n", counter, "after", 1.5);
  }
  var mu = new Mutex();
  mu.lock();
  try {
    var words = new TreeMap<String, List<Integer>>();
    words.computeIfAbsent("a", _ -> new ArrayList<>()).add(1);
    IO.println(words + " " + List.of(3, 1, 2).stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
    for (var shape : new Shape[] {new Circle(1), new Square(2)}) {
      IO.println(switch (shape) {
        case Circle(var r) -> "circle " + r;
        case Square(var s) -> "square " + s;
      });
    }
  } finally {
    mu.unlock();
  }
  try {
    var closed = Chan.<String>make();
    closed.close();
    closed.send("late");
  } catch (Panic p) {
    IO.println(p.getMessage() + " " + LocalDate.ofEpochDay(0) + " " + Instant.EPOCH + " " + Duration.ofMillis(3));
  }
  System.err.println(new StringBuilder("the end").reverse().append(Math.max(1, 2)).append(String.format("%5d", 3)));
  synchronized (this) {
    IO.println(IO.readln() + " of " + quit + " " + new int[0].hashCode());
  }
  go(() -> quit.send(true));
  go(() -> {
    throw new IllegalStateException("enough");
  });
  sleep(seconds(1));
}
