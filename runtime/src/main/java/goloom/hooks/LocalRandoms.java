package goloom.hooks;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * {@code ThreadLocalRandom}'s methods, on the run's numbers: its own mix the thread's number into
 * every one, which is not the run's to choose.
 */
public final class LocalRandoms {

  private static final RandomGenerator RUN = Run::randomLong;

  private LocalRandoms() {}

  public static boolean nextBoolean(ThreadLocalRandom random) {
    return RUN.nextBoolean();
  }

  public static void nextBytes(ThreadLocalRandom random, byte[] bytes) {
    RUN.nextBytes(bytes);
  }

  public static int nextInt(ThreadLocalRandom random) {
    return RUN.nextInt();
  }

  public static int nextInt(ThreadLocalRandom random, int bound) {
    return RUN.nextInt(bound);
  }

  public static int nextInt(ThreadLocalRandom random, int origin, int bound) {
    return RUN.nextInt(origin, bound);
  }

  public static long nextLong(ThreadLocalRandom random) {
    return RUN.nextLong();
  }

  public static long nextLong(ThreadLocalRandom random, long bound) {
    return RUN.nextLong(bound);
  }

  public static long nextLong(ThreadLocalRandom random, long origin, long bound) {
    return RUN.nextLong(origin, bound);
  }

  public static float nextFloat(ThreadLocalRandom random) {
    return RUN.nextFloat();
  }

  public static float nextFloat(ThreadLocalRandom random, float bound) {
    return RUN.nextFloat(bound);
  }

  public static float nextFloat(ThreadLocalRandom random, float origin, float bound) {
    return RUN.nextFloat(origin, bound);
  }

  public static double nextDouble(ThreadLocalRandom random) {
    return RUN.nextDouble();
  }

  public static double nextDouble(ThreadLocalRandom random, double bound) {
    return RUN.nextDouble(bound);
  }

  public static double nextDouble(ThreadLocalRandom random, double origin, double bound) {
    return RUN.nextDouble(origin, bound);
  }

  public static double nextGaussian(ThreadLocalRandom random) {
    return RUN.nextGaussian();
  }

  public static double nextGaussian(ThreadLocalRandom random, double mean, double deviation) {
    return RUN.nextGaussian(mean, deviation);
  }

  public static double nextExponential(ThreadLocalRandom random) {
    return RUN.nextExponential();
  }

  public static IntStream ints(ThreadLocalRandom random) {
    return RUN.ints();
  }

  public static IntStream ints(ThreadLocalRandom random, long size) {
    return RUN.ints(size);
  }

  public static IntStream ints(ThreadLocalRandom random, int origin, int bound) {
    return RUN.ints(origin, bound);
  }

  public static IntStream ints(ThreadLocalRandom random, long size, int origin, int bound) {
    return RUN.ints(size, origin, bound);
  }

  public static LongStream longs(ThreadLocalRandom random) {
    return RUN.longs();
  }

  public static LongStream longs(ThreadLocalRandom random, long size) {
    return RUN.longs(size);
  }

  public static LongStream longs(ThreadLocalRandom random, long origin, long bound) {
    return RUN.longs(origin, bound);
  }

  public static LongStream longs(ThreadLocalRandom random, long size, long origin, long bound) {
    return RUN.longs(size, origin, bound);
  }

  public static DoubleStream doubles(ThreadLocalRandom random) {
    return RUN.doubles();
  }

  public static DoubleStream doubles(ThreadLocalRandom random, long size) {
    return RUN.doubles(size);
  }

  public static DoubleStream doubles(ThreadLocalRandom random, double origin, double bound) {
    return RUN.doubles(origin, bound);
  }

  public static DoubleStream doubles(
      ThreadLocalRandom random, long size, double origin, double bound) {
    return RUN.doubles(size, origin, bound);
  }
}
