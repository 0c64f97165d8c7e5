package goloom.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A class of learners: many pages, all at once on one program, on many, and for a while. */
final class LoadBenchmark implements Benchmark {
  private static final int STAYING_CLIENTS = 4;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String about() {
    return "many pages at once on one server: on one example, on different programs, for a while";
  }

  @Override
  public List<Table> run(Dose dose) throws IOException, InterruptedException {
    int clients = Math.min(200, 10 * dose.clicks());
    var table =
        new Table(
            "load: press of Run to first output, over WebSockets",
            "what",
            "runs",
            "lost",
            "median",
            "95th",
            "99th",
            "all in",
            "queued, median",
            "positions told",
            "turned away first",
            "runs/s",
            "processors: clients' share",
            "server's memory");
    try (var server = Server.start()) {
      String example = example();
      // Once warm, as the server of a class is after its first minute.
      for (int i = 0; i < Math.min(20, dose.clicks()); i++) {
        server.run(example + "// warm-up " + i + "\n");
      }
      all(table, server, clients, "one example, unchanged", _ -> example);
      all(table, server, clients, "as many different programs", i -> different(i));
      sustained(table, server, dose);
    }
    var workers =
        new Table("load: what a warm server holds, and how fast it lets go", "what", "figure");
    try (var server = Server.start()) {
      server.run(example());
      Thread.sleep(2_000);
      workers.row(
          "a run worker that waits, its share of memory (PSS)",
          mebibytes(server.pss("goloom.worker")));
      workers.row("a compile worker, its share", mebibytes(server.pss("goloom.compiler")));
      var stops = new Figures();
      for (int i = 0; i < dose.clicks(); i++) {
        stops.add("stop", server.stop());
        Thread.sleep(200);
      }
      workers.row("Stop to a dead process tree, median", Cells.millis(stops.median("stop")));
      workers.row("Stop, 95th percentile", Cells.millis(stops.percentile("stop", 95)));
      workers.row("the server, resident", mebibytes(server.resident()));
    }
    return List.of(table, workers);
  }

  private interface Sources {
    String of(int client);
  }

  private static String example() throws IOException {
    return GoProgram.text("hello/Goloom.java");
  }

  private static String different(int i) {
    try {
      return switch (i % 3) {
        case 0 -> example() + "// of client " + i + "\n";
        case 1 ->
            "void main() { for (int i = 0; i < 20; i++) IO.println(i + \" of " + i + "\"); }\n";
        default ->
            """
            import module goloom;
            import static goloom.Go.*;
            void main() {
              var wg = new WaitGroup();
              var mu = new Mutex();
              var sums = new ArrayList<Integer>();
              for (int i : range(8)) wg.go(() -> { mu.lock(); sums.add(i * %d); mu.unlock(); });
              wg.await();
              IO.println(sums);
            }
            """
                .formatted(i);
      };
    } catch (IOException e) {
      throw new UncheckedExample(e);
    }
  }

  private static final class UncheckedExample extends RuntimeException {
    private static final long serialVersionUID = 1;

    UncheckedExample(IOException cause) {
      super(cause);
    }
  }

  /** Everybody presses Run in the same moment. */
  private static void all(Table table, Server server, int clients, String what, Sources sources)
      throws IOException, InterruptedException {
    var ready = new CountDownLatch(clients);
    var go = new CountDownLatch(1);
    try (var http = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Client.Outcome>> pressed = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int number = i;
        pressed.add(
            threads.submit(() -> {
              try (var client = new Client(http, server.address(), number)) {
                ready.countDown();
                go.await();
                return client.run(sources.of(number));
              }
            }));
      }
      ready.await();
      var start = Moment.now();
      go.countDown();
      row(table, clients + " clients, " + what, collect(pressed), start, server);
    }
  }

  /** Some clients, each pressing Run again as soon as the last run has ended. */
  private static void sustained(Table table, Server server, Dose dose)
      throws IOException, InterruptedException {
    int each = 10 * dose.clicks();
    try (var http = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Client.Outcome>>> pressed = new ArrayList<>();
      var start = Moment.now();
      for (int i = 0; i < STAYING_CLIENTS; i++) {
        int number = i;
        pressed.add(threads.submit(stays(http, server, number, each)));
      }
      List<Client.Outcome> all = new ArrayList<>();
      for (var one : pressed) {
        all.addAll(joined(one));
      }
      row(table, STAYING_CLIENTS + " clients without a pause, all different", all, start, server);
    }
  }

  private static Callable<List<Client.Outcome>> stays(
      HttpClient http, Server server, int number, int runs) {
    return () -> {
      List<Client.Outcome> all = new ArrayList<>();
      try (var client = new Client(http, server.address(), number)) {
        for (int i = 0; i < runs; i++) {
          all.add(client.run(different(1_000 + number * runs + i)));
        }
      }
      return all;
    };
  }

  private static List<Client.Outcome> collect(List<Future<Client.Outcome>> pressed)
      throws IOException, InterruptedException {
    List<Client.Outcome> all = new ArrayList<>();
    for (var one : pressed) {
      all.add(joined(one));
    }
    return all;
  }

  private static <T> T joined(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("a client failed", e.getCause());
    }
  }

  private static void row(
      Table table, String what, List<Client.Outcome> all, Moment start, Server server)
      throws IOException {
    var end = Moment.now();
    double seconds = (end.nanos - start.nanos) / 1e9;
    double clients = (end.processor - start.processor) / 1e9 / seconds;
    var figures = new Figures();
    int lost = 0;
    int positions = 0;
    int refusals = 0;
    for (var one : all) {
      figures.add("first", one.firstOutputMillis());
      figures.add("exit", one.exitMillis());
      figures.add("queued", one.queuedMillis());
      lost += one.status().equals("ok") && one.firstOutputMillis() >= 0 ? 0 : 1;
      positions += one.positions();
      refusals += one.refusals();
    }
    table.row(
        what,
        Integer.toString(all.size()),
        Integer.toString(lost),
        Cells.millis(figures.median("first")),
        Cells.millis(figures.percentile("first", 95)),
        Cells.millis(figures.percentile("first", 99)),
        Cells.millis(figures.percentile("exit", 100)),
        Cells.millis(figures.median("queued")),
        Integer.toString(positions),
        Integer.toString(refusals),
        "%.1f".formatted(all.size() / seconds),
        "%.0f %%".formatted(100 * clients / Runtime.getRuntime().availableProcessors()),
        mebibytes(server.resident()));
  }

  /** Now, and the processor time that the clients, who live in this process, have had until now. */
  private record Moment(long nanos, long processor) {
    static Moment now() {
      var used = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
      return new Moment(System.nanoTime(), used.toNanos());
    }
  }

  private static String mebibytes(long kibibytes) {
    return kibibytes < 0 ? "–" : "%.1f MiB".formatted(kibibytes / 1024.0);
  }
}
