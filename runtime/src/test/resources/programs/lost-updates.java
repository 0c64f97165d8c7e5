int count;

void main() {
  var wg = new WaitGroup();
  for (int i : range(4)) {
    wg.go(() -> {
      for (int k = 0; k < 200; k++) count++;
    });
  }
  wg.await();
  IO.println(count);
}
