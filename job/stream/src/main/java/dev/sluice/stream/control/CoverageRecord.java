package dev.sluice.stream.control;

import dev.sluice.engine.review.SeenKind;
import java.time.Instant;
import java.util.List;

/**
 * What one subtask saw of the events of one group of hosts, as it stands on the metrics topic. The
 * newest record of a subtask and group says all that those before it said.
 *
 * @param ruleSet name of the set in force
 * @param hash of its manifest
 * @param group of hosts
 * @param since when the subtask began to look
 * @param rulesSince when the set came into force: of kinds that no rule had asked for, what came
 *     before is not known
 * @param asked events since then that rules were asked about
 * @param at when it was said
 * @param kinds most events first
 * @param kindsOmitted kinds that are not among them for want of room
 * @param eventsOmitted events of those, and of more
 */
public record CoverageRecord(
    StatusOrigin origin,
    String ruleSet,
    long version,
    String hash,
    String group,
    Instant since,
    Instant rulesSince,
    long asked,
    Instant at,
    List<SeenKind> kinds,
    long kindsOmitted,
    long eventsOmitted) {

  /** No record is longer. */
  public static final int MAX_BYTES = 256 << 10;

  /** What the key of every record begins with, and no key of another record of the topic. */
  private static final String KEY_START = "coverage/";

  public CoverageRecord {
    kinds = List.copyOf(kinds);
  }

  /** Whether {@code key} is that of such a record about {@code ruleSet}. */
  public static boolean isKey(String key, String ruleSet) {
    return key.startsWith(KEY_START + ruleSet + "/");
  }

  /** The key of the record. */
  public String key() {
    return KEY_START + ruleSet + "/" + group + "/" + origin.subtask();
  }

  /** Reads a record of the topic; keys that a newer job writes are passed over. */
  public static Reading<CoverageRecord> read(byte[] json) {
    return JsonCursor.read(json, CoverageJson.FORM);
  }

  /**
   * The record of the topic, of {@code maxBytes} at most; kinds that find no room, mostly those
   * with the fewest events, are counted only.
   */
  public byte[] toJson(int maxBytes) {
    return CoverageJson.write(this, maxBytes);
  }
}
