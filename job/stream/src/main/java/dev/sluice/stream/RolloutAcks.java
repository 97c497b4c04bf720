package dev.sluice.stream;

import dev.sluice.stream.RuleStatus.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Which acknowledgements of the set in force a subtask owes: ACTIVE once it judges by it, DURABLE
 * once a completed checkpoint holds it, both anew when the verifier is another. Not thread-safe:
 * for the task thread.
 */
final class RolloutAcks {
  private static final long NEVER = Long.MAX_VALUE;

  private String incarnation = "";
  private boolean current;
  private boolean activeDue;
  private boolean durable;
  private boolean durableDue;
  private long firstCheckpoint = NEVER;

  /** The id that the verifier drew; empty before it was heard of. */
  String incarnation() {
    return incarnation;
  }

  /** The verifier has spoken. */
  void incarnation(String heard) {
    if (!heard.equals(incarnation)) {
      incarnation = heard;
      activeDue = current;
      durableDue = current && durable;
    }
  }

  /** Another set than the active one is in state. */
  void preparing() {
    current = false;
    activeDue = false;
    durable = false;
    durableDue = false;
    firstCheckpoint = NEVER;
  }

  /** The set in state is active. */
  void activated() {
    current = true;
    activeDue = true;
  }

  /** A checkpoint holds what is in state. */
  void inCheckpoint(long checkpointId) {
    firstCheckpoint = current ? Math.min(firstCheckpoint, checkpointId) : NEVER;
  }

  /** A checkpoint, and with it each one before, is completed or of no more use. */
  void checkpointCompleted(long checkpointId) {
    if (!durable && current && checkpointId >= firstCheckpoint) {
      durable = true;
      durableDue = true;
    }
  }

  /** Whether something is to be said. */
  boolean isDue() {
    return activeDue || durableDue;
  }

  /**
   * How much is still to be said of the set in state: ACTIVE and DURABLE, 0 when both are. Any
   * thread may ask.
   */
  int waiting() {
    return (current && !activeDue ? 0 : 1) + (durable && !durableDue ? 0 : 1);
  }

  /** Returns what is to be said, once. */
  List<Kind> take() {
    List<Kind> due = new ArrayList<>();
    if (activeDue) {
      due.add(Kind.ACTIVE);
    }
    if (durableDue) {
      due.add(Kind.DURABLE);
    }
    activeDue = false;
    durableDue = false;
    return due;
  }
}
