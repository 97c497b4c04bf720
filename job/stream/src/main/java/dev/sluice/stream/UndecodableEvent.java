package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Hashes;
import java.util.Arrays;

/**
 * Bytes that are no event, bounded so that no sink can be made to fail by them.
 *
 * @param offset where in the bytes the reader stood
 * @param bytes the first {@value #MAX_BYTES} of them at most
 * @param length number of bytes there were; of an oversized event, as many as were read
 * @param sha256 of all of those
 */
public record UndecodableEvent(
    DeadLetter.Reason reason,
    String message,
    long offset,
    Origin origin,
    byte[] bytes,
    int length,
    String sha256) {
  static final int MAX_BYTES = 16 << 10;

  static UndecodableEvent of(RawEvent raw, DeadLetter why) {
    byte[] all = raw.bytes();
    byte[] kept = all.length <= MAX_BYTES ? all : Arrays.copyOf(all, MAX_BYTES);
    return new UndecodableEvent(
        why.reason(),
        why.message(),
        why.byteOffset(),
        raw.origin(),
        kept,
        all.length,
        Hashes.sha256(all));
  }

  /**
   * {@code events.ndjson:7: MALFORMED_JSON: not well-formed JSON (byte 12)}; holds no event data.
   */
  @Override
  public String toString() {
    return origin.name()
        + ":"
        + origin.position()
        + ": "
        + reason
        + ": "
        + message
        + " (byte "
        + offset
        + ")";
  }
}
