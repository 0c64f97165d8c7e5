import module goloom;
import static goloom.Go.*;

void main() {
  var start = Time.now();
  var orders = Chan.<String>make();
  go(() -> {
    var menu = List.of("risotto", "soup", "pasta", "muffin", "tea");
    for (var dish : menu) orders.send(dish);
    orders.close();
  });

  // Fan out: three cooks read one channel, and each order goes to one of
  // them: to whoever is free first.
  var plates = Stream.generate(() -> cook(orders)).limit(3).toList();

  // Fan in: one channel for the waiter, as the dishes get ready.
  for (var dish : merge(plates)) {
    IO.println(dish + " after " + Time.since(start).toMinutes() + " min");
  }
}

ReceiveChan<String> cook(ReceiveChan<String> orders) {
  var out = Chan.<String>make();
  go(() -> {
    for (var dish : orders) {
      sleep(minutes(dish.length() * dish.length())); // long names take long
      out.send(dish);
    }
    out.close();
  });
  return out;
}

<T> ReceiveChan<T> merge(List<ReceiveChan<T>> inputs) {
  var out = Chan.<T>make();
  var open = new WaitGroup();
  for (var in : inputs) open.go(() -> in.forEach(out::send));
  // The end of one source is not the end of all: somebody has to wait.
  go(() -> {
    open.await();
    out.close();
  });
  return out;
}
