package goloom.sandbox;

import goloom.sandbox.JavaCommand.Readiness;
import java.io.IOException;

/** Starts workers of both kinds. */
final class Workers {
  private Workers() {}

  static Worker run(
      Spawner spawner,
      ControlGroups groups,
      Isolation isolation,
      Image image,
      Limits limits,
      Readiness readiness)
      throws IOException {
    var root = isolation.root(image);
    var java = JavaCommand.runWorker(limits, JavaCommand.Learned.in(image, root, readiness), root);
    var allowance = JavaCommand.runAllowance(limits);
    return Worker.start(
        spawner, groups.create(allowance), isolation.command(image, allowance, java));
  }

  static Worker compile(Spawner spawner, ControlGroups groups, Isolation isolation, Image image)
      throws IOException {
    var root = isolation.root(image);
    var java = JavaCommand.compileWorker(JavaCommand.Learned.in(image, root, Readiness.RUN), root);
    var allowance = JavaCommand.compileAllowance();
    return Worker.start(
        spawner, groups.create(allowance), isolation.command(image, allowance, java));
  }
}
