package goloom.sandbox;

import java.io.IOException;

/** Starts workers of both kinds. */
final class Workers {
  private Workers() {}

  static Worker run(Spawner spawner, Isolation isolation, Image image, Limits limits)
      throws IOException {
    var java = JavaCommand.runWorker(limits, image, isolation.root(image));
    return Worker.start(spawner, isolation.command(image, JavaCommand.runAllowance(limits), java));
  }

  static Worker compile(Spawner spawner, Isolation isolation, Image image) throws IOException {
    var java = JavaCommand.compileWorker(image, isolation.root(image));
    return Worker.start(spawner, isolation.command(image, JavaCommand.compileAllowance(), java));
  }
}
