import module goloom;
import static goloom.Go.*;

void main() {
  // No buffer: sender and receiver meet. Each send waits until someone
  // takes the value.
  post("no buffer", Chan.make());

  // A buffer of two: the sender runs ahead of the receiver, but never by
  // more than two values.
  post("room for 2", Chan.make(2));
}

void post(String kind, Chan<String> box) {
  var start = Time.now();
  var reader = new WaitGroup();

  // What is handed on is the receiving end alone: the reader can't send or
  // close, even by mistake.
  reader.go(() -> readSlowly(box));

  for (var letter : List.of("A", "B", "C")) {
    box.send(letter);
    var waited = Time.since(start).toSeconds();
    IO.println(kind + ": letter " + letter + " off after " + waited + " s");
  }
  box.close();
  reader.await();
}

void readSlowly(ReceiveChan<String> box) {
  do {
    sleep(seconds(1));
  } while (box.receiveOk().ok());
}
