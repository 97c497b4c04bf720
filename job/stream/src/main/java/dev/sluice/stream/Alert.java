package dev.sluice.stream;

/**
 * One alert.
 *
 * @param host key of the event that raised it
 * @param alertId the same after any restart, rescale or replay
 * @param level of the rule, in lower case; empty when the rule states none
 * @param json the alert as UTF-8 JSON without a line end
 */
public record Alert(String host, String alertId, String level, byte[] json) {

  /** Names the identity only, for the event in it may hold secrets. */
  @Override
  public String toString() {
    return "Alert " + alertId;
  }
}
