import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.nio.file.*;
import java.util.concurrent.locks.LockSupport;

/** Tries what no program may: a line for each promise, `name held` or `name broken: how`. */
interface Act {
  Object run() throws Throwable;
}

void refused(String promise, Act act) {
  try {
    IO.println(promise + " broken: " + act.run());
  } catch (Throwable held) {
    IO.println(promise + " held");
  }
}

void holds(String promise, boolean held, Object seen) {
  IO.println(promise + (held ? " held" : " broken: " + seen));
}

Object call(Object on, String method) throws Throwable {
  try {
    return on.getClass().getMethod(method).invoke(on);
  } catch (InvocationTargetException e) {
    throw e.getCause();
  }
}

void main() throws Throwable {
  IO.readln();
  for (var file : List.of("/etc/shadow", "/root", "/home", "/var", "/usr", "/bin/sh", "/work")) {
    holds("files", !Files.exists(Path.of(file)), file);
  }
  holds("files", !Files.exists(Path.of("/pro" + "c/self")), "a view of processes");
  holds("files", !Files.exists(Path.of("/sys/kernel")), "a view of the kernel");
  for (var folder : List.of("/", "/app", "/jdk", "/etc", "/dev", "/tmp")) {
    refused("writing", () -> Files.writeString(Path.of(folder, "mine"), "x"));
  }
  refused("sockets", () -> {
    var socket = (java.io.Closeable) Class.forName("java.net.ServerSocket").getConstructor(int.class).newInstance(0);
    return socket;
  });
  refused("network", () -> {
    var type = Class.forName("java.net.Socket");
    var socket = type.getConstructor().newInstance();
    type.getMethod("connect", java.net.SocketAddress.class, int.class).invoke(socket, new InetSocketAddress("1.1.1.1", 53), 300);
    return socket;
  });
  refused("processes", () -> {
    var type = Class.forName("java.lang.ProcessBuilder");
    return call(type.getConstructor(String[].class).newInstance((Object) new String[] {"/bin/prlimit"}), "start");
  });
  refused("native", () -> {
    var linker = Class.forName("java.lang.foreign.Linker").getMethod("nativeLinker").invoke(null);
    return Class.forName("java.lang.foreign.SymbolLookup").getMethod("libraryLookup", String.class, java.lang.foreign.Arena.class)
        .invoke(null, "libc.so.6", java.lang.foreign.Arena.global()) + " " + linker;
  });
  refused("inside", () -> Class.forName("goloom.worker.RunWorker"));
  refused("inside", () -> {
    var field = String.class.getDeclaredFields()[0];
    field.setAccessible(true);
    return field;
  });
  var variables = new TreeSet<>(System.getenv().keySet());
  variables.removeAll(Set.of("HOME", "LANG", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX", "PWD"));
  holds("environment", variables.isEmpty(), variables);
  var done = new java.util.concurrent.CountDownLatch(100);
  for (int i = 0; i < 100; i++) {
    Thread.startVirtualThread(done::countDown);
  }
  done.await();
  // Last, for it leaves no room for another thread.
  var threads = 0;
  try {
    for (; threads < 400; threads++) {
      var thread = new Thread(null, LockSupport::park, "t", 1 << 16);
      thread.setDaemon(true);
      thread.start();
    }
  } catch (OutOfMemoryError e) {
    // as it should be
  }
  holds("threads", threads < 400, threads);
  IO.println("end");
}
