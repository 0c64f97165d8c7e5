package goloom.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a process is in the kernel's control groups, and where those are mounted. */
record CgroupMounts(List<Mount> mounts, List<String> memberships) {

  /**
   * A hierarchy's mount.
   *
   * @param root which part of the hierarchy is mounted there
   * @param controllers the controllers of version 1; empty for version 2
   */
  private record Mount(Path point, String root, List<String> controllers) {
    /** The folder of the group at {@code path}; none where another part is mounted. */
    Optional<Path> folder(String path) {
      if (!path.startsWith(root)) {
        return Optional.empty();
      }
      var rest = path.substring(root.length());
      var folder = point.resolve(rest.startsWith("/") ? rest.substring(1) : rest).normalize();
      return folder.startsWith(point) && Files.isDirectory(folder)
          ? Optional.of(folder)
          : Optional.empty();
    }
  }

  /** The group of a process in one hierarchy. */
  record Membership(Path mount, Path folder) {}

  /** Reads {@code mountinfo} and {@code cgroup} of a process's folder in {@code /proc}. */
  static CgroupMounts read(Path self) throws IOException {
    var mounts = new ArrayList<Mount>();
    for (var line : Files.readAllLines(self.resolve("mountinfo"))) {
      // 36 35 98:0 /root /point options… - type source super,options
      var words = line.split(" ", -1);
      var dash = List.of(words).indexOf("-");
      if (dash < 0 || dash + 3 >= words.length) {
        continue;
      }
      if (words[dash + 1].equals("cgroup2")) {
        mounts.add(new Mount(Path.of(words[4]), words[3], List.of()));
      } else if (words[dash + 1].equals("cgroup")) {
        mounts.add(new Mount(Path.of(words[4]), words[3], List.of(words[dash + 3].split(",", -1))));
      }
    }
    return new CgroupMounts(mounts, Files.readAllLines(self.resolve("cgroup")));
  }

  Optional<Membership> unified() {
    return find("", List.of());
  }

  Optional<Membership> divided(String controller) {
    return find(controller, List.of(controller));
  }

  private Optional<Membership> find(String controller, List<String> wanted) {
    for (var line : memberships) {
      // 4:memory:/path, and 0::/path for version 2
      var words = line.split(":", 3);
      if (words.length < 3 || !List.of(words[1].split(",", -1)).contains(controller)) {
        continue;
      }
      for (var mount : mounts) {
        if (mount.controllers.isEmpty() == wanted.isEmpty()
            && mount.controllers.containsAll(wanted)) {
          // In a container the path may be the host's: then what is mounted is ours.
          var folder = mount.folder(words[2]).orElse(mount.point);
          return Optional.of(new Membership(mount.point, folder));
        }
      }
    }
    return Optional.empty();
  }
}
