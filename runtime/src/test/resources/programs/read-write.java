int value;

void main() {
  var mu = new RWMutex();
  var wg = new WaitGroup();
  for (int i : range(8)) {
    wg.go(() -> {
      if (i % 4 == 0) {
        try (var held = mu.locked()) { value++; }
      } else {
        try (var held = mu.rLocked()) { IO.println(i + " sees " + value); }
      }
    });
  }
  wg.await();
}
