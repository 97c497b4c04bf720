package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaOffsetsTest {
  private final KafkaOffsets offsets = new KafkaOffsets();

  @Test
  void recordsInARowMissNothing() {
    offsets.expect("a", 2, 5);
    assertThat(offsets.skippedBefore("a", 2, 5)).isZero();
    assertThat(offsets.skippedBefore("a", 2, 6)).isZero();
  }

  @Test
  void whatIsMissingIsCountedPerPartition() {
    offsets.expect("a", 0, 5);
    offsets.expect("a", 1, 0);
    offsets.expect("b", 0, 3);
    assertThat(offsets.skippedBefore("a", 0, 8)).isEqualTo(3);
    assertThat(offsets.skippedBefore("b", 0, 3)).isZero();
    assertThat(offsets.skippedBefore("a", 1, 100)).isEqualTo(100);
    assertThat(offsets.skippedBefore("a", 0, 10)).isEqualTo(1);
  }

  @Test
  void aPartitionWhoseStartIsNotKnownMissesNothingBeforeItsFirstRecord() {
    offsets.expect("a", 3, -2);
    assertThat(offsets.skippedBefore("a", 3, 70)).isZero();
    assertThat(offsets.skippedBefore("a", 1, 70)).isZero();
    assertThat(offsets.skippedBefore("c", 9, 70)).isZero();
    assertThat(offsets.skippedBefore("c", 9, 72)).isEqualTo(1);
  }

  @Test
  void theNextOffsetIsThatOfTheStartAndThenTheOneAfterTheLastRecord() {
    offsets.expect("a", 1, 5);
    offsets.expect("b", 0, -2);
    assertThat(offsets.next("a", 1)).isEqualTo(5);
    assertThat(offsets.next("a", 0)).isNegative();
    assertThat(offsets.next("b", 0)).isNegative();
    assertThat(offsets.next("c", 7)).isNegative();
    offsets.skippedBefore("a", 1, 8);
    offsets.skippedBefore("b", 0, 0);
    assertThat(offsets.next("a", 1)).isEqualTo(9);
    assertThat(offsets.next("b", 0)).isEqualTo(1);
  }

  @Test
  void aPartitionThatGoesBackMissesNothing() {
    offsets.expect("a", 0, 50);
    assertThat(offsets.skippedBefore("a", 0, 10)).isZero();
    assertThat(offsets.skippedBefore("a", 0, 11)).isZero();
  }
}
