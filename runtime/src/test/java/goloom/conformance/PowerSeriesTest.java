package goloom.conformance;

import static goloom.conformance.Conformance.everywhere;
import static goloom.conformance.Conformance.fewSeedsAndReal;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.conformance.PowerSeries.Rational;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Power series computed by networks of goroutines: the answers are known exactly. Terms are of an
 * interface type, records beneath, so one program stands for both of Go's.
 */
class PowerSeriesTest {
  private static final String RATIONALS = "test/chan/powser1.go";
  private static final String INTERFACES = "test/chan/powser2.go";

  private static final String NATURALS = "1 2 3 4 5 6 7 8 9 10";

  private static void begins(PowerSeries series, String terms) {
    List<String> got = new ArrayList<>();
    for (int i = terms.split(" ").length; i > 0; i--) {
      got.add(series.get().toString());
    }
    assertThat(String.join(" ", got)).isEqualTo(terms);
  }

  private static PowerSeries ones() {
    return PowerSeries.repeating(1);
  }

  private static PowerSeries twos() {
    return PowerSeries.repeating(2);
  }

  @Test
  @Origin(file = RATIONALS, name = "Ones")
  @Origin(file = INTERFACES, name = "Ones")
  void ones_areOnes() {
    everywhere(() -> begins(ones(), "1 1 1 1 1"));
  }

  @Test
  @Origin(file = RATIONALS, name = "Add")
  @Origin(file = INTERFACES, name = "Add")
  void sum_ofOnesAndTwos_isThrees() {
    everywhere(() -> {
      begins(ones().plus(ones()), "2 2 2 2 2");
      begins(ones().plus(twos()), "3 3 3 3 3");
    });
  }

  @Test
  @Origin(file = RATIONALS, name = "Diff")
  @Origin(file = INTERFACES, name = "Diff")
  void derivative_ofOnes_isTheNaturals() {
    everywhere(() -> begins(ones().derivative(), NATURALS));
  }

  @Test
  @Origin(file = RATIONALS, name = "Integ")
  @Origin(file = INTERFACES, name = "Integ")
  void integral_ofOnes_isTheHarmonics() {
    everywhere(() -> begins(ones().integral(Rational.ZERO), "0 1 1/2 1/3 1/4 1/5 1/6 1/7 1/8 1/9"));
  }

  @Test
  @Origin(file = RATIONALS, name = "Cmul")
  @Origin(file = INTERFACES, name = "Cmul")
  void product_withAConstant_scalesEveryTerm() {
    everywhere(() -> begins(twos().times(Rational.of(-1)), "-2 -2 -2 -2 -2 -2 -2 -2 -2 -2"));
  }

  @Test
  @Origin(file = RATIONALS, name = "Sub")
  @Origin(file = INTERFACES, name = "Sub")
  void difference_ofOnesAndTwos_isMinusOnes() {
    everywhere(() -> begins(ones().minus(twos()), "-1 -1 -1 -1 -1"));
  }

  @Test
  @Origin(file = RATIONALS, name = "Mul")
  @Origin(file = INTERFACES, name = "Mul")
  void product_ofOnesWithOnes_isTheNaturals() {
    everywhere(() -> begins(ones().times(ones()), NATURALS));
  }

  @Test
  @Origin(file = RATIONALS, name = "Exp")
  @Origin(file = INTERFACES, name = "Exp")
  void exponential_ofOnes_isExact() {
    fewSeedsAndReal(() ->
        begins(
            ones().exponential(),
            "1 1 3/2 13/6 73/24 167/40 4051/720 37633/5040 43817/4480 4596553/362880"));
  }

  @Test
  @Origin(file = RATIONALS, name = "MonSubst, ATan")
  @Origin(file = INTERFACES, name = "MonSubst, ATan")
  void arcTangent_integratedFromASubstitution_isExact() {
    everywhere(() ->
        begins(
            ones().atMonomial(Rational.of(-1), 2).integral(Rational.ZERO),
            "0 1 0 -1/3 0 1/5 0 -1/7 0 1/9"));
  }
}
