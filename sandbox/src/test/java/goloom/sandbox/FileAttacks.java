package goloom.sandbox;

import static goloom.sandbox.Attack.sim;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Programs that are after files: the host's, the image's, or the kernel's views of itself. */
final class FileAttacks {
  private FileAttacks() {}

  private static final String TRY =
      """
      import java.nio.channels.*;
      import java.nio.file.*;
      import java.nio.file.attribute.*;
      interface Act { Object run() throws Throwable; }
      void attempt(Act act) {
        try {
          IO.println("did: " + act.run());
        } catch (Throwable t) {
          var text = String.valueOf(t.getMessage());
          IO.println(t.getClass().getSimpleName() + (text.contains("Read-only") ? ": read-only" : ""));
        }
      }
      """;

  static List<Attack> all() {
    return List.of(
        sim(
                "files: the host's passwords",
                TRY + "void main() { attempt(() -> Files.readString(Path.of(\"/etc/shadow\"))); }")
            .prints("NoSuchFileException"),
        sim(
                "files: a decoy stands for the host's users",
                TRY
                    + "void main() { attempt(() -> Files.readString(Path.of(\"/etc/passwd\")).strip()); }")
            .prints("did: player:x:65534:65534::/tmp:/bin/false"),
        sim(
                "files: up and out again",
                TRY
                    + """
                    void main() {
                      for (var p : List.of("/tmp/../../../etc/hostname", "../../../../root/.bashrc", "/jdk/../home", "//var/run/docker.sock"))
                        attempt(() -> Files.readAttributes(Path.of(p), BasicFileAttributes.class));
                    }
                    """)
            .prints("NoSuchFileException\n".repeat(4)),
        sim(
                "files: everything there is",
                TRY
                    + """
                    void main() throws Exception {
                      try (var all = Files.walk(Path.of("/"), 2)) {
                        IO.println(String.join(" ", all.map(Path::toString)
                            .filter(p -> !p.startsWith("/jdk/") && !p.startsWith("/lib") && !p.startsWith("/app/")).sorted().toList()));
                      }
                    }
                    """)
            .prints(
                "/ /app /bin /bin/prlimit /dev /dev/null /dev/random /dev/urandom /etc /etc/group /etc/hosts"
                    + " /etc/nsswitch.conf /etc/passwd /jdk /tmp"),
        sim(
                "files: the kernel's views",
                TRY
                    + """
                    void main() {
                      for (var p : List.of("/proc", "/proc/self/environ", "/proc/1/root", "/proc/1/cmdline", "/sys", "/sys/fs/cgroup", "/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/fd", "/dev/shm", "/dev/tty"))
                        attempt(() -> Files.getLastModifiedTime(Path.of(p)));
                    }
                    """)
            .prints("NoSuchFileException\n".repeat(12)),
        sim(
                "files: the JVM's own memory",
                TRY
                    + "void main() { attempt(() -> new RandomAccessFile(\"/proc/self/mem\", \"rw\")); }")
            .prints("FileNotFoundException"),
        sim(
                "files: writing everywhere",
                TRY
                    + """
                    void main() {
                      for (var folder : List.of("/", "/app", "/jdk", "/jdk/lib", "/etc", "/dev", "/tmp", "/lib", "/bin"))
                        attempt(() -> Files.writeString(Path.of(folder, "mine"), "x"));
                    }
                    """)
            .prints("FileSystemException: read-only\n".repeat(9)),
        sim(
                "files: writing to what is there",
                TRY
                    + """
                    void main() {
                      for (var file : List.of("/etc/passwd", "/jdk/lib/modules", "/jdk/bin/java", "/bin/prlimit", "/app/classes.jsa"))
                        attempt(() -> Files.newOutputStream(Path.of(file), StandardOpenOption.WRITE));
                    }
                    """)
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim(
                "files: taking the image apart",
                TRY
                    + """
                    void main() {
                      attempt(() -> { Files.delete(Path.of("/jdk/lib/modules")); return 1; });
                      attempt(() -> Files.move(Path.of("/tmp"), Path.of("/tmp2")));
                      attempt(() -> Files.move(Path.of("/app/classes.jsa"), Path.of("/app/x")));
                      attempt(() -> Files.setPosixFilePermissions(Path.of("/tmp"), PosixFilePermissions.fromString("rwxrwxrwx")));
                      attempt(() -> Files.setLastModifiedTime(Path.of("/app"), FileTime.fromMillis(0)));
                      attempt(() -> Files.setOwner(Path.of("/app"), Files.getOwner(Path.of("/tmp"))));
                    }
                    """)
            .holds(ended -> assertThat(ended.stdout()).doesNotContain("did:")),
        sim(
                "files: links to elsewhere",
                TRY
                    + """
                    void main() {
                      attempt(() -> Files.createSymbolicLink(Path.of("/tmp/out"), Path.of("/etc/shadow")));
                      attempt(() -> Files.createLink(Path.of("/tmp/hard"), Path.of("/etc/passwd")));
                      attempt(() -> Files.createSymbolicLink(Path.of("/dev/stdout"), Path.of("/etc/passwd")));
                    }
                    """)
            .prints("FileSystemException: read-only\n".repeat(3)),
        sim(
                "files: filling the disk",
                TRY
                    + """
                    void main() {
                      attempt(() -> {
                        try (var out = new FileOutputStream("/tmp/full")) {
                          for (int i = 0; i < 1000; i++) out.write(new byte[1 << 20]);
                        }
                        return "filled";
                      });
                      attempt(() -> { try (var f = new RandomAccessFile("/tmp/sparse", "rw")) { f.setLength(1L << 40); } return "sparse"; });
                    }
                    """)
            .prints("FileNotFoundException: read-only\n".repeat(2)),
        sim(
                "files: thousands of names",
                TRY
                    + """
                    void main() {
                      int made = 0;
                      for (int i = 0; i < 2_000; i++) {
                        try { Files.createFile(Path.of("/tmp/" + i)); made++; } catch (IOException e) {}
                      }
                      IO.println(made);
                    }
                    """)
            .prints("0"),
        sim(
                "files: all descriptors",
                TRY
                    + """
                    void main() {
                      var open = new ArrayList<InputStream>();
                      try {
                        while (true) open.add(new FileInputStream("/etc/passwd"));
                      } catch (IOException e) {
                        IO.println(open.size() < 128 && e.getMessage().contains("Too many open files"));
                      }
                    }
                    """)
            .prints("true"),
        sim(
                "files: a lock that others would feel",
                TRY
                    + """
                    void main() throws Exception {
                      try (var shared = FileChannel.open(Path.of("/jdk/lib/modules"), StandardOpenOption.READ)) {
                        attempt(() -> shared.lock());
                      }
                    }
                    """)
            .prints("NonWritableChannelException"),
        sim(
                "files: mapping without end",
                TRY
                    + """
                    void main() throws Exception {
                      var maps = new ArrayList<Object>();
                      try (var f = FileChannel.open(Path.of("/jdk/lib/modules"), StandardOpenOption.READ)) {
                        while (maps.size() < 100_000) maps.add(f.map(FileChannel.MapMode.READ_ONLY, 0, f.size()));
                        IO.println("mapped");
                      } catch (IOException e) {
                        IO.println(maps.size() < 200);
                      }
                    }
                    """)
            .prints("true"));
  }
}
