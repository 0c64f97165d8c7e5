package goloom.instrument;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each of thirty listed programs leaves behind on a few seeds: a hash over its output, its
 * reports, how it ended and its whole trace. A program of its own, so that it can be run in a fresh
 * JVM.
 */
final class Imprints {
  private Imprints() {}

  private static final long[] SEEDS = {0, 1, 42};

  /**
   * Prints a line {@code name seed hash} for each program compiled into the folder, and each seed.
   */
  public static void main(String[] args) throws IOException {
    var report = System.out;
    try (var folders = Files.list(Path.of(args[0]))) {
      for (Path folder : folders.sorted().toList()) {
        var program = new Ran.Program(read(folder));
        for (long seed : SEEDS) {
          report.println(folder.getFileName() + " " + seed + " " + of(program, seed));
        }
      }
    }
    report.flush();
    // Programs of Java's own threads leave some behind.
    Runtime.getRuntime().halt(0);
  }

  /** Compiles the listed programs, each into a folder of its own. */
  static int compileInto(Path folder) throws IOException {
    var listed = listed();
    for (var program : listed.entrySet()) {
      Path own = Files.createDirectories(folder.resolve(program.getKey()));
      for (var type : Ran.compile(program.getValue())) {
        Files.write(own.resolve(type.name()), type.bytes());
      }
    }
    return listed.size();
  }

  private static List<Rewriter.Input> read(Path folder) throws IOException {
    List<Rewriter.Input> classes = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        classes.add(new Rewriter.Input(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    }
    return classes;
  }

  /** The examples of the playground, and programs that lean on what hosts like to make random. */
  static TreeMap<String, String> listed() throws IOException {
    var listed = new TreeMap<String, String>();
    for (String folder :
        List.of("src/test/resources/programs", "../server/src/main/resources/examples")) {
      try (var files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          var source = Files.readString(file).replaceAll("(?m)^import .*$", "");
          listed.put(file.getFileName().toString(), source);
        }
      }
    }
    return listed;
  }

  static String of(Ran.Program program, long seed) {
    var settings = new Settings(seed, null, 4, false, false, true, 200_000, 1_000_000);
    var imprint = new Imprint();
    var out = System.out;
    System.setOut(new PrintStream(imprint.bytes, true, StandardCharsets.UTF_8));
    try {
      var ending = program.run(settings, imprint);
      imprint.note(
          List.of(
              ending.status(), ending.message(), ending.virtualNanos(), ending.steps(), ending));
    } finally {
      System.setOut(out);
    }
    return imprint.hash();
  }

  private static final class Imprint implements Observer {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Object> notes = new ArrayList<>();

    void note(Object note) {
      notes.add(note);
    }

    String hash() {
      try {
        var digest = java.security.MessageDigest.getInstance("SHA-256");
        digest.update(bytes.toByteArray());
        digest.update(notes.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void outputEnds() {
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @Override
    public void panic(
        long goroutine,
        String name,
        String value,
        List<Frame> stack,
        @Nullable Frame createdAt,
        String text) {
      note(text);
    }

    @Override
    public void deadlock(List<GoroutineState> goroutines, String text) {
      note(text);
    }

    @Override
    public void leak(List<GoroutineState> goroutines, String text) {
      note(text);
    }

    @Override
    public void trace(byte[] packed) {
      note(java.util.Arrays.hashCode(packed));
    }
  }
}
