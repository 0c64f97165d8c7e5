void main() throws Exception {
  var latch = new java.util.concurrent.CountDownLatch(4);
  var names = Collections.synchronizedList(new ArrayList<Integer>());
  try (var pool = java.util.concurrent.Executors.newFixedThreadPool(3)) {
    for (int i : range(4)) {
      pool.submit(() -> {
        names.add(i);
        latch.countDown();
      });
    }
    latch.await();
  }
  IO.println(names);
}
