import module goloom;
import static goloom.Go.*;

void main() {
  var jobs = Chan.<Integer>make(3);
  var done = Chan.<String>make();
  go(() -> {
    for (var n : jobs) IO.println("job " + n);
    done.send("finished");
  });
  for (int i = 1; i <= 5; i++) jobs.send(i);
  jobs.close();
  IO.println(done.receive());
}
