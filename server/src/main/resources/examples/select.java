import module goloom;
import static goloom.Go.*;

void main() {
  var news = Chan.<String>make();
  go(() -> {
    sleep(millis(4500));
    news.send("the ship is in");
  });

  // With a default, select never waits: it takes what is ready now, or the
  // default.
  select(
      onReceive(news, text -> IO.println(text)),
      onDefault(() -> IO.println("no news yet, and I am busy anyway")));

  // A timeout is nothing special, only one more channel: Time.after sends
  // when the time is over.
  select(
      onReceive(news, text -> IO.println(text)),
      onReceive(Time.after(seconds(1)), () -> IO.println("waited, in vain")));

  // Cases are values, so a loop can use them again; select returns the
  // index of the one it took.
  var arrival = onReceive(news);
  var tick = onReceive(Time.tick(seconds(1)));
  while (select(arrival, tick) != 0) {
    IO.println("still waiting");
  }
  IO.println("news: " + arrival.value());
}
