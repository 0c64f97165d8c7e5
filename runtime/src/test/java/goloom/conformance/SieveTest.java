package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.select;
import static goloom.conformance.Conformance.everywhere;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.Chan;
import goloom.ReceiveChan;
import goloom.SendChan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Prime numbers, sieved by goroutines: the values and their order are known. */
class SieveTest {
  private static final List<Integer> PRIMES =
      List.of(
          2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
          89, 97);

  private static void isThePrimes(ReceiveChan<Integer> primes) {
    List<Integer> received = new ArrayList<>();
    while (received.size() < PRIMES.size()) {
      received.add(primes.receive());
    }
    assertThat(received).isEqualTo(PRIMES);
  }

  // One filter for each prime
  // -------------------------

  @Test
  @Origin(file = "test/chan/sieve1.go", name = "chain of filters")
  void sieve_ofOneFilterForEachPrime_givesThePrimes() {
    everywhere(() -> {
      var primes = Chan.<Integer>make();
      go(() -> sift(primes));
      isThePrimes(primes);
    });
  }

  private static void sift(SendChan<Integer> primes) {
    var numbers = Chan.<Integer>make();
    go(() -> {
      for (int n = 2; ; n++) {
        numbers.send(n);
      }
    });
    for (Chan<Integer> left = numbers; ; ) {
      Chan<Integer> in = left;
      int prime = in.receive();
      primes.send(prime);
      var out = Chan.<Integer>make();
      go(() -> {
        for (int n : in) {
          if (n % prime != 0) {
            out.send(n);
          }
        }
      });
      left = out;
    }
  }

  // Composites merged from the multiples of each prime, and fed back
  // ----------------------------------------------------------------

  /** A stream of multiples with its next value read ahead. */
  private record Multiples(int next, ReceiveChan<Integer> rest) {
    static Multiples from(ReceiveChan<Integer> values) {
      return new Multiples(values.receive(), values);
    }
  }

  @Test
  @Origin(file = "test/chan/sieve2.go", name = "feedback loop")
  void sieve_ofMergedMultiplesFedBack_givesThePrimes() {
    everywhere(() -> isThePrimes(feedbackSieve()));
  }

  private static ReceiveChan<Integer> feedbackSieve() {
    var primes = Chan.<Integer>make(10);
    var composites = Chan.<Integer>make(50);
    var found = Chan.<Integer>make(10);
    primes.send(2);
    primes.send(3);
    found.send(3);
    go(() -> mergeMultiples(found, composites));
    go(() -> sieveOut(composites, unbounded(found), primes));
    return primes;
  }

  private static ReceiveChan<Integer> every(int first, int step, int buffer) {
    var out = Chan.<Integer>make(buffer);
    go(() -> {
      for (int n = first; ; n += step) {
        out.send(n);
      }
    });
    return out;
  }

  /** Sends every odd composite number once, in order. */
  private static void mergeMultiples(ReceiveChan<Integer> found, SendChan<Integer> composites) {
    var streams = new PriorityQueue<>(Comparator.comparingInt(Multiples::next));
    int last = 0;
    for (; ; ) {
      int prime = found.receive();
      int square = prime * prime;
      while (!streams.isEmpty() && streams.peek().next() < square) {
        last = advance(streams, last, composites);
      }
      streams.add(Multiples.from(every(square, 2 * prime, 10)));
      // Sent at once: the next prime is found only when this one's square is known to be none.
      last = advance(streams, last, composites);
    }
  }

  private static int advance(
      PriorityQueue<Multiples> streams, int last, SendChan<Integer> composites) {
    Multiples least = streams.remove();
    if (least.next() != last) {
      composites.send(least.next());
    }
    streams.add(Multiples.from(least.rest()));
    return least.next();
  }

  /** What is odd and no composite is prime: sent on both channels. */
  private static void sieveOut(
      ReceiveChan<Integer> composites, SendChan<Integer> found, SendChan<Integer> primes) {
    var odds = every(5, 2, 50);
    int candidate = odds.receive();
    for (; ; ) {
      int composite = composites.receive();
      while (candidate < composite) {
        found.send(candidate);
        primes.send(candidate);
        candidate = odds.receive();
      }
      if (candidate == composite) {
        candidate = odds.receive();
      }
    }
  }

  /** A channel in front of {@code out} that never makes its sender wait long. */
  private static SendChan<Integer> unbounded(SendChan<Integer> out) {
    var in = Chan.<Integer>make(10);
    go(() -> {
      var queue = new ArrayDeque<Integer>();
      for (; ; ) {
        Integer head = queue.peek();
        select(
            onReceive(in, queue::add),
            onSend(head == null ? Chan.nil() : out, head, () -> queue.remove()));
      }
    });
    return in;
  }
}
