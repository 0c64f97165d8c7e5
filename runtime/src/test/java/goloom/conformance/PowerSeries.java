package goloom.conformance;

import static goloom.Go.go;
import static goloom.Go.onReceive;
import static goloom.Go.onSend;
import static goloom.Go.select;

import goloom.Case;
import goloom.Chan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A power series as a stream of coefficients, each computed by goroutines when it is asked for
 * (McIlroy, "Squinting at power series", 1990). A series that ends goes on with {@link End}.
 */
final class PowerSeries {

  /** What a series sends. */
  sealed interface Term permits Rational, End {}

  /** No more terms but zeros. */
  record End() implements Term {}

  /** An exact fraction in lowest terms, its denominator positive. */
  record Rational(long numerator, long denominator) implements Term {
    static final Rational ZERO = of(0);
    static final Rational ONE = of(1);

    static Rational of(long n) {
      return new Rational(n, 1);
    }

    Rational {
      long divisor = gcd(Math.abs(numerator), Math.abs(denominator));
      if (denominator < 0) {
        divisor = -divisor;
      }
      numerator /= divisor;
      denominator /= divisor;
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    Rational plus(Rational other) {
      long shared = gcd(denominator, other.denominator);
      return new Rational(
          numerator * (other.denominator / shared) + other.numerator * (denominator / shared),
          denominator / shared * other.denominator);
    }

    Rational times(Rational other) {
      Rational a = new Rational(numerator, other.denominator);
      Rational b = new Rational(other.numerator, denominator);
      return new Rational(a.numerator * b.numerator, a.denominator * b.denominator);
    }

    Rational negated() {
      return new Rational(-numerator, denominator);
    }

    @Override
    public String toString() {
      return denominator == 1 ? "" + numerator : numerator + "/" + denominator;
    }
  }

  private final Chan<Boolean> requests = Chan.make();
  private final Chan<Term> terms = Chan.make();

  private PowerSeries() {}

  /** The code of a goroutine that feeds a series. */
  private interface Feeder {
    void feed(PowerSeries out);
  }

  private static PowerSeries fedBy(Feeder feeder) {
    var series = new PowerSeries();
    go(() -> feeder.feed(series));
    return series;
  }

  // Asking and answering
  // --------------------

  Term get() {
    requests.send(true);
    return terms.receive();
  }

  private void put(Term term) {
    requests.receive();
    terms.send(term);
  }

  private void putAllOf(PowerSeries in) {
    for (; ; ) {
      requests.receive();
      terms.send(in.get());
    }
  }

  private void end() {
    for (; ; ) {
      put(new End());
    }
  }

  /** Asks both at once, so that neither waits for the other. */
  private static List<Term> getBoth(PowerSeries first, PowerSeries second) {
    List<PowerSeries> asked = List.of(first, second);
    List<Term> got = new ArrayList<>(List.of(new End(), new End()));
    List<Case> open = new ArrayList<>();
    List<Runnable> then = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int which = i;
      PowerSeries series = asked.get(i);
      var answer = onReceive(series.terms);
      open.add(onSend(series.requests, true));
      then.add(() -> {
        open.add(answer);
        then.add(() -> got.set(which, answer.value()));
      });
    }
    while (!open.isEmpty()) {
      int chosen = select(open.toArray(Case[]::new));
      open.remove(chosen);
      then.remove(chosen).run();
    }
    return got;
  }

  /**
   * Two series of the same terms, each read at its own pace. While it waits for a term, it goes on
   * handing out those that came before: that term may be made of them.
   */
  private static void split(PowerSeries in, PowerSeries a, PowerSeries b) {
    go(() -> {
      var branches = List.of(new Branch(a), new Branch(b));
      boolean asked = false;
      for (; ; ) {
        branches.forEach(Branch::answer);
        boolean wanted = branches.stream().anyMatch(branch -> branch.waiting);
        var term = onReceive(asked ? in.terms : null);
        int chosen =
            select(
                branches.get(0).request(),
                branches.get(1).request(),
                onSend(wanted && !asked ? in.requests : null, true),
                term);
        switch (chosen) {
          case 2 -> asked = true;
          case 3 -> {
            asked = false;
            branches.forEach(branch -> branch.ahead.add(term.value()));
          }
          default -> branches.get(chosen).waiting = true;
        }
      }
    });
  }

