package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.RuleStatus.Kind;
import org.junit.jupiter.api.Test;

class RolloutAcksTest {
  private final RolloutAcks acks = new RolloutAcks();

  @Test
  void aSetIsAcknowledgedOnceItIsActive() {
    acks.activated();
    assertThat(acks.isDue()).isTrue();
    assertThat(acks.take()).containsExactly(Kind.ACTIVE);
    assertThat(acks.isDue()).isFalse();
  }

  @Test
  void aSetThatIsOnlyBeingPreparedIsNotAcknowledged() {
    acks.activated();
    acks.preparing();
    acks.incarnation("one");
    assertThat(acks.isDue()).isFalse();
    acks.activated();
    assertThat(acks.take()).containsExactly(Kind.ACTIVE);
  }

  @Test
  void aSetIsDurableOnceACheckpointThatBeganWhileItWasActiveIsCompleted() {
    acks.preparing();
    acks.inCheckpoint(1);
    acks.activated();
    acks.checkpointCompleted(1);
    assertThat(acks.take()).containsExactly(Kind.ACTIVE);
    acks.inCheckpoint(2);
    acks.checkpointCompleted(1);
    assertThat(acks.isDue()).isFalse();
    acks.checkpointCompleted(2);
    assertThat(acks.take()).containsExactly(Kind.DURABLE);
    acks.inCheckpoint(3);
    acks.checkpointCompleted(3);
    assertThat(acks.isDue()).isFalse();
  }

  @Test
  void anotherVerifierHearsAllOfItAnew() {
    acks.incarnation("one");
    acks.activated();
    acks.inCheckpoint(1);
    acks.checkpointCompleted(1);
    acks.take();
    acks.incarnation("one");
    assertThat(acks.isDue()).isFalse();
    acks.incarnation("two");
    assertThat(acks.take()).containsExactly(Kind.ACTIVE, Kind.DURABLE);
  }
}
