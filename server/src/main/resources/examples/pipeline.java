import module goloom;
import static goloom.Go.*;

void main() {
  // Each stage is a goroutine, each arrow a channel, and all work at once:
  // words ─▶ lengths ─▶ bars ─▶ main
  // While one word is being drawn, the next is already being measured.
  var words = words("a loom turns many single threads into cloth");
  var lengths = stage(words, String::length);
  var bars = stage(lengths, "█"::repeat);

  for (var bar : bars) IO.println(bar);
}

ReceiveChan<String> words(String text) {
  var out = Chan.<String>make();
  go(() -> {
    for (var word : text.split(" ")) out.send(word);
    out.close();
  });
  // Whoever makes a channel writes to it and closes it; everyone else is
  // only given the reading end.
  return out;
}

<A, B> ReceiveChan<B> stage(ReceiveChan<A> in, Function<A, B> work) {
  var out = Chan.<B>make();
  go(() -> {
    for (var value : in) out.send(work.apply(value));
    // The close travels down the line: each stage ends when the one before
    // it has.
    out.close();
  });
  return out;
}
