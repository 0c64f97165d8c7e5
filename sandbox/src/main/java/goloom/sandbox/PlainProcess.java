package goloom.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * No isolation but the operating system's own: a child process with the server's rights. For one's
 * own programs on one's own machine.
 */
record PlainProcess(String scratch) implements Isolation {
  @Override
  public String name() {
    return "process";
  }

  @Override
  public String root(Image image) {
    return image.root().toString();
  }

  @Override
  public Isolation withScratch(Path folder) {
    return new PlainProcess(folder.toString());
  }

  @Override
  public List<String> command(Image image, Allowance allowance, List<String> javaArguments) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", "exec 3>&1 && exec \"$@\"", "sh"));
    command.addAll(allowance.prlimit(image.root() + "/bin/prlimit"));
    command.add(image.java().toString());
    command.addAll(javaArguments);
    return command;
  }
}
