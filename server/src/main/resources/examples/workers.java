import module goloom;
import static goloom.Go.*;

void main() {
  var start = Time.now();
  var jobs = Chan.<Integer>make(9);
  var results = Chan.<String>make();
  var workers = new WaitGroup();

  // Goroutines are cheap, what they use may not be: three workers mean that
  // never more than three jobs are under way, however many are waiting.
  for (int w : range(3)) {
    workers.go(() -> {
      for (var job : jobs) {
        sleep(seconds(1));
        results.send("job " + job + " done by worker " + w);
      }
    });
  }

  for (int job : range(9)) jobs.send(job);
  // A closed channel still hands out what it holds, so no job is lost; then
  // the workers go home.
  jobs.close();

  // Only after the last worker's last send may the results be closed, and
  // main is busy reading.
  go(() -> {
    workers.await();
    results.close();
  });

  for (var result : results) IO.println(result);
  IO.println("9 s of work took " + Time.since(start).toSeconds() + " s");
}
