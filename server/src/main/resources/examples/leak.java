import module goloom;
import static goloom.Go.*;

void main() {
  IO.println("first answer: " + fastest("Tokyo", "Rio", "Nairobi"));

  // The program goes on with other things. A server would go on for months.
  sleep(minutes(10));
  IO.println("goroutines still here: " + numGoroutine());
}

/** Gives the first answer of all mirrors. */
String fastest(String... mirrors) {
  var answers = Chan.<String>make();
  for (var mirror : mirrors) go(mirror, () -> ask(mirror, answers));
  return answers.receive();
}

void ask(String mirror, SendChan<String> answers) {
  sleep(millis(10 * mirror.length()));
  // No buffer, three senders, and a single receive: two of them wait here
  // for ever. They are never collected, nor is anything that they hold on
  // to. That is a leak.
  answers.send(mirror);
}
