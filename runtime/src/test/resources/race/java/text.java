// Java: text builders, and what the JDK keeps for itself

// == StringBuilderAppendAppend: always on StringBuilder
void main() {
  var text = new StringBuilder();
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> text.append(i));
  wg.await();
}

// == StringBuilderAppendToString: always on StringBuilder
void main() {
  var text = new StringBuilder("a");
  var wg = new WaitGroup();
  wg.go(() -> text.append('b').append(3).append("d"));
  wg.go(() -> { String _ = text.toString(); });
  wg.await();
}

// == StringBuilderReadRead: never
void main() {
  var text = new StringBuilder("abc");
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { if (text.charAt(i) == 'z' || text.length() != 3) throw panic(text); });
  wg.await();
}

// == StringBuilderUnderALock: never
void main() {
  var text = new StringBuilder();
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { synchronized (text) { text.append(i); } });
  wg.await();
  if (text.length() != 3) throw panic(text);
}

// == StringBuilderHandedOver: never
void main() {
  var c = Chan.<StringBuilder>make();
  go(() -> c.send(new StringBuilder("a").append("b")));
  if (!c.receive().append("c").toString().equals("abc")) throw panic("not abc");
}

// == StringJoinerAddAdd: always on StringJoiner
void main() {
  var joiner = new StringJoiner(", ");
  var wg = new WaitGroup();
  for (int i : range(2)) wg.go(() -> joiner.add("n" + i));
  wg.await();
}

// == Strings: never
static final String GREETING = "hello";
void main() {
  String text = GREETING + ", " + new Random().nextInt(3);
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      // A string remembers its hash code in a plain field: that is the JDK's own care.
      if (text.hashCode() == 0 || text.substring(1).isEmpty()) throw panic(i);
      if (!String.format("%s %d", text, i).contains("hello")) throw panic(i);
    });
  }
  wg.await();
}

// == LazyStateOfTheJdk: never
void main() {
  var map = new HashMap<>(Map.of("a", 1));
  var big = new BigDecimal("123.456");
  var when = LocalDate.of(2009, 11, 10);
  var pattern = Pattern.compile("a+");
  var id = new UUID(1, 2);
  var integers = BigInteger.TEN.pow(50);
  var wg = new WaitGroup();
  for (int i : range(3)) {
    wg.go(() -> {
      if (!map.keySet().contains("a") || map.values().isEmpty()) throw panic(i);
      if (big.toString().isEmpty() || big.precision() != 6) throw panic(i);
      if (DateTimeFormatter.ISO_DATE.format(when).isEmpty()) throw panic(i);
      if (!pattern.matcher("aa").matches() || id.hashCode() == 0) throw panic(i);
      if (integers.bitLength() < 9 || integers.hashCode() == 0) throw panic(i);
      if (Locale.getDefault().toString().isEmpty() || Integer.valueOf(7).hashCode() != 7) throw panic(i);
      if (NumberFormat.getInstance(Locale.ROOT).format(1234).isEmpty()) throw panic(i);
    });
  }
  wg.await();
}

// == SharedRandom: never
static final Random RANDOM = new Random(1);
void main() {
  var wg = new WaitGroup();
  for (int _ : range(3)) wg.go(() -> { RANDOM.nextInt(); ThreadLocalRandom.current().nextInt(); Math.random(); });
  wg.await();
}

// == PrintingFromMany: never
void main() {
  var wg = new WaitGroup();
  for (int i : range(3)) wg.go(() -> { IO.println("line " + i); System.out.printf("%d%n", i); System.out.print('c'); });
  wg.await();
}

// == StringBuilderPrintedWhileAppended: always on StringBuilder
void main() {
  var text = new StringBuilder("a");
  var wg = new WaitGroup();
  wg.go(() -> text.append("b"));
  wg.go(() -> IO.println(text));
  wg.await();
}

