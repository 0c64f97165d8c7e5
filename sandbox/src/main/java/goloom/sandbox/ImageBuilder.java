package goloom.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Builds one image: a linked JDK in the smallest root file system that it starts in. */
final class ImageBuilder {
  /** Nothing inside should find it: what can't be executed can't be misused. */
  private static final List<String> UNNEEDED =
      List.of(
          "bin/keytool",
          "bin/rmiregistry",
          "lib/jspawnhelper",
          "legal",
          "lib/server/classes_nocoops.jsa");

  private final Path jdk;
  private final Path prlimit;

  /** {@code jdk} is the JDK to link from. */
  ImageBuilder(Path jdk, Path prlimit) {
    this.jdk = jdk;
    this.prlimit = prlimit;
  }

  /** Builds in {@code root}, which does not exist yet, with {@code app} copied to {@code /app}. */
  Image build(Path root, List<String> modules, Path modulePath, List<Path> app) throws IOException {
    Files.createDirectories(root);
    Command.run(
        jdk.resolve("bin/jlink").toString(),
        "--module-path",
        modulePath.toString(),
        "--add-modules",
        String.join(",", modules),
        "--no-header-files",
        "--no-man-pages",
        "--vm",
        "server",
        "--generate-cds-archive",
        "--output",
        root.resolve("jdk").toString());
    for (var unneeded : UNNEEDED) {
      Trees.delete(root.resolve("jdk").resolve(unneeded));
    }
    copyTo(root, prlimit, Path.of("/bin/prlimit"));
    for (var library : libraries(root)) {
      copyTo(root, library, library);
    }
    Files.createDirectories(root.resolve("app"));
    for (var file : app) {
      copyTo(root, file, Path.of("/app").resolve(file.getFileName().toString()));
    }
    mountPoints(root);
    etc(root);
    return new Image(root);
  }

  private static void copyTo(Path root, Path file, Path inside) throws IOException {
    var target = root.resolve(Path.of("/").relativize(inside).toString());
    Files.createDirectories(target.getParent());
    Files.copy(file.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The shared libraries, outside the JDK, of everything that is to run, with the dynamic linker.
   */
  private Set<Path> libraries(Path root) throws IOException {
    var binaries = new ArrayList<Path>();
    binaries.add(prlimit);
    try (Stream<Path> files = Files.walk(root.resolve("jdk"))) {
      files
          .filter(f -> f.toString().endsWith(".so") || f.endsWith("bin/java"))
          .forEach(binaries::add);
    }
    var libraries = new TreeSet<Path>();
    for (var binary : binaries) {
      for (var line : Command.run("ldd", binary.toString()).lines().toList()) {
        var words = line.strip().split("\\s+", -1);
        var path = words.length > 2 && words[1].equals("=>") ? words[2] : words[0];
        if (path.startsWith("/") && !path.startsWith(root.toString())) {
          libraries.add(Path.of(path));
        }
      }
    }
    return libraries;
  }

  private static void mountPoints(Path root) throws IOException {
    Files.createDirectories(root.resolve("tmp"));
    Files.createDirectories(root.resolve("dev"));
    for (var device : List.of("null", "urandom", "random")) {
      Files.createFile(root.resolve("dev").resolve(device));
    }
  }

  private static void etc(Path root) throws IOException {
    var etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(etc.resolve("passwd"), "player:x:65534:65534::/tmp:/bin/false\n");
    Files.writeString(etc.resolve("group"), "player:x:65534:\n");
    Files.writeString(etc.resolve("hosts"), "127.0.0.1 localhost\n::1 localhost\n");
    Files.writeString(etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files\n");
  }

  /** Makes all of {@code root} readable for everybody and writable for nobody but its owner. */
  static void open(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (var file : (Iterable<Path>) files::iterator) {
        if (Files.isSymbolicLink(file)) {
          continue;
        }
        var permissions =
            EnumSet.copyOf(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        permissions.remove(PosixFilePermission.GROUP_WRITE);
        permissions.remove(PosixFilePermission.OTHERS_WRITE);
        if (permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
          permissions.add(PosixFilePermission.GROUP_EXECUTE);
          permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
      }
    }
  }
}
