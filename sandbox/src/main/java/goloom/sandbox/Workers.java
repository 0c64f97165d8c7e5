package goloom.sandbox;

import java.io.IOException;

/** Starts workers of both kinds. */
final class Workers {
  private Workers() {}

  static Worker run(Spawner spawner, Isolation isolation, Image image, Limits limits)
      throws IOException {
    var root = isolation.root(image);
    var java = JavaCommand.runWorker(limits, JavaCommand.Learned.in(image, root), root);
    return Worker.start(spawner, isolation.command(image, JavaCommand.runAllowance(limits), java));
  }

  static Worker compile(Spawner spawner, Isolation isolation, Image image) throws IOException {
    var root = isolation.root(image);
    var java = JavaCommand.compileWorker(JavaCommand.Learned.in(image, root), root);
    return Worker.start(spawner, isolation.command(image, JavaCommand.compileAllowance(), java));
  }
}
