import module goloom;
import static goloom.Go.*;

void main() {
  var greeting = Chan.<String>make();

  // From here on two things go on at once: this goroutine, and the one that
  // runs the lambda.
  go(() -> {
    // Time is virtual: when everyone waits, the clock jumps, and an hour
    // costs you nothing.
    sleep(hours(1));
    greeting.send("Hello from a goroutine, an hour later!");
  });

  IO.println("Hello from main!");

  // Without this wait main would return at once, and a program ends when
  // its main does: goroutines that are still at work are not waited for.
  // Take the line out and see.
  IO.println(greeting.receive());
}
