import module goloom;
import static goloom.Go.*;

void main() {
  IO.println("first answer: " + fastest("Tokyo", "Rio", "Nairobi"));

  sleep(minutes(10));
  IO.println("goroutines still here: " + numGoroutine());
}

/** Gives the first answer of all mirrors, and leaves nobody behind. */
String fastest(String... mirrors) {
  var answers = Chan.<String>make();
  var done = Chan.<Void>make();

  // Whatever is deferred runs when the block is left, be it by an
  // exception: it can't be forgotten.
  try (var defer = new Defer()) {
    // A send reaches one receiver, a close reaches them all: that makes it
    // a signal to everyone.
    defer.call(done::close);

    for (var mirror : mirrors) go(mirror, () -> ask(mirror, answers, done));
    return answers.receive();
  }
}

void ask(String mirror, SendChan<String> answers, ReceiveChan<Void> done) {
  sleep(millis(10 * mirror.length()));
  // Whichever comes first: somebody wants the answer, or nobody does any
  // more.
  select(onSend(answers, mirror), onReceive(done));
}
