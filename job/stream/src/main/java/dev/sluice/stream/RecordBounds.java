package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.OutboundRecord.Destination;
import java.nio.charset.StandardCharsets;

/**
 * How large a record may be, so that no record makes the job restart for ever.
 *
 * @param maxRecordBytes of key, value, headers and what Kafka adds; rule sets have their own limit
 */
record RecordBounds(int maxRecordBytes) {
  /** A longer key is cut: it only chooses the partition. No character takes more than 3 bytes. */
  static final int MAX_KEY_CHARACTERS = 300;

  /** For the key, the headers, and the frames of a record and of a batch of one. */
  private static final int ENVELOPE_BYTES = 2048;

  /** How large a value may be. An alert is cut where it is written, by what it holds. */
  int valueBytes() {
    return maxRecordBytes - ENVELOPE_BYTES;
  }

  /** Returns whether {@code record} may be written as it is. */
  boolean allow(OutboundRecord record) {
    return record.destination() == Destination.RULESETS
        ? record.value().length <= KafkaClients.RULE_RECORD_BYTES - ENVELOPE_BYTES
        : record.value().length <= valueBytes() && record.key().length() <= MAX_KEY_CHARACTERS;
  }

  /**
   * Returns what may be written in place of {@code record}: a value that nobody kept within bounds
   * gives way to its length and SHA-256.
   *
   * @throws IllegalArgumentException when it is a rule set: the verifier should have refused it,
   *     and half of one is worse than none
   */
  OutboundRecord cut(OutboundRecord record) {
    if (record.destination() == Destination.RULESETS) {
      throw new IllegalArgumentException(
          "a rule set of " + record.value().length + " bytes cannot be written");
    }
    String key = record.key();
    return new OutboundRecord(
        record.destination(),
        key.length() <= MAX_KEY_CHARACTERS ? key : key.substring(0, MAX_KEY_CHARACTERS),
        record.value().length <= valueBytes() ? record.value() : stub(record.value()),
        record.alertId());
  }

  private static byte[] stub(byte[] value) {
    return "{\"truncated\":true,\"length\":%d,\"sha256\":\"%s\"}"
        .formatted(value.length, Hashes.sha256(value))
        .getBytes(StandardCharsets.UTF_8);
  }
}
