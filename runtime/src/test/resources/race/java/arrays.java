// Java: arrays, by element and by range

// == SameElement: always on [3]
void main() {
  var counts = new int[5];
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> counts[3]++);
  wg.await();
}

// == DifferentElements: never
void main() {
  var ints = new int[4];
  var bytes = new byte[4];
  var flags = new boolean[4];
  var chars = new char[4];
  var shorts = new short[4];
  var longs = new long[4];
  var floats = new float[4];
  var doubles = new double[4];
  var texts = new String[4];
  var wg = new WaitGroup();
  for (int i : range(4)) {
    wg.go(() -> {
      ints[i]++; bytes[i]++; flags[i] = true; chars[i]++; shorts[i]++; longs[i]++; floats[i]++; doubles[i]++;
      texts[i] = "t" + i;
    });
  }
  wg.await();
}

// == SameElementOfEachType: always
void main() {
  var bytes = new byte[4];
  var texts = new String[4];
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> { bytes[1] = (byte) i; texts[2] = "t" + i; });
  wg.await();
}

// == LengthIsNotRacedFor: never
void main() {
  var cells = new int[4];
  var wg = new WaitGroup();
  wg.go(() -> cells[0]++);
  wg.go(() -> { if (cells.length != 4) throw panic("not 4"); });
  wg.await();
}

// == RowsOfAMatrix: never
void main() {
  var m = new int[3][4];
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { for (int k = 0; k < 4; k++) m[i][k] = i * k; });
  wg.await();
  if (m[2][3] != 6) throw panic(m[2][3]);
}

// == CellOfAMatrix: always on [2]
void main() {
  var m = new int[3][4];
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> m[1][2]++);
  wg.await();
}

// == ArraycopyDisjoint: never
void main() {
  var from = new int[] {1, 2, 3, 4};
  var to = new int[4];
  var wg = new WaitGroup();
  wg.go(() -> System.arraycopy(from, 0, to, 0, 2));
  wg.go(() -> System.arraycopy(from, 0, to, 2, 2));
  wg.await();
}

// == ArraycopyOverlapping: always on [1]
void main() {
  var from = new int[] {1, 2, 3, 4};
  var to = new int[4];
  var wg = new WaitGroup();
  wg.go(() -> System.arraycopy(from, 0, to, 0, 2));
  wg.go(() -> System.arraycopy(from, 0, to, 1, 2));
  wg.await();
}

// == ArraycopyReadsItsSource: always on [2]
void main() {
  var from = new String[] {"a", "b", "c"};
  var wg = new WaitGroup();
  wg.go(() -> System.arraycopy(from, 1, new String[2], 0, 2));
  wg.go(() -> from[2] = "d");
  wg.await();
}

// == ArraycopyReadsNoMore: never
void main() {
  var from = new String[] {"a", "b", "c"};
  var wg = new WaitGroup();
  wg.go(() -> System.arraycopy(from, 1, new String[2], 0, 2));
  wg.go(() -> from[0] = "d");
  wg.await();
}

// == FillDisjoint: never
void main() {
  var cells = new int[10];
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> Arrays.fill(cells, 5 * i, 5 * i + 5, i));
  wg.await();
}

// == FillOverlapping: always on [4]
void main() {
  var cells = new int[10];
  var wg = new WaitGroup();
  wg.go(() -> Arrays.fill(cells, 0, 5, 1));
  wg.go(() -> Arrays.fill(cells, 4, 10, 2));
  wg.await();
}

// == FillAll: always on [7]
void main() {
  var cells = new double[10];
  var wg = new WaitGroup();
  wg.go(() -> Arrays.fill(cells, 1));
  wg.go(() -> { double _ = cells[7]; });
  wg.await();
}

// == SortHalves: never
void main() {
  var cells = new int[] {4, 3, 2, 1};
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> Arrays.sort(cells, 2 * i, 2 * i + 2));
  wg.await();
}

// == SortAll: always
void main() {
  var cells = new int[] {4, 3, 2, 1};
  var wg = new WaitGroup();
  wg.go(() -> Arrays.sort(cells));
  wg.go(() -> { int _ = cells[3]; });
  wg.await();
}

// == CloneReadsAll: always on [1]
void main() {
  var cells = new long[] {1, 2, 3};
  var wg = new WaitGroup();
  wg.go(() -> cells.clone());
  wg.go(() -> cells[1] = 5);
  wg.await();
}

// == CopyOfReadsItsRange: always on [1]
void main() {
  var cells = new char[] {'a', 'b', 'c'};
  var wg = new WaitGroup();
  wg.go(() -> Arrays.copyOf(cells, 2));
  wg.go(() -> cells[1] = 'z');
  wg.await();
}

