void main() {
  var wg = new WaitGroup();
  try (var ctx = Context.background().withTimeout(millis(10))) {
    for (int i : range(3)) {
      wg.go(() -> select(
          onReceive(ctx.done(), () -> IO.println(i + ": " + ctx.err())),
          onReceive(Time.after(millis(8 + 2 * i)), () -> IO.println(i + ": in time"))));
    }
    wg.await();
  }
}
