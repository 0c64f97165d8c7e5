package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of the JDK follows from the run's seed and clock. */
class GovernedTest {

  private static String output(String body) {
    var ran = Ran.of("void main() throws Exception { " + body + " }");
    assertThat(ran.ending().status()).as(ran.toString()).isEqualTo("ok");
    return ran.output();
  }

  private static void varies(String body) {
    var program = Ran.program("void main() throws Exception { " + body + " }");
    Set<String> outputs = new HashSet<>();
    for (int seed = 0; seed < 8; seed++) {
      var first = program.run(seed);
      assertThat(first.ending().status()).as(first.toString()).isEqualTo("ok");
      assertThat(program.run(seed).output()).isEqualTo(first.output());
      outputs.add(first.output());
    }
    assertThat(outputs).hasSizeGreaterThan(4);
  }

  @Test
  void clock_startsAtGosPlayground() {
    assertThat(output("IO.println(Instant.now().truncatedTo(ChronoUnit.MILLIS));"))
        .isEqualTo("2009-11-10T23:00:00Z\n");
    assertThat(
            output(
                "IO.println(LocalDate.now(ZoneOffset.UTC) + \" \" + Year.now(Clock.systemUTC()));"))
        .isEqualTo("2009-11-10 2009\n");
    assertThat(
            output(
                "IO.println(new Date().getTime() / 1000 + \" \" + System.currentTimeMillis() / 1000);"))
        .isEqualTo("1257894000 1257894000\n");
  }

  @Test
  void sleep_movesTheClock_exactly() {
    var body =
        """
        long t = System.nanoTime();
        Thread.sleep(3_600_000);
        Thread.sleep(Duration.ofMillis(5));
        TimeUnit.SECONDS.sleep(2);
        IO.println((System.nanoTime() - t) / 1_000_000);
        """;
    assertThat(output(body)).isEqualTo("3602005\n");
  }

  @Test
  void concatenation_ofWhatHasNoWords_followsTheRun() {
    var body = "int[] a = {1}; IO.println(\"a \" + a + 1 + 'c' + 2.5 + null + List.of(3));";
    assertThat(output(body)).isEqualTo(output(body)).startsWith("a [I@").endsWith("1c2.5null[3]\n");
  }

  @Test
  void order_ofAMapsKeys_followsTheRun_notTheJvm() {
    var body =
        """
        var names = new HashMap<Object, Integer>();
        for (int i : range(20)) names.put(Chan.<Integer>make(), i);
        for (int i : range(20)) names.put(new Thread(() -> {}), 20 + i);
        for (int i : range(20)) names.put(new Mutex(), 40 + i);
        for (int i : range(20)) names.put(Thread.ofVirtual().unstarted(() -> {}), 60 + i);
        IO.println(names.values());
        """;
    assertThat(output(body)).isEqualTo(output(body));
  }

  @Test
  void stackTrace_ofAThread_endsWithItsOwnFrames() {
    var body =
        """
        var t = new Thread(() -> {
          var e = new IllegalStateException("why", new Error("cause"));
          IO.println(e.getStackTrace()[0].getLineNumber() > 0);
          var words = new StringWriter();
          e.printStackTrace(new PrintWriter(words));
          IO.println(words.toString().lines().map(l -> l.replaceAll("[(].*", "")).toList());
        });
        t.start();
        t.join();
        """;
    assertThat(output(body))
        .isEqualTo(
            "true\n[java.lang.IllegalStateException: why, \tat Main.lambda$main$0, \tat java.base/java.lang.Thread.run,"
                + " Caused by: java.lang.Error: cause, \t... 2 more]\n");
  }

  @Test
  void logRecords_bearTheRunsTime() {
    var body =
        """
        var log = java.util.logging.Logger.getLogger("mine");
        log.setUseParentHandlers(false);
        log.addHandler(new java.util.logging.Handler() {
          @Override public void publish(java.util.logging.LogRecord r) { IO.println(r.getInstant() + " " + r.getLongThreadID() + " " + r.getMessage()); }
          @Override public void flush() {}
          @Override public void close() {}
        });
        Thread.sleep(1000);
        log.info("logged");
        """;
    assertThat(output(body)).startsWith("2009-11-10T23:00:01.00").endsWith("Z 1 logged\n");
  }

