package goloom.hooks;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Random;

/** Stands for {@code SecureRandom} in a run: its numbers follow from the run's seed. */
public class SeededSecureRandom extends SecureRandom {

  private static final long serialVersionUID = 1;

  public SeededSecureRandom() {
    super(new Numbers(), null);
  }

  /** A seed only adds to what there is, so the result is as good without it. */
  public SeededSecureRandom(byte[] seed) {
    this();
  }

  @Override
  public String getAlgorithm() {
    return "NativePRNG";
  }

  private static final class Numbers extends SecureRandomSpi {
    private static final long serialVersionUID = 1;

    private final Random random = new Random(Randoms.seed());

    @Override
    protected void engineSetSeed(byte[] seed) {
      // Supplements the existing seed, which already fixes the numbers.
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
      var bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    }
  }
}
