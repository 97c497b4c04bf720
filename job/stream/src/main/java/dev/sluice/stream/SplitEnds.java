package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows of the ends of its splits, so that no clock takes what is slow to come for
 * nothing, and of the clocks of other subtasks. Used by the task thread alone.
 */
interface SplitEnds {
  /** A source that cannot tell: what has not come is not there, and clocks agree on nothing. */
  SplitEnds NOT_TOLD =
      new SplitEnds() {
        @Override
        public void clockStarted(Origin event) {}

        @Override
        public long nanos() {
          return 0;
        }

        @Override
        public boolean areReached(@Nullable Origin event, long nanos) {
          return true;
        }

        @Override
        public @Nullable AgreedTime agreed() {
          return null;
        }
      };

  /** Says that the split of {@code event} has a clock from now on. */
  void clockStarted(Origin event);

  /** The time now, for {@link #areReached}. */
  long nanos();

  /**
   * Returns whether all has been given that there was at {@code nanos}, or at a time after it. To
   * find out takes a while, for which it is false: the caller asks again.
   *
   * @param event one of the split; null for all splits that have no clock yet, for one of which it
   *     is asked
   */
  boolean areReached(@Nullable Origin event, long nanos);

  /** What an idle split follows; null where it is idle for Flink instead. */
  @Nullable AgreedTime agreed();
}