  @Test
  void standIns_showTheClassTheyStandFor() {
    var body =
        """
        IO.println(new Object().getClass() + " " + new LinkedBlockingQueue<Integer>().getClass().getSimpleName() + " " + Thread.currentThread().getClass().getName());
        try (var pool = Executors.newFixedThreadPool(1)) { IO.println(pool.getClass().getName()); IO.println(pool.toString().startsWith("java.util.concurrent.ThreadPoolExecutor@")); }
        IO.println("mine".getClass() == String.class && new ArrayList<Integer>() {}.getClass().getSuperclass() == ArrayList.class);
        """;
    assertThat(output(body))
        .isEqualTo(
            "class java.lang.Object LinkedBlockingQueue java.lang.Thread\njava.util.concurrent.ThreadPoolExecutor\ntrue\ntrue\n");
  }

  @Test
  void words_ofTheJdksLocksAndFutures_followTheRun() {
    var body =
        """
        IO.println(new ReentrantLock());
        IO.println("" + new Semaphore(1) + new CompletableFuture<Integer>() + new CountDownLatch(2));
        """;
    assertThat(output(body))
        .isEqualTo(output(body))
        .contains("[Unlocked]", "[Permits = 1]", "[Count = 2]");
  }

  @Test
  void methodReferences_areGovernedToo() {
    var body =
        """
        Supplier<Instant> now = Instant::now;
        LongSupplier nanos = System::nanoTime;
        Supplier<Date> date = Date::new;
        IO.println(now.get().getEpochSecond() + " " + nanos.getAsLong() / 1_000_000 + " " + date.get().getTime() / 1000);
        """;
    assertThat(output(body)).isEqualTo("1257894000 0 1257894000\n");
  }

  @Test
  void spinOnTheClock_ends() {
    assertThat(
            output(
                "long t = System.nanoTime(); while (System.nanoTime() - t < 1_000_000); IO.println(1);"))
        .isEqualTo("1\n");
  }

  @Test
  void randomNumbers_followTheSeed() {
    varies("IO.println(Math.random());");
    varies("IO.println(new Random().nextInt());");
    varies("Supplier<Random> r = Random::new; IO.println(r.get().nextInt());");
    varies("IO.println(ThreadLocalRandom.current().nextInt());");
    varies("IO.println(new SplittableRandom().nextInt());");
    varies("IO.println(RandomGenerator.getDefault().nextInt());");
    varies("IO.println(RandomGenerator.of(\"Xoshiro256PlusPlus\").nextInt());");
    varies("IO.println(UUID.randomUUID());");
    varies("IO.println(new java.security.SecureRandom().nextInt());");
    varies(
        "var list = new ArrayList<>(List.of(1,2,3,4,5,6,7,8)); Collections.shuffle(list); IO.println(list);");
  }

  @Test
  void ownRandomSubclass_isSeeded() {
    var program =
        Ran.program(
            "class Dice extends Random { int roll() { return nextInt(1_000_000); } }"
                + "void main() { IO.println(new Dice().roll()); }");
    assertThat(program.run(3).output()).isEqualTo(program.run(3).output());
    assertThat(program.run(3).output()).isNotEqualTo(program.run(4).output());
  }

  @Test
  void identityHashCodes_areTheSameInEveryRun() {
    var program =
        Ran.program(
            """
            class Own {}
            enum Colour { RED, GREEN, BLUE, BLACK, WHITE }
            void main() {
              var set = new HashSet<Object>();
              for (int i = 0; i < 20; i++) set.add(i % 2 == 0 ? new Own() : new Object());
              IO.println(set);
              IO.println(new HashSet<>(List.of(Colour.values())));
              IO.println(System.identityHashCode("x".repeat(2)) + " " + System.identityHashCode(new int[1]));
              Object array = new int[1];
              IO.println(array.hashCode() == System.identityHashCode(array));
              Object text = "text";
              IO.println(text.hashCode() == "text".hashCode());
              IO.println(new int[0]);
              System.out.println((Object) new String[2]);
              Runnable r = () -> {};
              IO.println(String.valueOf(r).replaceAll(".*@", "") + Objects.toString(null));
            }
            """);
    var first = program.run(0).output();
    assertThat(first).contains("java.lang.Object@").contains("true\ntrue\n");
    for (int i = 0; i < 5; i++) {
      assertThat(program.run(0).output()).isEqualTo(first);
    }
  }

