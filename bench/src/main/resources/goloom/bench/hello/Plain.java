void main() throws InterruptedException {
  var jobs = new ArrayBlockingQueue<Integer>(3);
  var done = new SynchronousQueue<String>();
  Thread.startVirtualThread(() -> {
    try {
      for (int n = jobs.take(); n > 0; n = jobs.take()) IO.println("job " + n);
      done.put("finished");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  });
  for (int i = 1; i <= 5; i++) jobs.put(i);
  jobs.put(0);
  IO.println(done.take());
}
