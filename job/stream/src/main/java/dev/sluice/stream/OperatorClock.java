package dev.sluice.stream;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Where the watermark of an operator stands, and does not fall back to when the operator is
 * restored: Flink starts anew without one, and what was late before would be on time after. For the
 * task thread.
 */
final class OperatorClock {
  static final ListStateDescriptor<Long> WATERMARK =
      new ListStateDescriptor<>("watermark", Types.LONG);

  private static final long NONE = Long.MIN_VALUE;

  /** All input has ended: if there is more to come after all, it comes later than any time. */
  private static final long END = Long.MAX_VALUE;

  private final ListState<Long> state;
  private long millis = NONE;

  private OperatorClock(ListState<Long> state) {
    this.state = state;
  }

  /** All subtasks have seen the same watermark when a checkpoint is taken. */
  static OperatorClock restored(FunctionInitializationContext context) throws Exception {
    OperatorClock clock =
        new OperatorClock(context.getOperatorStateStore().getUnionListState(WATERMARK));
    for (long known : clock.state.get()) {
      clock.millis = Math.max(clock.millis, known);
    }
    return clock;
  }

  /** Takes note of the current watermark; returns where the clock stands. */
  long at(long watermarkMillis) {
    millis = Math.max(millis, watermarkMillis);
    return millis;
  }

  /** Writes the state. */
  void snapshot() throws Exception {
    state.clear();
    if (millis != NONE && millis != END) {
      state.add(millis);
    }
  }
}
