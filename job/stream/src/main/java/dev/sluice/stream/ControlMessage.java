package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/**
 * What reaches the verifier: a record of the control topic, a look at the rule files, or a tick.
 *
 * @param key of a record; null also for the rest
 * @param value of a record; null for a tombstone, and for the rest
 * @param files a look at the rule files, else null
 * @param tick whether it is a tick
 */
public record ControlMessage(
    byte @Nullable [] key, byte @Nullable [] value, @Nullable RuleProposal files, boolean tick) {

  /** Time goes on. */
  static final ControlMessage TICK = new ControlMessage(null, null, null, true);

  /** A record of the control topic. */
  static ControlMessage record(byte @Nullable [] key, byte @Nullable [] value) {
    return new ControlMessage(key, value, null, false);
  }

  /** A look at the rule files. */
  static ControlMessage files(RuleProposal proposal) {
    return new ControlMessage(null, null, proposal, false);
  }

  @Override
  public String toString() {
    return tick ? "tick" : files == null ? "control record" : "rule files";
  }
}
