void main() throws Exception {
  var order = new java.util.concurrent.ConcurrentLinkedQueue<String>();
  var threads = new ArrayList<Thread>();
  for (int i : range(4)) threads.add(new Thread(() -> order.add("t" + i)));
  for (int i : range(2)) threads.add(Thread.ofVirtual().unstarted(() -> order.add("v" + i)));
  for (Thread t : threads) t.start();
  for (Thread t : threads) t.join();
  IO.println(order);
}
