package goloom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One client's greed is nobody else's loss. */
class SharesTest {
  @Test
  void client_whoHasItsShare_waits_othersDoNot() throws Exception {
    var shares = new Shares(2);
    assertThat(shares.take("a", 0)).isTrue();
    assertThat(shares.take("a", 0)).isTrue();
    assertThat(shares.take("a", 0)).isFalse();
    assertThat(shares.take("b", 0)).isTrue();
  }

  @Test
  void waiting_endsWhenOneIsGivenBack() throws Exception {
    var shares = new Shares(1);
    shares.take("a", 0);
    var second = new CompletableFuture<Boolean>();
    var waiter =
        Thread.ofPlatform()
            .start(() -> {
              try {
                second.complete(shares.take("a", 60_000));
              } catch (InterruptedException e) {
                second.completeExceptionally(e);
              }
            });
    Box.until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    assertThat(second).isNotDone();
    shares.give("a");
    assertThat(second.get()).isTrue();
    assertThat(shares.take("a", 0)).isFalse();
  }
}
