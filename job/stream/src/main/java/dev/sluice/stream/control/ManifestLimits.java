package dev.sluice.stream.control;

import java.io.Serializable;

/**
 * How large what arrives on the control topic may be.
 *
 * @param maxPayloadBytes of one manifest; its envelope needs a third more
 * @param maxEntries of one manifest
 * @param maxBlobBytes of one file
 */
public record ManifestLimits(int maxPayloadBytes, int maxEntries, int maxBlobBytes)
    implements Serializable {
  private static final int MOST_PAYLOAD_BYTES = 256 << 20;
  private static final int SIGNATURES_BYTES = 16 << 10;

  public ManifestLimits {
    if (maxPayloadBytes < 1 || maxPayloadBytes > MOST_PAYLOAD_BYTES) {
      throw new IllegalArgumentException("maxPayloadBytes must be 1 to " + MOST_PAYLOAD_BYTES);
    }
    if (maxEntries < 1 || maxBlobBytes < 1) {
      throw new IllegalArgumentException("maxEntries and maxBlobBytes must be at least 1");
    }
  }

  /** As much as an envelope in a record of 4 MiB holds, 20,000 entries and 1 MiB. */
  public static ManifestLimits defaults() {
    return new ManifestLimits(3_000_000, 20_000, 1 << 20);
  }

  /** The largest record of a manifest: the payload in Base64, and room for the signatures. */
  public int maxEnvelopeBytes() {
    return (maxPayloadBytes + 2) / 3 * 4 + SIGNATURES_BYTES;
  }
}
