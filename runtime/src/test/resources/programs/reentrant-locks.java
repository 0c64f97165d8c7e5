void main() {
  var lock = new java.util.concurrent.locks.ReentrantLock();
  var changed = lock.newCondition();
  var order = new ArrayList<Integer>();
  var wg = new WaitGroup();
  for (int i : range(6)) {
    wg.go(() -> {
      lock.lock();
      try {
        order.add(i);
        changed.signalAll();
        while (order.size() < 3) changed.await();
      } finally {
        lock.unlock();
      }
    });
  }
  wg.await();
  IO.println(order);
}
