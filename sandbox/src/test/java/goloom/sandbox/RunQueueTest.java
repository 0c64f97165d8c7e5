package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.sandbox.BusyException.Scope;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RunQueueTest {

  @Test
  void freePlace_isGivenAtOnce() throws Exception {
    assertThat(new RunQueue(1, 10, 4).enter("a").await()).isZero();
  }

  @Test
  void clients_takeTurns() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var running = queue.enter("a");
    var a1 = queue.enter("a");
    var a2 = queue.enter("a");
    var b1 = queue.enter("b");
    assertThat(a1.await()).isEqualTo(1);
    assertThat(b1.await()).isEqualTo(2);
    assertThat(a2.await()).isEqualTo(3);
    running.leave();
    assertThat(a1.await()).isZero();
    assertThat(b1.await()).isEqualTo(1);
    assertThat(a2.await()).isEqualTo(2);
    a1.leave();
    assertThat(b1.await()).isZero();
    b1.leave();
    assertThat(a2.await()).isZero();
  }

  @Test
  void wait_isEstimated_byHowLongRunsTookBefore() throws Exception {
    var queue = new RunQueue(2, 10, 4);
    var first = queue.enter("a");
    assertThat(first.waitMillis(3)).isZero();
    assertThat(first.await()).isZero();
    Thread.onSpinWait();
    first.leave();
    var later = queue.enter("b");
    assertThat(later.waitMillis(1_000_000)).isPositive();
    assertThat(later.waitMillis(2_000_000)).isGreaterThan(later.waitMillis(1_000_000));
  }

  @Test
  void places_areCounted() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var running = queue.enter("a");
    queue.enter("b");
    assertThat(queue.running()).isEqualTo(1);
    assertThat(queue.waiting()).isEqualTo(1);
    running.leave();
    assertThat(queue.running()).isEqualTo(1);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void clientsShare_isBounded() throws Exception {
    var queue = new RunQueue(1, 10, 2);
    queue.enter("a");
    queue.enter("a");
    queue.enter("a");
    assertThatThrownBy(() -> queue.enter("a"))
        .isInstanceOfSatisfying(
            BusyException.class, e -> assertThat(e.scope()).isEqualTo(Scope.CLIENT));
    assertThat(queue.enter("b").await()).isEqualTo(2);
  }

  @Test
  void queue_isBounded() {
    var queue = new RunQueue(1, 2, 2);
    queue.enter("a");
    queue.enter("b");
    queue.enter("c");
    assertThatThrownBy(() -> queue.enter("d"))
        .isInstanceOfSatisfying(
            BusyException.class,
            e -> {
              assertThat(e.scope()).isEqualTo(Scope.NODE);
              assertThat(e.retryAfterSeconds()).isPositive();
            });
  }

  @Test
  void oneThatLeavesTheQueue_isOver_andTheOthersMoveUp() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var running = queue.enter("a");
    var b = queue.enter("b");
    var c = queue.enter("c");
    assertThat(c.await()).isEqualTo(2);
    b.cancel();
    assertThat(b.await()).isNegative();
    assertThat(c.await()).isEqualTo(1);
    b.leave();
    running.leave();
    running.leave();
    assertThat(c.await()).isZero();
  }

  @Test
  void cancel_afterItBegan_keepsThePlace() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var running = queue.enter("a");
    running.cancel();
    assertThat(queue.enter("b").await()).isEqualTo(1);
  }

  @Test
  void closed_letsNobodyIn() {
    var queue = new RunQueue(1, 10, 4);
    queue.close();
    assertThatThrownBy(() -> queue.enter("a")).isInstanceOf(BusyException.class);
  }

  @Test
  void runThatRests_leavesItsPlaceToOthers_andGoesOnAtOnce() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var first = queue.enter("a");
    var second = queue.enter("b");
    assertThat(second.await()).isEqualTo(1);
    first.rest();
    assertThat(second.await()).isZero();
    first.goOn();
    assertThat(queue.running()).isEqualTo(2);
    var third = queue.enter("c");
    second.leave();
    assertThat(third.await()).isEqualTo(1);
    first.leave();
    assertThat(third.await()).isZero();
    third.leave();
    assertThat(queue.running()).isZero();
  }

  @Test
  void runThatIsOver_hasNoPlaceAnyMore_whateverItIsToldAfterThat() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var first = queue.enter("a");
    first.over();
    first.goOn();
    first.rest();
    assertThat(queue.running()).isZero();
    assertThat(queue.enter("b").await()).isZero();
    first.leave();
    first.over();
    assertThat(queue.running()).isEqualTo(1);
  }

  @Test
  void restingRuns_ofOneClient_areBounded_andTheOthersGoOn() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    var rests = new ArrayList<RunQueue.Ticket>();
    for (int i = 0; i < 8; i++) {
      var ticket = queue.enter("a");
      assertThat(ticket.await()).isZero();
      ticket.rest();
      rests.add(ticket);
    }
    assertThatThrownBy(() -> queue.enter("a"))
        .isInstanceOfSatisfying(
            BusyException.class, e -> assertThat(e.scope()).isEqualTo(Scope.CLIENT));
    assertThat(queue.enter("b").await()).isZero();
    rests.getFirst().leave();
    assertThat(queue.enter("a").await()).isEqualTo(1);
  }

  @Test
  void restingRuns_ofAll_areBounded() throws Exception {
    var queue = new RunQueue(1, 10, 4);
    RunQueue.Ticket last = queue.enter("0");
    last.rest();
    for (int i = 1; i < 16; i++) {
      last = queue.enter("" + i);
      assertThat(last.await()).isZero();
      last.rest();
    }
    var next = queue.enter("next");
    assertThat(next.await()).isZero();
    next.rest();
    var waits = queue.enter("waits");
    assertThat(waits.await()).isEqualTo(1);
    last.leave();
    assertThat(waits.await()).isZero();
  }
}