// == CopyOfRangeReadsNoMore: never
void main() {
  var cells = new char[] {'a', 'b', 'c'};
  var wg = new WaitGroup();
  wg.go(() -> Arrays.copyOfRange(cells, 0, 2));
  wg.go(() -> cells[2] = 'z');
  wg.await();
}

// == EqualsReadsBoth: always on [0]
void main() {
  var a = new int[] {1, 2};
  var b = new int[] {1, 2};
  var wg = new WaitGroup();
  wg.go(() -> { boolean _ = Arrays.equals(a, b); });
  wg.go(() -> b[0] = 1);
  wg.await();
}

// == HashCodeReadsAll: always on [1]
void main() {
  var a = new int[] {1, 2};
  var wg = new WaitGroup();
  wg.go(() -> { int _ = Arrays.hashCode(a); });
  wg.go(() -> a[1] = 7);
  wg.await();
}

// == ToStringReadsAll: always on [1]
void main() {
  var a = new int[] {1, 2};
  var wg = new WaitGroup();
  wg.go(() -> IO.println(Arrays.toString(a)));
  wg.go(() -> a[1] = 7);
  wg.await();
}

// == StreamReadsAll: always on [1]
void main() {
  var a = new int[] {1, 2};
  var wg = new WaitGroup();
  wg.go(() -> { int _ = Arrays.stream(a).sum(); });
  wg.go(() -> a[1] = 7);
  wg.await();
}

// == SetAllWritesAll: always on [1]
void main() {
  var a = new int[] {1, 2};
  var wg = new WaitGroup();
  wg.go(() -> Arrays.setAll(a, i -> i));
  wg.go(() -> { int _ = a[1]; });
  wg.await();
}

// == ReadersOfRanges: never
void main() {
  var a = new int[] {3, 1, 2};
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      int sum = Arrays.stream(a).sum() + a.clone()[0] + Arrays.hashCode(a) + Arrays.copyOf(a, 3)[2];
      if (!Arrays.equals(a, a.clone()) || Arrays.toString(a).isEmpty()) throw panic(sum);
    });
  }
  wg.await();
}

// == ParallelStream: never
void main() {
  var squares = new int[20];
  IntStream.range(0, 20).parallel().forEach(i -> squares[i] = i * i);
  int sum = IntStream.of(squares).parallel().sum();
  if (sum != List.of(1, 2).parallelStream().mapToInt(i -> i).sum() + 2467) throw panic(sum);
}

// == Streams: never
void main() {
  var words = List.of("b", "a", "c");
  var wg = new WaitGroup();
  for (int _ : range(3)) {
    wg.go(() -> {
      var sorted = words.stream().sorted().collect(Collectors.toList());
      sorted.add("d");
      var groups = words.stream().collect(Collectors.groupingBy(String::length, Collectors.counting()));
      if (sorted.size() != 4 || groups.get(1) != 3) throw panic(sorted);
    });
  }
  wg.await();
}

// == StreamOfSharedState: always on n
int n;
void main() {
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> Stream.of(1, 2, 3).forEach(i -> n += i));
  wg.await();
}

// == LoopNamesTheField: always on rows[
int[][] rows = new int[2][2];
void main() {
  var wg = new WaitGroup();
  for (int i : range(2)) {
    wg.go(() -> { for (int[] row : rows) if (row == null) throw panic(i); rows[i] = new int[3]; });
  }
  wg.await();
}

// == ValueOfAnAssignment: always on cells[1]
void main() {
  var cells = new int[3];
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> { int n = cells[1] = i; if (n > 9) gosched(); });
  wg.await();
}

// == ValueOfAnIncrement: always on cells[1]
void main() {
  var cells = new int[3];
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> { if (++cells[1] > 9) gosched(); });
  wg.await();
}

// == CellByName: always on grid[
void main() {
  var grid = new int[2][2];
  var wg = new WaitGroup();
  for (int _ : range(2)) wg.go(() -> grid[1][0]++);
  wg.await();
}

// == StringOfChars: always on [0]
void main() {
  var chars = new char[] {'a', 'b'};
  var wg = new WaitGroup();
  wg.go(() -> { String _ = new String(chars); });
  wg.go(() -> chars[0] = 'z');
  wg.await();
}

// == LoopNamesTheArray: always on cells[
void main() {
  var cells = new int[3];
  var wg = new WaitGroup();
  wg.go(() -> { int sum = 0; for (int c : cells) sum += c; if (sum > 9) gosched(); });
  wg.go(() -> Arrays.setAll(cells, _ -> 1));
  wg.await();
}

