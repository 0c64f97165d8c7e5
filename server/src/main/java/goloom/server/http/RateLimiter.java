package goloom.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import goloom.server.problem.Refusal;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A bucket of tokens for each client, a minute's worth deep, that fills evenly. Thread-safe. */
final class RateLimiter {
  private static final double NANOS_A_MINUTE = 60e9;
  private static final int MAX_CLIENTS = 100_000;

  private final int perMinute;
  private final LongSupplier nanoTime;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_CLIENTS)
          .expireAfterAccess(Duration.ofMinutes(2))
          .build();

  /**
   * Makes one whose buckets are full.
   *
   * @param perMinute 0: any number
   */
  RateLimiter(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a token of the client's.
   *
   * @throws Refusal 429 when there is none
   */
  void take(String client) {
    if (perMinute == 0) {
      return;
    }
    long waitNanos =
        buckets.get(client, unseen -> new Bucket(perMinute, nanoTime.getAsLong())).take();
    if (waitNanos > 0) {
      long seconds = Math.ceilDiv(waitNanos, 1_000_000_000L);
      throw Refusal.busy(
          429, "at most " + perMinute + " a minute; try again in " + seconds + " s", seconds);
    }
  }

  private final class Bucket {
    private double tokens;
    private long filledAt;

    Bucket(double tokens, long filledAt) {
      this.tokens = tokens;
      this.filledAt = filledAt;
    }

    /** 0, or the time until there is a token. */
    synchronized long take() {
      long now = nanoTime.getAsLong();
      tokens = Math.min(perMinute, tokens + (now - filledAt) * perMinute / NANOS_A_MINUTE);
      filledAt = now;
      if (tokens >= 1) {
        tokens--;
        return 0;
      }
      return Math.max(1, (long) ((1 - tokens) * NANOS_A_MINUTE / perMinute));
    }
  }
}
