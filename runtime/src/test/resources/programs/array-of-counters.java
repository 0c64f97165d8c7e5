void main() {
  int[] counts = new int[3];
  var wg = new WaitGroup();
  for (int i : range(9)) {
    wg.go(() -> {
      for (int k = 0; k < 50; k++) counts[(i + k) % 3]++;
    });
  }
  wg.await();
  IO.println(java.util.Arrays.toString(counts));
}
