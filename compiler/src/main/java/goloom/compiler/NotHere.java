package goloom.compiler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the playground doesn't offer: which calls, why not, and what to use instead. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by toList and List.of
enum NotHere {
  PROCESSES(
      "a program here can't start or see processes",
      "go(() -> …) does something beside",
      """
      java.lang.Process: *
      java.lang.ProcessBuilder: *
      java.lang.ProcessHandle: *
      java.lang.Runtime: exec
      """),
  NETWORK(
      "there is no network here, not even to the program itself",
      "a Chan carries values between goroutines",
      """
      java.net.DatagramSocket: *
      java.net.HttpURLConnection: *
      java.net.MulticastSocket: *
      java.net.ServerSocket: *
      java.net.Socket: *
      java.net.URL: getContent openConnection openStream
      java.net.URLConnection: *
      java.nio.channels.AsynchronousServerSocketChannel: *
      java.nio.channels.AsynchronousSocketChannel: *
      java.nio.channels.DatagramChannel: *
      java.nio.channels.ServerSocketChannel: *
      java.nio.channels.SocketChannel: *
      javax.net.ServerSocketFactory: *
      javax.net.SocketFactory: *
      javax.net.ssl.HttpsURLConnection: *
      javax.net.ssl.SSLContext: *
      javax.net.ssl.SSLServerSocketFactory: *
      javax.net.ssl.SSLSocketFactory: *
      """),
  NATIVE(
      "native code is not allowed here",
      "write it in Java",
      """
      java.lang.ModuleLayer$Controller: enableNativeAccess
      java.lang.Runtime: load loadLibrary
      java.lang.System: load loadLibrary
      java.lang.foreign.Linker: *
      java.lang.foreign.MemorySegment: reinterpret
      java.lang.foreign.SymbolLookup: *
      """),
  REFLECTION(
      "the JDK's own inside is closed to programs",
      "use what its classes offer publicly, and MethodHandles.lookup() for your own",
      """
      java.lang.invoke.MethodHandles: privateLookupIn
      """),
  FILES(
      "nothing of the machine's files is there, and nothing can be written",
      "keep it in memory, or read standard input",
      """
      java.io.File: createTempFile
      java.nio.file.Files: copy createDirectories createDirectory createFile createLink
      java.nio.file.Files: createSymbolicLink createTempDirectory createTempFile delete move
      java.nio.file.Files: newBufferedWriter newOutputStream write writeString
      """);

  private static final String ANY = "*";

  private final String why;
  private final String instead;
  private final List<Row> rows;

  private record Row(String type, List<String> methods) {}

  NotHere(String why, String instead, String table) {
    this.why = why;
    this.instead = instead;
    this.rows =
        table
            .lines()
            .map(line -> line.split(": ", 2))
            .map(sides -> new Row(sides[0], List.of(sides[1].split(" ", -1))))
            .toList();
  }

  /** What a mention of {@code type} (a binary name) is refused as. */
  static Optional<NotHere> type(String type) {
    return find(type, ANY);
  }

  /** What a call of {@code type}'s {@code method} is refused as. */
  static Optional<NotHere> method(String type, String method) {
    return find(type, method);
  }

  private static Optional<NotHere> find(String type, String method) {
    return Arrays.stream(values())
        .filter(kind ->
            kind.rows.stream()
                .anyMatch(row -> row.type.equals(type) && row.methods.contains(method)))
        .findFirst();
  }

  /** A diagnostic's code. */
  String code() {
    return "goloom.no-" + name().toLowerCase(Locale.ROOT);
  }

  String message(String what) {
    return "%s: %s; %s".formatted(what, why, instead);
  }

  /** Every class that is named, for the test that looks whether it exists. */
  static List<String> types() {
    return Arrays.stream(values())
        .flatMap(kind -> kind.rows.stream().map(Row::type))
        .collect(Collectors.toList());
  }

  /** How many methods are named, for the test that tries each. */
  static long methods() {
    return Arrays.stream(values())
        .flatMap(kind -> kind.rows.stream())
        .flatMap(row -> row.methods.stream())
        .filter(method -> !method.equals(ANY))
        .count();
  }
}
