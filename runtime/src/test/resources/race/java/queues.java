// Java: queues

// == ArrayBlockingQueues: never
static class Item { int value; }
void main() throws Exception {
  var queue = new ArrayBlockingQueue<Item>(2);
  var wg = new WaitGroup();
  wg.go(() -> {
    for (int i = 0; i < 5; i++) {
      var item = new Item();
      item.value = i;
      queue.put(item);
    }
  });
  for (int i = 0; i < 5; i++) queue.take().value++;
  wg.await();
}

// == LinkedBlockingQueues: never
static class Item { int value; }
void main() {
  BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var item = new Item();
      item.value = i;
      queue.add(item);
    });
    wg.go(() -> queue.take().value++);
  }
  wg.await();
}

// == QueuesPolledWithTimeouts: never
static class Item { int value; }
void main() throws Exception {
  BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  go(() -> {
    sleep(millis(5));
    var item = new Item();
    item.value = 1;
    if (!queue.offer(item, 1, TimeUnit.SECONDS)) throw panic("full");
  });
  queue.poll(1, TimeUnit.HOURS).value++;
}

// == PollThatTimesOut: always on x
int x;
void main() throws Exception {
  BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
  go(() -> { x = 1; sleep(millis(50)); queue.add(1); });
  if (queue.poll(10, TimeUnit.MILLISECONDS) == null) x = 2;
}

// == SynchronousQueues: never
static class Item { int value; }
void main() throws Exception {
  var queue = new SynchronousQueue<Item>();
  go(() -> {
    var item = new Item();
    item.value = 1;
    queue.put(item);
  });
  queue.take().value++;
}

// == TransferQueues: never
static class Item { int value; }
void main() throws Exception {
  var queue = new LinkedTransferQueue<Item>();
  go(() -> {
    var item = new Item();
    item.value = 1;
    queue.transfer(item);
  });
  queue.take().value++;
}

// == PriorityBlockingQueues: never
record Job(int priority, int[] cell) {}
void main() throws Exception {
  var queue = new PriorityBlockingQueue<Job>(4, Comparator.comparingInt(Job::priority));
  for (int i : range(3)) go(() -> { var cell = new int[] {i}; queue.add(new Job(-i, cell)); });
  for (int i = 0; i < 3; i++) queue.take().cell()[0]++;
}

// == ConcurrentLinkedQueues: never
static class Item { int value; }
void main() {
  var queue = new ConcurrentLinkedQueue<Item>();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var item = new Item();
      item.value = i;
      queue.add(item);
    });
  }
  for (int got = 0; got < 3; ) {
    var item = queue.poll();
    if (item == null) { gosched(); continue; }
    item.value++;
    got++;
  }
  wg.await();
}

// == ConcurrentDeques: never
static class Item { int value; }
void main() throws Exception {
  var one = new ConcurrentLinkedDeque<Item>();
  var other = new LinkedBlockingDeque<Item>();
  go(() -> {
    for (int i = 0; i < 2; i++) {
      var item = new Item();
      item.value = i;
      if (i == 0) one.addFirst(item); else other.putLast(item);
    }
  });
  other.takeFirst().value++;
  one.peekLast().value++;
}

// == ChangedAfterItWasPut: always on value
static class Item { int value; }
void main() throws Exception {
  var queue = new LinkedBlockingQueue<Item>();
  go(() -> {
    var item = new Item();
    queue.put(item);
    item.value = 1;
  });
  queue.take().value++;
  sleep(millis(1));
}

// == CopyOnWriteLists: never
static class Item { int value; }
void main() {
  var list = new CopyOnWriteArrayList<Item>();
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      var item = new Item();
      item.value = i;
      list.add(item);
      for (var each : list) if (each.value > 2) throw panic(each.value);
    });
  }
  wg.await();
}
