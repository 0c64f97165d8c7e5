package goloom.hooks;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random numbers that a program asks for without a seed of its own: drawn from the run's. */
public final class Randoms {

  /** Bits of a double's mantissa, and the value of the last of them. */
  private static final int DOUBLE_BITS = 53;

  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private Randoms() {}

  /** A seed for a generator. */
  public static long seed() {
    return Run.randomLong();
  }

  public static double random() {
    return (Run.randomLong() >>> (Long.SIZE - DOUBLE_BITS)) * DOUBLE_UNIT;
  }

  public static void shuffle(List<?> list) {
    Collections.shuffle(list, new Random(seed()));
  }

  /** A version 4 UUID, as RFC 9562 lays it out. */
  public static UUID randomUUID() {
    long high = (Run.randomLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (Run.randomLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /**
   * The caller's generator; its methods are {@link LocalRandoms}, except where the JDK calls them.
   */
  public static ThreadLocalRandom current() {
    var random = ThreadLocalRandom.current();
    ThreadSeed.apply(Thread.currentThread());
    return random;
  }

  public static RandomGenerator getDefault() {
    return RandomGeneratorFactory.getDefault().create(seed());
  }

  public static RandomGenerator of(String algorithm) {
    if (algorithm.equals("SecureRandom")) {
      return new SeededSecureRandom();
    }
    return RandomGeneratorFactory.of(algorithm).create(seed());
  }

  public static <T extends RandomGenerator> RandomGenerator create(
      RandomGeneratorFactory<T> factory) {
    return factory.name().equals("SecureRandom")
        ? new SeededSecureRandom()
        : factory.create(seed());
  }

  public static SecureRandom getInstance(String algorithm) {
    return new SeededSecureRandom();
  }

  public static SecureRandom getInstance(String algorithm, String provider) {
    return new SeededSecureRandom();
  }

  public static SecureRandom getInstanceStrong() {
    return new SeededSecureRandom();
  }

  /** {@code new Random()}, for a reference to that constructor. */
  public static Random newRandom() {
    return new Random(seed());
  }

  /** {@code new SplittableRandom()}, for a reference to that constructor. */
  public static SplittableRandom newSplittableRandom() {
    return new SplittableRandom(seed());
  }
}
