package goloom.sandbox;

import static goloom.sandbox.Attack.real;
import static goloom.sandbox.Attack.sim;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event.Status;
import java.util.List;

/** Programs that want more than their share: of memory, threads, time, output. */
final class GreedAttacks {
  private GreedAttacks() {}

  private static final String LIBRARY =
      """
      import module goloom;
      import static goloom.Go.*;
      import java.nio.*;
      """;

  private static String body(String body) {
    return LIBRARY + "void main() throws Throwable {\n" + body + "\n}\n";
  }

  static List<Attack> memory() {
    return List.of(
        sim(
                "memory: a heap that grows",
                body(
                    "IO.println(\"before\"); var all = new ArrayList<long[]>(); while (true) all.add(new long[1 << 16]);"))
            .ends(Status.MEMORY_LIMIT)
            .prints("before")
            .says("128 MiB"),
        real(
                "memory: a heap that grows",
                body(
                    "IO.println(\"before\"); var all = new ArrayList<long[]>(); while (true) all.add(new long[1 << 16]);"))
            .ends(Status.MEMORY_LIMIT)
            .prints("before"),
        sim(
                "memory: one array of two thousand million",
                body("IO.println(new long[Integer.MAX_VALUE - 8].length);"))
            .ends(Status.MEMORY_LIMIT),
        sim(
                "memory: swallowing what says stop",
                body(
                    "var all = new ArrayList<byte[]>(); while (true) { try { all.add(new byte[1 << 20]); } catch (OutOfMemoryError e) {} }"))
            .ends(Status.TIMEOUT, Status.MEMORY_LIMIT),
        sim("memory: text that doubles", body("var s = \"x\"; while (true) s += s;"))
            .ends(Status.MEMORY_LIMIT),
        real(
                "memory: outside the heap",
                body(
                    "var all = new ArrayList<ByteBuffer>(); try { while (true) all.add(ByteBuffer.allocateDirect(1 << 20)); } catch (OutOfMemoryError e) { IO.println(all.size() <= 32); }"))
            // Where the JDK waits for its collector in between, the engine may take that for a
            // deadlock.
            .ends(Status.OK, Status.DEADLOCK)
            .holds(ended -> assertThat(ended.stdout().strip()).isIn("true", "")),
        sim(
                "memory: an arena",
                "import java.lang.foreign.*;\n"
                    + body(
                        "long n = 0; try { while (true) { Arena.global().allocate(1 << 22).fill((byte) 1); n++; } } catch (OutOfMemoryError e) { IO.println(n < 150); }"))
            .ends(Status.OK, Status.MEMORY_LIMIT, Status.TIMEOUT)
            .holds(ended -> assertThat(ended.stdout().strip()).isIn("true", "")),
        sim(
                "memory: classes without end",
                "import java.lang.reflect.*;\n"
                    + body(
                        """
                        var all = new ArrayList<Object>();
                        while (true) {
                          var loader = new ClassLoader(Runnable.class.getClassLoader()) {};
                          all.add(Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (p, m, a) -> null));
                        }
                        """))
            .ends(Status.MEMORY_LIMIT, Status.PANIC, Status.TIMEOUT, Status.KILLED),
        sim("memory: goroutines without end", body("while (true) go(() -> Chan.make().receive());"))
            .ends(Status.GOROUTINE_LIMIT, Status.MEMORY_LIMIT, Status.TIMEOUT),
        sim(
                "memory: a hundred thousand virtual threads are fine, without races",
                body(
                    "var done = new java.util.concurrent.atomic.AtomicInteger(); var all = new ArrayList<Thread>(); for (int i = 0; i < 20_000; i++) all.add(Thread.startVirtualThread(done::incrementAndGet)); for (var t : all) t.join(); IO.println(done);"))
            .ends(Status.OK, Status.TIMEOUT)
            .holds(ended -> assertThat(ended.stdout().strip()).isIn("20000", "")),
        sim(
                "memory: a channel of two thousand million",
                body("IO.println(Chan.<Integer>make(Integer.MAX_VALUE).cap() > 0);"))
            .ends(Status.PANIC)
            .says("makechan"),
        sim(
                "memory: references to everything",
                body(
                    "var map = new WeakHashMap<Object, byte[]>(); var keep = new ArrayList<Object>(); while (true) { var k = new Object(); keep.add(k); map.put(k, new byte[1 << 14]); }"))
            .ends(Status.MEMORY_LIMIT),
        real(
                "threads: ten thousand",
                body(
                    "int n = 0; try { for (; n < 10_000; n++) { var t = new Thread(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); }); t.setDaemon(true); t.start(); } IO.println(\"all\"); } catch (OutOfMemoryError e) { IO.println(n < 256); }"))
            .prints("true"),
        real(
                "threads: a stack of four gigabytes",
                body(
                    "try { var t = new Thread(null, () -> IO.println(\"ran\"), \"big\", 1L << 32); t.start(); t.join(); } catch (OutOfMemoryError e) { IO.println(\"refused\"); }"))
            .holds(ended -> assertThat(ended.stdout().strip()).isIn("refused", "ran")),
        real(
                "threads: stacks of a quarter gigabyte",
                body(
                        "int n = 0; try { for (; n < 100; n++) { var t = new Thread(null, () -> deep(0), \"t\", 1L << 28); t.setDaemon(true); t.start(); } IO.println(\"all\"); } catch (OutOfMemoryError e) { IO.println(n < 16); }")
                    + "int deep(int n) { return n > 1_000_000 ? n : deep(n + 1) + 1; }\n")
            .ends(Status.OK, Status.MEMORY_LIMIT, Status.PANIC)
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("all")));
  }

  static List<Attack> time() {
    return List.of(
        sim(
                "time: a loop that listens to nobody",
                body(
                    "IO.println(\"before\"); while (true) { try { Thread.sleep(0); } catch (Throwable t) {} }"))
            .ends(Status.TIMEOUT)
            .prints("before")
            .says("processor time"),
        real(
                "time: a loop that listens to nobody",
                body(
                    "IO.println(\"before\"); while (true) { try { Thread.onSpinWait(); } catch (Throwable t) {} }"))
            .ends(Status.TIMEOUT)
            .prints("before"),
        real(
                "time: eight loops at once",
                body(
                    "for (int i = 0; i < 8; i++) new Thread(() -> { while (true) {} }).start(); IO.println(\"started\"); Thread.sleep(1_000_000);"))
            .ends(Status.TIMEOUT)
            .prints("started")
            .says("1200 ms of processor time"),
        real("time: asleep for ever", body("IO.println(\"before\"); Thread.sleep(Long.MAX_VALUE);"))
            .within(3_000)
            .ends(Status.TIMEOUT)
            .prints("before")
            .says("3 s of real time"),
        sim(
                "time: a sleep of three hundred million years is soon over",
                body("sleep(Duration.ofNanos(Long.MAX_VALUE)); IO.println(\"after\");"))
            .ends(Status.OK, Status.TIMEOUT, Status.DEADLOCK, Status.PANIC),
        sim("time: parked and left", body("java.util.concurrent.locks.LockSupport.park();"))
            .ends(Status.DEADLOCK),
        real(
                "time: a hook that never ends",
                body(
                    "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} })); System.exit(3);"))
            .ends(Status.EXIT, Status.TIMEOUT),
        real(
                "time: a thread that keeps it alive",
                body(
                    "new Thread(() -> { try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} }).start(); Thread.currentThread().join();"))
            .within(3_000)
            .ends(Status.TIMEOUT),
        sim(
                "time: an initialiser that never ends",
                "class Endless { static { while (!Endless.class.getName().isEmpty()) {} } static void f() {} }\nvoid main() { IO.println(\"before\"); Endless.f(); }")
            .ends(Status.TIMEOUT)
            .prints("before"),
        sim(
                "time: an expression that backtracks",
                body(
                    "IO.println(\"before\"); IO.println((\"a\".repeat(60) + \"!\").matches(\"(a|aa)+$\"));"))
            .ends(Status.TIMEOUT, Status.OK)
            .printsLike("^before\n"),
        sim(
                "time: recursion",
                body("try { deep(); } catch (StackOverflowError e) { IO.println(\"overflow\"); }")
                    + "void deep() { deep(); }\n")
            .prints("overflow"),
        sim(
                "time: recursion that nobody catches",
                body("IO.println(\"before\"); deep();") + "void deep() { deep(); }\n")
            .ends(Status.PANIC)
            .prints("before"),
        sim(
                "time: recursion that begins again",
                body("while (true) { try { deep(); } catch (StackOverflowError e) {} }")
                    + "void deep() { deep(); }\n")
            .ends(Status.TIMEOUT),
        sim(
                "time: the lock under everybody's output",
                body("synchronized (System.out) { IO.println(\"in\"); while (true) {} }"))
            .ends(Status.TIMEOUT),
        sim("ends: a code of its own", body("IO.println(\"before\"); System.exit(3);"))
            .ends(Status.EXIT)
            .prints("before")
            .holds(ended -> assertThat(ended.exit().code()).isEqualTo(3)),
        real("ends: halting", body("IO.println(\"before\"); Runtime.getRuntime().halt(7);"))
            .ends(Status.EXIT)
            .prints("before")
            .holds(ended -> assertThat(ended.exit().code()).isEqualTo(7)));
  }

  static List<Attack> output() {
    return List.of(
        sim(
                "output: a gigabyte",
                body(
                    "var line = \"x\".repeat(1000); for (int i = 0; i < 1_000_000; i++) IO.println(line);"))
            .ends(Status.OUTPUT_LIMIT)
            .says("output limit")
            .holds(ended -> assertThat(ended.stdout()).startsWith("xxx").hasSize(4096 + 1024)),
        real(
                "output: a gigabyte of complaints",
                body(
                    "var line = \"x\".repeat(1000); for (int i = 0; i < 1_000_000; i++) System.err.println(line);"))
            .ends(Status.OUTPUT_LIMIT)
            .holds(ended -> assertThat(ended.out("stderr")).startsWith("xxx").hasSize(4096 + 1024)),
        sim(
                "output: a gigabyte past the streams",
                body(
                    "var out = new FileOutputStream(FileDescriptor.out); var b = new byte[1 << 16]; Arrays.fill(b, (byte) 'y'); while (true) out.write(b);"))
            .ends(Status.OUTPUT_LIMIT)
            .holds(ended -> assertThat(ended.stdout()).hasSize(4096 + 1024)),
        sim("output: one line without end", body("while (true) IO.print(\"z\".repeat(10_000));"))
            .ends(Status.OUTPUT_LIMIT)
            .holds(ended -> assertThat(ended.stdout()).hasSize(4096 + 1024)),
        sim(
                "output: reports that others would believe",
                body(
                    "System.out.write(\"{\\\"type\\\":\\\"exit\\\",\\\"code\\\":9}\\n\".getBytes()); System.out.flush(); IO.println(\"fatal error: all goroutines are asleep - deadlock!\");"))
            .prints(
                "{\"type\":\"exit\",\"code\":9}\nfatal error: all goroutines are asleep - deadlock!")
            .holds(ended ->
                assertThat(ended.all(goloom.worker.protocol.Event.Deadlock.class)).isEmpty()),
        sim(
                "output: frames without the secret",
                body(
                    "var out = new FileOutputStream(FileDescriptor.out); var r = new Random(1); for (int i = 0; i < 60; i++) { var b = new byte[30]; r.nextBytes(b); b[16] = 0; b[17] = 12; out.write(b); } IO.println(\"end\");"))
            .ends(Status.OK)
            .printsLike("end\n$"),
        sim(
                "output: bytes that are no text",
                body(
                    "System.out.write(new byte[] {(byte) 0xff, 0, 27, '[', '3', '1', 'm', (byte) 0xc3, '\\n'}); System.out.flush(); IO.println(\"\\u202e<script>alert(1)</script>\");"))
            .prints("\ufffd\0\u001b[31m\ufffd\n\u202e<script>alert(1)</script>"),
        sim(
                "output: its descriptors closed",
                body(
                    "new FileOutputStream(FileDescriptor.out).close(); new FileOutputStream(FileDescriptor.err).close(); new FileInputStream(FileDescriptor.in).close(); IO.println(\"still\");"))
            .prints("still"),
        sim(
                "output: its streams taken away",
                body("System.setOut(null); System.setErr(null); System.setIn(null);"))
            .ends(Status.OK),
        sim(
                "output: a panic of sixteen million letters",
                body(
                    "IO.println(\"before\"); throw new IllegalStateException(\"p\".repeat(1 << 24));"))
            .ends(Status.PANIC, Status.MEMORY_LIMIT)
            .prints("before"),
        sim(
                "output: a panic that says nothing good",
                body(
                    "IO.println(\"before\"); throw new RuntimeException() { public String toString() { while (true) {} } };"))
            .ends(Status.TIMEOUT, Status.PANIC)
            .prints("before"),
        sim(
                "output: a panic that panics",
                body(
                    "IO.println(\"before\"); throw new RuntimeException() { public String toString() { throw this; } public String getMessage() { throw this; } };"))
            .ends(Status.PANIC)
            .prints("before"),
        sim(
                "output: two thousand goroutines in one report",
                body(
                    "for (int i = 0; i < 2_000; i++) go(\"g\".repeat(200), () -> Chan.make().receive()); select();"))
            .ends(Status.DEADLOCK),
        sim(
                "output: a name of eight million letters",
                body("go(\"n\".repeat(1 << 23), () -> Chan.make().receive()); select();"))
            .ends(Status.DEADLOCK, Status.MEMORY_LIMIT),
        sim(
                "output: names with lines in them",
                body(
                    "go(\"a\\nexit\\u0000\\u001b[2J\", () -> { throw new RuntimeException(\"b\\n\\ngoroutine 1 [running]:\"); }); select();"))
            .ends(Status.PANIC),
        sim(
                "output: a trace without end",
                body(
                    "var ch = Chan.<Integer>make(); go(() -> { while (true) ch.send(1); }); for (int i = 0; i < 200_000; i++) ch.receive();"))
            .ends(Status.OK, Status.TIMEOUT));
  }
}
