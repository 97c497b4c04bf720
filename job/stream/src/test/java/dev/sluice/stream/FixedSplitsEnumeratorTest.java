package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedSplitsEnumeratorTest {
  private static final List<EventFileSplit> SPLITS =
      List.of(split(0), split(1), split(2), split(3), split(4));

  private final NotedContext<EventFileSplit> dealt = new NotedContext<>(2);

  @Test
  void splitsAreDealtInTurn() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(true);
    enumerator.addReader(1);
    enumerator.addReader(0);
    assertThat(dealt.splits().get(0)).containsExactly(split(0), split(2), split(4));
    assertThat(dealt.splits().get(1)).containsExactly(split(1), split(3));
    assertThat(dealt.ended()).containsExactly(1, 0);
    assertThat(enumerator.snapshotState(1)).isEmpty();
  }

  @Test
  void theStateIsWhatNobodyOwnsYet() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(true);
    enumerator.addReader(0);
    assertThat(enumerator.snapshotState(1)).containsExactly(split(1), split(3));
  }

  @Test
  void splitsThatComeBackAreDealtAgain() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(true);
    enumerator.addReader(0);
    dealt.splits().clear();
    enumerator.addSplitsBack(List.of(split(2).after(7)), 0);
    enumerator.addReader(0);
    assertThat(dealt.splits().get(0)).containsExactly(split(2).after(7));
  }

  @Test
  void aReaderOfAnUnboundedSourceWithoutSplitsStays() {
    FixedSplitsEnumerator<EventFileSplit> enumerator = started(false);
    enumerator.addReader(0);
    enumerator.addReader(1);
    assertThat(dealt.ended()).isEmpty();
  }

  private FixedSplitsEnumerator<EventFileSplit> started(boolean bounded) {
    FixedSplitsEnumerator<EventFileSplit> enumerator =
        new FixedSplitsEnumerator<>(dealt, SPLITS, bounded);
    enumerator.start();
    return enumerator;
  }

  private static EventFileSplit split(int index) {
    return EventFileSplit.unread(index, "f" + index);
  }
}
