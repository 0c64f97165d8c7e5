import module goloom;
import static goloom.Go.*;

void main() {
  var runners = new WaitGroup();

  // range(4) gives each turn an i of its own, which the lambda may keep.
  // The i of a counted loop is one variable that changes, and Java does not
  // let a lambda capture it.
  for (int i : range(4)) {
    // Counts one up, starts a goroutine, and counts down when it ends.
    runners.go(() -> IO.println("runner " + i + " is home"));
  }

  // Nothing says who comes home first: that is the scheduler's choice. Try
  // some other seeds. All that is sure is that nobody is still out after
  // this line.
  runners.await();
  IO.println("everybody is home");
}
