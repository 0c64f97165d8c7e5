void main() {
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      long x = i;
      for (int k = 0; k < 30_000; k++) x = x * 6364136223846793005L + 1442695040888963407L;
      IO.println(i + " " + x);
    });
  }
  go(() -> { while (true) {} });
  wg.await();
}
