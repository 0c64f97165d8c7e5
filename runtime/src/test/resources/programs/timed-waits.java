void main() throws Exception {
  var queue = new java.util.concurrent.LinkedBlockingQueue<String>();
  go(() -> { sleep(millis(30)); queue.put("late"); });
  var begin = Time.now();
  IO.println(queue.poll(20, java.util.concurrent.TimeUnit.MILLISECONDS));
  IO.println(queue.poll(20, java.util.concurrent.TimeUnit.MILLISECONDS));
  IO.println(Time.since(begin).toMillis());
}