  /** One of the series that a {@link #split} feeds. */
  private static final class Branch {
    final PowerSeries out;
    final ArrayDeque<Term> ahead = new ArrayDeque<>();

    /** Whether a term was asked for and not yet given. */
    boolean waiting;

    Branch(PowerSeries out) {
      this.out = out;
    }

    Case request() {
      return onReceive(waiting ? null : out.requests);
    }

    void answer() {
      if (waiting && !ahead.isEmpty()) {
        waiting = false;
        out.terms.send(ahead.remove());
      }
    }
  }

  // The algebra
  // -----------

  /** The coefficient {@code c} over and over. */
  static PowerSeries repeating(long c) {
    return fedBy(out -> {
      for (; ; ) {
        out.put(Rational.of(c));
      }
    });
  }

  PowerSeries plus(PowerSeries other) {
    return fedBy(out -> {
      for (; ; ) {
        out.requests.receive();
        List<Term> both = getBoth(this, other);
        switch (both.get(0)) {
          case End none -> {
            out.terms.send(both.get(1));
            out.putAllOf(other);
          }
          case Rational a -> {
            switch (both.get(1)) {
              case End none -> {
                out.terms.send(a);
                out.putAllOf(this);
              }
              case Rational b -> out.terms.send(a.plus(b));
            }
          }
        }
      }
    });
  }

  private PowerSeries map(UnaryOperator<Rational> each) {
    return fedBy(out -> {
      for (; ; ) {
        out.requests.receive();
        switch (get()) {
          case Rational r -> out.terms.send(each.apply(r));
          case End end -> {
            out.terms.send(end);
            out.end();
          }
        }
      }
    });
  }

  PowerSeries times(Rational c) {
    return map(c::times);
  }

  PowerSeries minus(PowerSeries other) {
    return plus(other.times(Rational.of(-1)));
  }

  /** (a + xA)(b + xB) = ab + x(aB + bA) + x²AB. */
  PowerSeries times(PowerSeries other) {
    return fedBy(out -> {
      out.requests.receive();
      List<Term> heads = getBoth(this, other);
      if (!(heads.get(0) instanceof Rational a && heads.get(1) instanceof Rational b)) {
        out.terms.send(new End());
        out.end();
        return;
      }
      out.terms.send(a.times(b));
      var a1 = new PowerSeries();
      var a2 = new PowerSeries();
      split(this, a1, a2);
      var b1 = new PowerSeries();
      var b2 = new PowerSeries();
      split(other, b1, b2);
      PowerSeries cross = b1.times(a).plus(a1.times(b));
      out.put(cross.get());
      out.putAllOf(cross.plus(a2.times(b2)));
    });
  }

  PowerSeries derivative() {
    return fedBy(out -> {
      out.requests.receive();
      if (get() instanceof Rational) {
        for (long power = 1; get() instanceof Rational r; power++) {
          out.terms.send(r.times(Rational.of(power)));
          out.requests.receive();
        }
      }
      out.terms.send(new End());
      out.end();
    });
  }

  PowerSeries integral(Rational constant) {
    return fedBy(out -> {
      out.put(constant);
      out.requests.receive();
      for (long power = 1; get() instanceof Rational r; power++) {
        out.terms.send(r.times(new Rational(1, power)));
        out.requests.receive();
      }
      out.terms.send(new End());
      out.end();
    });
  }

  /** e to the power of this series: E = 1 + ∫ E·U′. */
  PowerSeries exponential() {
    var feedback = new PowerSeries();
    var result = new PowerSeries();
    split(feedback.times(derivative()).integral(Rational.ONE), feedback, result);
    return result;
  }

  /** This series at c·xⁿ in place of x. */
  PowerSeries atMonomial(Rational c, int n) {
    return fedBy(out -> {
      Rational power = Rational.ONE;
      for (; ; ) {
        out.requests.receive();
        if (!(get() instanceof Rational r)) {
          out.terms.send(new End());
          out.end();
          return;
        }
        out.terms.send(r.times(power));
        power = power.times(c);
        for (int i = 1; i < n; i++) {
          out.put(Rational.ZERO);
        }
      }
    });
  }
}