  @Test
  void unmodifiableSetsAndMaps_areGoneThroughInTheOrderOfTheirMaking() {
    assertThat(
            output(
                """
                var set = Set.of("d", "a", "c", "b");
                var map = Map.of("y", 1, "x", 2, "z", 3);
                IO.println(set + " " + map + " " + map.keySet() + map.values());
                IO.println(Set.of(2, 1) + " " + Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11));
                IO.println(Set.copyOf(List.of(3, 1, 3, 2)) + " " + Set.copyOf(set));
                IO.println(Map.ofEntries(Map.entry("b", 1), Map.entry("a", 2)));
                IO.println(Map.copyOf(new LinkedHashMap<>(map)));
                IO.println(Stream.of(3, 1, 2, 1).collect(Collectors.toUnmodifiableSet()));
                IO.println(Stream.of(1, 2).collect(Collectors.toUnmodifiableMap(n -> n, n -> n * n)));
                IO.println(Stream.of(1, 1).collect(Collectors.toUnmodifiableMap(n -> n, n -> n, Integer::sum)));
                Function<String[], Set<String>> made = Set::of;
                IO.println(made.apply(new String[] {"q", "p"}));
                for (var each : set) IO.print(each);
                for (var each : map.entrySet()) IO.print(each);
                IO.println();
                """))
        .isEqualTo(
            """
            [d, a, c, b] {y=1, x=2, z=3} [y, x, z][1, 2, 3]
            [2, 1] [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11]
            [3, 1, 2] [d, a, c, b]
            {b=1, a=2}
            {y=1, x=2, z=3}
            [3, 1, 2]
            {1=1, 2=4}
            {1=2}
            [q, p]
            dacby=1x=2z=3
            """);
  }

  @Test
  void unmodifiableSetsAndMaps_areTheJdksInAllElse() {
    var body =
        """
        Set<String> set = Set.of("a", "b");
        Map<String, Integer> map = Map.of("a", 1, "b", 2);
        IO.println(set.equals(new HashSet<>(List.of("b", "a"))) + " " + set.hashCode());
        IO.println(map.equals(new HashMap<>(map)) + " " + map.hashCode() + " " + map.get("b") + map.get("c"));
        IO.println(set.contains("b") + " " + set.contains("c") + map.containsKey("a") + map.containsValue(3));
        List<Runnable> refused = List.of(
            () -> set.add("c"), () -> set.remove("c"), set::clear, () -> set.removeIf(e -> false),
            () -> set.addAll(List.of()), () -> set.retainAll(set), () -> set.iterator().remove(),
            () -> map.put("c", 1), () -> map.remove("c"), map::clear, () -> map.putIfAbsent("a", 1),
            () -> map.merge("a", 1, Integer::sum), () -> map.computeIfAbsent("a", k -> 1),
            () -> map.entrySet().iterator().next().setValue(3), () -> map.keySet().remove("a"),
            () -> set.contains(null), () -> map.get(null), () -> Set.of("a", null), () -> Map.of("a", null, "b", 1),
            () -> Set.of("a", "a"), () -> Map.of("a", 1, "a", 2), () -> Set.copyOf(Arrays.asList("a", null)));
        for (var each : refused) {
          try { each.run(); IO.print("let; "); }
          catch (RuntimeException e) { IO.print(e.getClass().getSimpleName() + (e instanceof IllegalArgumentException ? e.getMessage() : "") + "; "); }
        }
        """;
    var jdk = "UnsupportedOperationException; ".repeat(15) + "NullPointerException; ".repeat(4);
    assertThat(output(body))
        .isEqualTo(
            """
            true 195
            true 192 2null
            true falsetruefalse
            """
                + jdk
                + "IllegalArgumentExceptionduplicate element: a; "
                + "IllegalArgumentExceptionduplicate key: a; NullPointerException; ");
  }

  @Test
  void exit_endsTheProgram_withItsCode() {
    var ran = Ran.of("void main() { IO.println(1); System.exit(3); IO.println(2); }");
    assertThat(ran.output()).isEqualTo("1\n");
    assertThat(ran.ending().code()).isEqualTo(3);
  }

  @Test
  void machine_isTheSameEverywhere() {
    var body =
        "var r = Runtime.getRuntime(); IO.println(r.availableProcessors() + \" \" + (r.maxMemory() >> 20));";
    assertThat(output(body)).isEqualTo("4 256\n");
  }

  @Test
  void interrupt_endsASleep() {
    var body =
        """
        var main = Thread.currentThread();
        go(() -> main.interrupt());
        try { Thread.sleep(10_000); IO.println("slept"); } catch (InterruptedException e) { IO.println(e.getMessage()); }
        IO.println(System.nanoTime() < 1_000_000);
        """;
    assertThat(output(body)).isEqualTo("sleep interrupted\ntrue\n");
  }
}
