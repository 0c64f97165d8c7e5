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

  /** What is said where processor time is used up. */
  private static final String CPU = "1200 ms of processor time are used up";

  /** What is said where the heap is. */
  private static final String HEAP = "heap of 128 MiB";

  private static String body(String body) {
    return LIBRARY + "void main() throws Throwable {\n" + body + "\n}\n";
  }

  static List<Attack> memory() {
    return List.of(
        sim(
                "memory: a heap that grows",
                body(
                    "IO.println(\"before\"); var all = new ArrayList<long[]>(); while (true) all.add(new long[1 << 16]);"))
            .ends(Status.MEMORY_LIMIT, HEAP)
            .prints("before"),
        real(
                "memory: a heap that grows",
                body(
                    "IO.println(\"before\"); var all = new ArrayList<long[]>(); while (true) all.add(new long[1 << 16]);"))
            .ends(Status.MEMORY_LIMIT, HEAP)
            .prints("before"),
        sim(
                "memory: one array of two thousand million",
                body("IO.println(new long[Integer.MAX_VALUE - 8].length);"))
            .ends(Status.MEMORY_LIMIT, HEAP),
        sim(
                "memory: swallowing what says stop",
                body(
                    "var all = new ArrayList<byte[]>(); while (true) { try { all.add(new byte[1 << 20]); } catch (OutOfMemoryError e) {} }"))
            .ends(Status.TIMEOUT, CPU)
            // It may be the engine that finds no memory, and that swallows nothing.
            .orEnds(Status.MEMORY_LIMIT, "heap of 128 MiB"),
        sim("memory: text that doubles", body("var s = \"x\"; while (true) s += s;"))
            .ends(Status.MEMORY_LIMIT, HEAP),
        real(
                "memory: outside the heap",
                body(
                    "var all = new ArrayList<ByteBuffer>(); try { while (true) all.add(ByteBuffer.allocateDirect(1 << 20)); } catch (OutOfMemoryError e) { IO.println(all.size() <= 32); }"))
            .prints("true"),
        sim(
                "memory: outside the heap",
                body(
                    "var all = new ArrayList<ByteBuffer>(); try { while (true) all.add(ByteBuffer.allocateDirect(1 << 20)); } catch (OutOfMemoryError e) { IO.println(all.size() <= 32); }"))
            .prints("true"),
        sim(
                "memory: an arena",
                "import java.lang.foreign.*;\n"
                    + body(
                        "long n = 0; try { while (true) { Arena.global().allocate(1 << 24); n++; } } catch (OutOfMemoryError e) { IO.println(n < 32); }"))
            .prints("true"),
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
            // A machine that is fast enough fills the room for classes before its time is over.
            .ends(Status.TIMEOUT, CPU)
            .orEnds(Status.MEMORY_LIMIT, "memory limit"),
        sim("memory: goroutines without end", body("while (true) go(() -> Chan.make().receive());"))
            // Making them takes time too, on a slow machine more than there is.
            .ends(Status.GOROUTINE_LIMIT, "more than 50000 goroutines alive at once")
            .orEnds(Status.TIMEOUT, CPU),
        sim(
                "memory: threads without end",
                body(
                    "while (true) new Thread(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); }).start();"))
            .ends(Status.GOROUTINE_LIMIT, "more than 50000 goroutines alive at once")
            .orEnds(Status.TIMEOUT, CPU),
        sim(
                "memory: a channel of two thousand million",
                body("IO.println(Chan.<Integer>make(Integer.MAX_VALUE).cap() > 0);"))
            .ends(Status.PANIC, "makechan"),
        sim(
                "memory: references to everything",
                body(
                    "var map = new WeakHashMap<Object, byte[]>(); var keep = new ArrayList<Object>(); while (true) { var k = new Object(); keep.add(k); map.put(k, new byte[1 << 14]); }"))
            .ends(Status.MEMORY_LIMIT, HEAP),
        real(
                "threads: ten thousand",
                body(
                    "int n = 0; try { for (; n < 10_000; n++) { var t = new Thread(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); }); t.setDaemon(true); t.start(); } IO.println(\"all\"); } catch (OutOfMemoryError e) { IO.println(n < 256); }"))
            .prints("true"),
        real(
                "threads: a stack of four gigabytes",
                body(
                    "try { var t = new Thread(null, () -> IO.println(\"ran\"), \"big\", 1L << 32); t.start(); t.join(); } catch (OutOfMemoryError e) { IO.println(\"refused\"); }"))
            .prints("refused"),
        real(
                "threads: stacks of a quarter gigabyte",
                body(
                        "int n = 0; try { for (; n < 100; n++) { var t = new Thread(null, () -> deep(0), \"t\", 1L << 28); t.setDaemon(true); t.start(); } IO.println(\"all\"); } catch (OutOfMemoryError e) { IO.println(n < 16); }")
                    + "int deep(int n) { return n > 1_000_000 ? n : deep(n + 1) + 1; }\n")
            .prints("true"));
  }

  static List<Attack> time() {
    return List.of(
        sim(
                "time: a loop that listens to nobody",
                body(
                    "IO.println(\"before\"); while (true) { try { Thread.sleep(0); } catch (Throwable t) {} }"))
            .ends(Status.TIMEOUT, CPU)
            .prints("before"),
        real(
                "time: a loop that listens to nobody",
                body(
                    "IO.println(\"before\"); while (true) { try { Thread.onSpinWait(); } catch (Throwable t) {} }"))
            .ends(Status.TIMEOUT, CPU)
            .prints("before"),
        real(
                "time: eight loops at once",
                body(
                    "for (int i = 0; i < 8; i++) new Thread(() -> { while (true) {} }).start(); IO.println(\"started\"); Thread.sleep(1_000_000);"))
            .ends(Status.TIMEOUT, CPU)
            .prints("started"),
        real("time: asleep for ever", body("IO.println(\"before\"); Thread.sleep(Long.MAX_VALUE);"))
            .within(3_000)
            .ends(Status.TIMEOUT, "3 s of real time")
            .prints("before"),
        sim(
                "time: a sleep to the end of time",
                body("sleep(Duration.ofNanos(Long.MAX_VALUE)); IO.println(\"after\");"))
            // Nobody comes back from there.
            .ends(Status.DEADLOCK, "all goroutines are asleep")
            .prints(""),
        sim("time: parked and left", body("java.util.concurrent.locks.LockSupport.park();"))
            .ends(Status.DEADLOCK),
        real(
                "time: a hook that never ends",
                body(
                    "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} })); System.exit(3);"))
            .ends(Status.TIMEOUT, CPU),
        real(
                "time: a thread that keeps it alive",
                body(
                    "new Thread(() -> { try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} }).start(); IO.println(\"returned\");"))
            .within(3_000)
            .ends(Status.TIMEOUT, "3 s of real time")
            .prints("returned"),
        sim(
                "time: an initialiser that never ends",
                "class Endless { static { while (!Endless.class.getName().isEmpty()) {} } static void f() {} }\nvoid main() { IO.println(\"before\"); Endless.f(); }")
            .ends(Status.TIMEOUT, CPU)
            .prints("before"),
        sim(
                "time: an expression that backtracks",
                body(
                    "IO.println(\"before\"); IO.println((\"a\".repeat(60) + \"!\").matches(\"(a|aa)+$\"));"))
            .prints("before\nfalse"),
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
            .ends(Status.TIMEOUT, CPU),
        sim(
                "time: the lock under everybody's output",
                body("synchronized (System.out) { IO.println(\"in\"); while (true) {} }"))
            .ends(Status.TIMEOUT, CPU),
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
            .ends(Status.OUTPUT_LIMIT, "output limit")
            .holds(ended -> assertThat(ended.stdout()).startsWith("xxx").hasSize(4096 + 1024)),
        real(
                "output: a gigabyte of complaints",
                body(
                    "var line = \"x\".repeat(1000); for (int i = 0; i < 1_000_000; i++) System.err.println(line);"))
            .ends(Status.OUTPUT_LIMIT, "output limit: the program was stopped")
            .holds(ended -> assertThat(ended.out("stderr")).startsWith("xxx").hasSize(4096 + 1024)),
        sim(
                "output: a gigabyte past the streams",
                body(
                    "var out = new FileOutputStream(FileDescriptor.out); var b = new byte[1 << 16]; Arrays.fill(b, (byte) 'y'); while (true) out.write(b);"))
            .ends(Status.OUTPUT_LIMIT, "output limit: the program was stopped")
            .holds(ended -> assertThat(ended.stdout()).hasSize(4096 + 1024)),
        sim("output: one line without end", body("while (true) IO.print(\"z\".repeat(10_000));"))
            .ends(Status.OUTPUT_LIMIT, "output limit: the program was stopped")
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
            .ends(Status.PANIC, "panic: java.lang.IllegalStateException: ppp")
            .prints("before"),
        sim(
                "output: a panic that says nothing good",
                body(
                    "IO.println(\"before\"); throw new RuntimeException() { public String toString() { while (true) {} } };"))
            .ends(Status.TIMEOUT, CPU)
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
            .ends(Status.DEADLOCK, "all goroutines are asleep"),
        sim(
                "output: names with lines in them",
                body(
                    "go(\"a\\nexit\\u0000\\u001b[2J\", () -> { throw new RuntimeException(\"b\\n\\ngoroutine 1 [running]:\"); }); select();"))
            .ends(Status.PANIC),
        sim(
                "output: a trace without end",
                body(
                    "var ch = Chan.<Integer>make(); go(() -> { while (true) ch.send(1); }); for (int i = 0; i < 60_000; i++) ch.receive();"))
            .holds(ended ->
                assertThat(
                        ended.all(goloom.worker.protocol.Event.Trace.class).stream()
                            .mapToInt(trace -> trace.events().size())
                            .sum())
                    .isBetween(50_000, 110_000)));
  }
}
