import module goloom;
import static goloom.Go.*;

void main() {
  var countdown = Chan.<Integer>make();

  go(() -> {
    for (int i : range(5)) countdown.send(5 - i);
    // Closing is the sender's word that no more will come. A receiver must
    // not close: it cannot know whether someone is about to send, and to
    // send on a closed channel is a panic.
    countdown.close();
  });

  // The loop waits for each value and ends with the channel: no count to
  // agree on, no magic last value. Leave out the close above, and it waits
  // for ever: a deadlock.
  for (var n : countdown) IO.println(n);

  // A closed channel never blocks again. ok tells "nothing will ever come"
  // from a real value.
  var after = countdown.receiveOk();
  IO.println("lift-off (value " + after.value() + ", ok " + after.ok() + ")");
}
