import module goloom;
import static goloom.Go.*;

void main() {
  var fork = new Mutex();
  var knife = new Mutex();
  var diners = new WaitGroup();

  // Each takes what lies next to them first. Ada holds the fork and wants
  // the knife, Ben holds the knife and wants the fork: a circle, in which
  // nobody will ever let go.
  diners.go(() -> eat("Ada", fork, knife));
  diners.go(() -> eat("Ben", knife, fork));

  // The report names everyone who waits, main included: it waits for the
  // two. The cure: an order that all keep to. Let Ben, too, take the fork
  // first.
  diners.await();
}

void eat(String who, Mutex first, Mutex second) {
  try (var _ = first.locked()) {
    IO.println(who + " has one piece");
    // Without this pause one of them is often quick enough to get both, and
    // all seems well: such bugs hide for months.
    sleep(millis(1));
    try (var _ = second.locked()) {
      IO.println(who + " eats");
    }
  }
}
