package goloom.sandbox;

import java.nio.file.Path;

/**
 * How a node's sandbox is set up. The environment is read by whoever makes one of these, never
 * here.
 *
 * @param isolation {@code bubblewrap}, {@code gvisor} or {@code process}
 * @param dataDirectory where the images are kept, in {@code images/}
 * @param modules the folder that holds {@code goloom.jar} and {@code goloom-worker.jar}
 * @param compilerClassPath the folder that holds {@code goloom-compiler.jar} and the jars it needs
 * @param engine the engine's version, as the start of each run tells it
 * @param runWorkers run workers kept warm
 * @param compileWorkers compilations at a time
 * @param concurrentRuns runs at a time
 */
public record SandboxSettings(
    String isolation,
    Path dataDirectory,
    Path modules,
    Path compilerClassPath,
    String engine,
    Limits limits,
    int runWorkers,
    int compileWorkers,
    int concurrentRuns) {

  /** The default isolation, limits and sizes. */
  public static SandboxSettings of(
      Path dataDirectory, Path modules, Path compilerClassPath, String engine) {
    return new SandboxSettings(
        "bubblewrap",
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        Limits.DEFAULT,
        2,
        1,
        Runtime.getRuntime().availableProcessors());
  }

  public SandboxSettings withIsolation(String isolation) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        runWorkers,
        compileWorkers,
        concurrentRuns);
  }

  public SandboxSettings withLimits(Limits limits) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        runWorkers,
        compileWorkers,
        concurrentRuns);
  }
}
