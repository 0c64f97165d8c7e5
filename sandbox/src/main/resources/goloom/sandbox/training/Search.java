import module goloom;
import static goloom.Go.*;

/** What programs do that are searched, in some hundred interleavings: workers rehearse with it. */
int total;

void main() {
  var mu = new Mutex();
  var wg = new WaitGroup();
  var results = Chan.<Integer>make(1);
  var counts = new int[3];
  for (int i : range(3)) {
    wg.go(() -> {
      mu.lock();
      total += i;
      mu.unlock();
      counts[i]++;
      results.send(i);
    });
  }
  go(() -> {
    wg.await();
    results.close();
  });
  for (var result : results) {
    counts[result]++;
  }
  switch (select(onReceive(results, _ -> {}), onDefault(() -> {}))) {
    default -> IO.println(total);
  }
}
