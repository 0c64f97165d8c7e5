import module goloom;
import static goloom.Go.*;

void main() {
  var start = Time.now();
  var orders = Chan.<String>make();
  go(() -> {
    for (var dish : List.of("risotto", "soup", "pasta", "muffin", "tea")) orders.send(dish);
    orders.close();
  });

  // Fan out: three cooks read one channel. Each order goes to one of them, whoever is free first.
  var plates = Stream.generate(() -> cook(orders)).limit(3).toList();

  // Fan in: one channel for the waiter, in the order in which the dishes get ready.
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
  // The merged channel ends when the last of its sources has, which none of them can tell alone.
  go(() -> {
    open.await();
    out.close();
  });
  return out;
}
