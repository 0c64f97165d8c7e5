package goloom.sandbox;

import goloom.worker.protocol.ToCompiler.Policy;
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
 * @param policy what is done about calls that the box has no use for
 * @param groups whether the kernel's control groups hold workers
 * @param selfTest whether its promises are tried before anything else runs
 */
public record SandboxSettings(
    String isolation,
    Path dataDirectory,
    Path modules,
    Path compilerClassPath,
    String engine,
    Limits limits,
    Sizes sizes,
    Policy policy,
    Groups groups,
    SelfTest selfTest) {

  /** Control groups. */
  public enum Groups {
    /** Where the system lets us make them. */
    AUTO,
    /** Never. */
    OFF,
    /** Without them there is no sandbox. */
    REQUIRED
  }

  /** The test of the node's own promises. */
  public enum SelfTest {
    AT_START,
    NONE
  }

  /** The default isolation and limits, and sizes that suit two processors; no results kept. */
  public static SandboxSettings of(
      Path dataDirectory, Path modules, Path compilerClassPath, String engine) {
    return new SandboxSettings(
        "bubblewrap",
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        Limits.DEFAULT,
        new Sizes(2, 0, 1, Runtime.getRuntime().availableProcessors(), 1, 0, 0),
        Policy.BY_NAME,
        Groups.AUTO,
        SelfTest.NONE);
  }

  public SandboxSettings withIsolation(String other) {
    return new SandboxSettings(
        other,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        sizes,
        policy,
        groups,
        selfTest);
  }

  public SandboxSettings withLimits(Limits other) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        other,
        sizes,
        policy,
        groups,
        selfTest);
  }

  public SandboxSettings withSizes(Sizes other) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        other,
        policy,
        groups,
        selfTest);
  }

  public SandboxSettings withPolicy(Policy other) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        sizes,
        other,
        groups,
        selfTest);
  }

  public SandboxSettings withGroups(Groups other) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        sizes,
        policy,
        other,
        selfTest);
  }

  public SandboxSettings withSelfTest(SelfTest other) {
    return new SandboxSettings(
        isolation,
        dataDirectory,
        modules,
        compilerClassPath,
        engine,
        limits,
        sizes,
        policy,
        groups,
        other);
  }
}
