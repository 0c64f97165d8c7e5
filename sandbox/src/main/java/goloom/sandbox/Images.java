package goloom.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two images: one that runs programs, one that compiles them.
 *
 * <p>They are built once for each JDK and set of jars, in a folder named by a hash of their
 * contents, and appear there whole or not at all. A process that finds them there uses them as they
 * are.
 */
record Images(Image run, Image compile, Path filter) {
  private static final Logger LOG = LoggerFactory.getLogger(Images.class);

  /** Changes whenever this code would build something else from the same jars. */
  private static final String RECIPE = "2";

  /** Where images go when no other user may enter the data directory; the worker's user must. */
  private static final Path SHARED = Path.of("/var/cache/goloom");

  /** Within this process; between processes there is a lock file. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private static final Duration KEPT_UNUSED = Duration.ofHours(2);

  /**
   * Finds or builds the images for {@code settings}, last of all letting {@code finish} add to
   * them.
   */
  static Images prepare(SandboxSettings settings, Path jdk, Finish finish)
      throws SandboxUnavailableException {
    ONE_AT_A_TIME.lock();
    try {
      var folder = Files.createDirectories(folder(settings.dataDirectory()));
      var home = folder.resolve(hash(settings, jdk));
      if (!Files.isDirectory(home)) {
        try (var channel =
                FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          if (!Files.isDirectory(home)) {
            build(settings, jdk, folder, home, finish);
          }
        }
      }
      Files.setLastModifiedTime(home, FileTime.from(Instant.now()));
      return in(home);
    } catch (IOException | UncheckedIOException e) {
      throw new SandboxUnavailableException(
          "cannot build the sandbox's images: " + e.getMessage(), e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  /** What is done to new images before they are published. */
  interface Finish {
    void accept(Images images) throws IOException, SandboxUnavailableException;
  }

  private static Images in(Path home) {
    return new Images(
        new Image(home.resolve("run")),
        new Image(home.resolve("compile")),
        home.resolve("filter.bpf"));
  }

  private static void build(
      SandboxSettings settings, Path jdk, Path folder, Path home, Finish finish)
      throws IOException, SandboxUnavailableException {
    LOG.info("building the sandbox's images in {}: once for this JDK and this version", home);
    var start = System.nanoTime();
    removeUnused(folder);
    var prlimit =
        Command.find("prlimit")
            .orElseThrow(
                () -> new SandboxUnavailableException("prlimit is missing: install util-linux"));
    var fresh = Files.createTempDirectory(folder, "new-");
    try {
      var images = in(fresh);
      buildBoth(new ImageBuilder(jdk, prlimit), images, settings);
      ImageBuilder.open(fresh);
      var permissions = Files.getPosixFilePermissions(fresh);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_READ);
      Files.setPosixFilePermissions(fresh, permissions);
      finish.accept(images);
      ImageBuilder.open(fresh);
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | SandboxUnavailableException | RuntimeException e) {
      Trees.delete(fresh);
      throw e;
    }
    LOG.info("images built in {} ms", (System.nanoTime() - start) / 1_000_000);
  }

  private static void buildBoth(ImageBuilder builder, Images images, SandboxSettings settings)
      throws IOException {
    var jars = compilerJars(settings);
    try (var both = Executors.newFixedThreadPool(2)) {
      var run =
          both.submit(() ->
              builder.build(
                  images.run.root(),
                  List.of("java.base", "java.logging", "goloom", "goloom.worker"),
                  settings.modules(),
                  List.of()));
      var compile =
          both.submit(() ->
              builder.build(
                  images.compile.root(),
                  List.of("java.base", "java.logging", "jdk.compiler", "goloom", "goloom.worker"),
                  settings.modules(),
                  jars));
      run.get();
      compile.get();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Images of other versions, left alone as long as another process may still use them. */
  private static void removeUnused(Path folder) throws IOException {
    try (Stream<Path> others = Files.list(folder)) {
      for (var other : (Iterable<Path>) others::iterator) {
        var age = Duration.between(Files.getLastModifiedTime(other).toInstant(), Instant.now());
        if (Files.isDirectory(other) && age.compareTo(KEPT_UNUSED) > 0) {
          Trees.delete(other);
        }
      }
    }
  }

  private static Path folder(Path dataDirectory) throws IOException {
    var data = Files.createDirectories(dataDirectory.toAbsolutePath());
    if (!Identity.isRoot()) {
      return data.resolve("images");
    }
    for (var p = data.toRealPath(); p != null; p = p.getParent()) {
      if (!Files.getPosixFilePermissions(p).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        LOG.debug("{} is closed to other users: the sandbox's images go to {}", p, SHARED);
        return SHARED.resolve("images");
      }
    }
    return data.resolve("images");
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** The compiler's class path, without what is linked into its image as a module. */
  private static List<Path> compilerJars(SandboxSettings settings) throws IOException {
    return jars(settings.compilerClassPath()).stream()
        .filter(jar -> Files.notExists(settings.modules().resolve(jar.getFileName())))
        .toList();
  }

  private static String hash(SandboxSettings settings, Path jdk) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      // The isolation too: an archive of classes holds the paths that its JVM saw.
      var base = RECIPE + settings.isolation() + jdk.toRealPath();
      digest.update(base.getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(jdk.resolve("release")));
      for (var folder : List.of(settings.modules(), settings.compilerClassPath())) {
        for (var jar : jars(folder)) {
          digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(jar));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
