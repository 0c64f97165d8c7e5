package goloom.sandbox;

import static goloom.sandbox.Attack.real;
import static goloom.sandbox.Attack.sim;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.worker.protocol.Event.Status;
import java.util.List;

/** Programs that want to reach others: processes, networks, the JVM's inside, the worker around. */
final class ReachAttacks {
  private ReachAttacks() {}

  private static final String TRY =
      """
      import java.lang.foreign.*;
      import java.lang.invoke.*;
      import java.lang.reflect.*;
      import java.net.*;
      import java.nio.*;
      import java.nio.channels.*;
      import java.nio.file.*;
      interface Act { Object run() throws Throwable; }
      void attempt(Act act) {
        try {
          IO.println("did: " + act.run());
        } catch (Throwable t) {
          var cause = t instanceof InvocationTargetException && t.getCause() != null ? t.getCause() : t;
          IO.println(cause.getClass().getSimpleName());
        }
      }
      """;

  private static String body(String body) {
    return TRY + "void main() throws Throwable {\n" + body + "\n}\n";
  }

  /** {@code port} is one of the host's that listens. */
  static List<Attack> all(int port) {
    return List.of(
        sim(
                "processes: a shell",
                body("attempt(() -> new ProcessBuilder(\"/bin/sh\", \"-c\", \"id\").start());"))
            .refusedAs("goloom.no-processes")
            .prints("IOException"),
        sim(
                "processes: what there is to run",
                body(
                    "attempt(() -> Runtime.getRuntime().exec(new String[] {\"/jdk/bin/java\", \"-version\"}));"))
            .refusedAs("goloom.no-processes")
            .prints("IOException"),
        sim(
                "processes: past the names, in each of the JDK's ways",
                body(
                    """
                    for (var how : List.of("POSIX_SPAWN", "VFORK", "FORK")) {
                      System.setProperty("jdk.lang.Process.launchMechanism", how);
                      var builder = Class.forName("java.lang.Process" + "Builder");
                      var it = builder.getConstructor(String[].class).newInstance((Object) new String[] {"/bin/prlimit"});
                      attempt(() -> builder.getMethod("start").invoke(it));
                    }
                    """))
            .holds(
                ended -> assertThat(ended.stdout()).doesNotContain("did:").contains("IOException")),
        real(
                "processes: a fork bomb",
                body(
                    """
                    int refused = 0;
                    for (int i = 0; i < 200; i++) {
                      try { new ProcessBuilder("/bin/prlimit").start(); } catch (IOException e) { refused++; }
                    }
                    IO.println(refused);
                    """))
            .refusedAs("goloom.no-processes")
            .prints("200"),
        sim(
                "processes: who else is there",
                body(
                    """
                    attempt(() -> ProcessHandle.allProcesses().count());
                    attempt(() -> ProcessHandle.current().parent().isPresent());
                    attempt(() -> ProcessHandle.of(%d).isPresent());
                    """
                        .formatted(ProcessHandle.current().pid())))
            .refusedAs("goloom.no-processes")
            .holds(ended ->
                assertThat(ended.stdout()).doesNotContain("true").doesNotContain("did: 2")),
        sim(
                "network: the server that runs it",
                body("attempt(() -> new Socket(\"127.0.0.1\", %d));".formatted(port)))
            .refusedAs("goloom.no-network")
            .prints("SocketException"),
        sim(
                "network: the cloud's metadata",
                body("attempt(() -> new Socket(\"169.254.169.254\", 80));"))
            .refusedAs("goloom.no-network")
            .prints("SocketException"),
        sim("network: a name", body("attempt(() -> InetAddress.getByName(\"example.org\"));"))
            .prints("UnknownHostException"),
        sim(
                "network: a datagram out",
                body(
                    "attempt(() -> { new DatagramSocket().send(new DatagramPacket(new byte[9], 9, InetAddress.getByAddress(new byte[] {1, 1, 1, 1}), 53)); return 1; });"))
            .refusedAs("goloom.no-network")
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim("network: listening to oneself", body("attempt(() -> new ServerSocket(0));"))
            .refusedAs("goloom.no-network")
            .prints("SocketException"),
        sim(
                "network: over channels",
                body(
                    "attempt(() -> SocketChannel.open(new InetSocketAddress(\"127.0.0.1\", %d)));"
                        .formatted(port)))
            .refusedAs("goloom.no-network")
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim(
                "network: Docker's socket",
                body(
                    "attempt(() -> { var s = SocketChannel.open(StandardProtocolFamily.UNIX); return s.connect(UnixDomainSocketAddress.of(\"/var/run/docker.sock\")); });"))
            .refusedAs("goloom.no-network")
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim(
                "network: an address of the page's",
                body(
                    "attempt(() -> URI.create(\"http://127.0.0.1:%d/\").toURL().openStream());"
                        .formatted(port)))
            .refusedAs("goloom.no-network")
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim(
                "network: what interfaces there are",
                body(
                    "attempt(() -> Collections.list(NetworkInterface.getNetworkInterfaces()).stream().filter(n -> !n.getName().equals(\"lo\")).count());"))
            .holds(ended ->
                assertThat(ended.stdout().strip())
                    .isIn("did: 0", "SocketException", "NullPointerException")),
        sim(
                "network: pipes as memory",
                body(
                    """
                    var pipes = new ArrayList<Pipe>();
                    try {
                      while (true) {
                        var pipe = Pipe.open();
                        pipes.add(pipe);
                        pipe.sink().configureBlocking(false);
                        while (pipe.sink().write(ByteBuffer.allocate(1 << 16)) > 0) {}
                      }
                    } catch (IOException e) {
                      IO.println(pipes.size() < 64);
                    }
                    """))
            .prints("true"),
        sim(
                "native: a call down",
                body(
                    "attempt(() -> Linker.nativeLinker().defaultLookup().find(\"getpid\").isPresent());\n"
                        + "attempt(() -> Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(4096), FunctionDescriptor.ofVoid()));"))
            .refusedAs("goloom.no-native")
            .printsLike("IllegalCallerException\n$"),
        sim(
                "native: a library",
                body(
                    "attempt(() -> { System.load(\"/jdk/lib/libnio.so\"); return 1; });\n"
                        + "attempt(() -> { System.loadLibrary(\"net\"); return 1; });\n"
                        + "attempt(() -> SymbolLookup.libraryLookup(\"libc.so.6\", Arena.global()));"))
            .refusedAs("goloom.no-native")
            .prints("IllegalCallerException\n".repeat(3)),
        sim(
                "native: memory that isn't its own",
                body(
                    "attempt(() -> MemorySegment.ofAddress(4096).reinterpret(8).get(ValueLayout.JAVA_BYTE, 0));"))
            .refusedAs("goloom.no-native")
            .prints("IllegalCallerException"),
        sim(
                "native: asked for by a module controller",
                body(
                    """
                    attempt(() -> {
                      var m = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
                      m.setAccessible(true);
                      return m.invoke(String.class.getModule());
                    });
                    """))
            .refusedAs("goloom.no-reflection")
            .prints("InaccessibleObjectException"),
        sim(
                "inside: Unsafe, under both names",
                body(
                    """
                    attempt(() -> Class.forName("sun.misc." + "Unsafe"));
                    attempt(() -> Class.forName("jdk.internal.misc." + "Unsafe").getMethod("getUnsafe").invoke(null));
                    """))
            .prints("ClassNotFoundException\nIllegalAccessException"),
        sim(
                "inside: a string's bytes",
                body(
                    """
                    attempt(() -> {
                      var f = String.class.getDeclaredField("value");
                      f.setAccessible(true);
                      return f.get("x");
                    });
                    """))
            .refusedAs("goloom.no-reflection")
            .prints("InaccessibleObjectException"),
        sim(
                "inside: a lookup with all rights",
                body(
                    """
                    attempt(() -> MethodHandles.privateLookupIn(String.class, MethodHandles.lookup()));
                    attempt(() -> {
                      var f = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
                      f.setAccessible(true);
                      return f.get(null);
                    });
                    """))
            .refusedAs("goloom.no-reflection")
            .prints("IllegalAccessException\nInaccessibleObjectException"),
        sim(
                "inside: tools that aren't there",
                body(
                    """
                    for (var name : List.of("com.sun.tools.attach.VirtualMachine", "javax.tools.ToolProvider", "java.lang.instrument.Instrumentation",
                        "java.lang.management.ManagementFactory", "javax.management.MBeanServer", "jdk.jshell.JShell", "java.sql.Driver", "javax.naming.InitialContext"))
                      attempt(() -> Class.forName(name));
                    """))
            .prints("ClassNotFoundException\n".repeat(8)),
        sim(
                "inside: the worker by name",
                body(
                    """
                    for (var name : List.of("goloom.worker.RunWorker", "goloom.worker.Outbox", "goloom.worker.protocol.Codec"))
                      attempt(() -> Class.forName(name));
                    """))
            .prints("ClassNotFoundException\n".repeat(3)),
        sim(
                "inside: the worker, asked of the application's loader",
                body(
                    """
                    for (var name : List.of("goloom.worker.RunWorker", "goloom.worker.Outbox"))
                      attempt(() -> {
                        var type = ClassLoader.getSystemClassLoader().loadClass(name);
                        var c = type.getDeclaredConstructors()[0];
                        c.setAccessible(true);
                        return "its inside";
                      });
                    attempt(() -> ClassLoader.getSystemClassLoader().loadClass("goloom.worker.Descriptor").getDeclaredMethod("out").invoke(null));
                    """))
            .prints("InaccessibleObjectException\n".repeat(2) + "IllegalAccessException"),
        sim(
                "inside: the worker's way out",
                body(
                    """
                    attempt(() -> { var c = FileDescriptor.class.getDeclaredConstructor(int.class); c.setAccessible(true); return c.newInstance(3); });
                    attempt(() -> new FileOutputStream("/dev/fd/3"));
                    attempt(() -> new FileOutputStream("/proc/self/fd/3"));
                    """))
            .prints("InaccessibleObjectException\nFileNotFoundException\nFileNotFoundException"),
        sim(
                "inside: the streams that hold the secret",
                body(
                    """
                    attempt(() -> { var f = FilterOutputStream.class.getDeclaredField("out"); f.setAccessible(true); return f.get(System.out); });
                    attempt(() -> { for (var f : System.in.getClass().getDeclaredFields()) f.setAccessible(true); return "open"; });
                    """))
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim(
                "inside: classes in the engine's own packages",
                "package goloom.scheduler;\npublic class Main { public static void main(String[] a) { System.out.println(new Object() { Object f() { return Engine.class.getDeclaredMethods().length > 0; } }.f()); } }")
            .ends(Status.COMPILE_ERROR)
            .holds(ended -> assertThat(ended.stdout()).isEmpty()),
        sim(
                "inside: classes in the JDK's packages",
                "package java.lang;\npublic class Main { public static void main(String[] a) { System.out.println(1); } }")
            .ends(Status.COMPILE_ERROR)
            .holds(ended -> assertThat(ended.stdout()).isEmpty()),
        sim(
            "inside: the secret in other threads",
            body(
                """
                var seen = new TreeSet<String>();
                for (var t : Thread.getAllStackTraces().keySet()) seen.add(t.getClass().getName());
                attempt(() -> { for (var t : Thread.getAllStackTraces().keySet()) { if (t != Thread.currentThread()) t.interrupt(); } return "interrupted"; });
                """)),
        sim(
                "surroundings: the environment",
                body("IO.println(String.join(\" \", new TreeSet<>(System.getenv().keySet())));"))
            .prints("LANG LD_LIBRARY_PATH MALLOC_ARENA_MAX PWD"),
        sim(
                "surroundings: what properties tell",
                body(
                    "IO.println(System.getProperties().toString() + \" \" + System.getProperty(\"user.name\"));"))
            .holds(ended ->
                assertThat(ended.stdout())
                    .doesNotContain(
                        System.getProperty("user.dir"),
                        System.getProperty("java.home"),
                        System.getProperty("goloom.data"),
                        "root")),
        sim(
                "surroundings: past the end of its input",
                body("IO.println(new String(System.in.readAllBytes()) + System.in.read());"))
            .given("mine")
            .prints("mine-1"),
        sim(
                "surroundings: the pipe under its input",
                body("IO.println(new FileInputStream(FileDescriptor.in).read());"))
            .within(600)
            .ends(Status.TIMEOUT, "600 ms of real time")
            .prints(""));
  }
}
