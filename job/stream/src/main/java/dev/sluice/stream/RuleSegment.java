package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rule files that are stored together: rules are much alike, so that one is a good dictionary for
 * the next.
 *
 * <p>The form: the number of files, then of each its SHA-256 and length, then their content, all as
 * {@link RuleBlob} stores it. The 3,755 rules of SigmaHQ take 1.4 MB so, of 5.6 MB.
 */
final class RuleSegment {
  private static final HexFormat HEX = HexFormat.of();
  private static final int HASH_BYTES = 32;

  private RuleSegment() {}

  /**
   * Stores files in their order.
   *
   * @param contents by SHA-256
   */
  static byte[] pack(Map<String, byte[]> contents) {
    int headBytes = Integer.BYTES + contents.size() * (HASH_BYTES + Integer.BYTES);
    ByteBuffer head = ByteBuffer.allocate(headBytes);
    head.putInt(contents.size());
    contents.forEach((sha256, content) -> head.put(HEX.parseHex(sha256)).putInt(content.length));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    contents.values().forEach(all::writeBytes);
    return RuleBlob.deflate(all.toByteArray());
  }

  /** Returns the files of a segment by their SHA-256. */
  static Map<String, byte[]> unpack(byte[] segment) {
    ByteBuffer all = ByteBuffer.wrap(RuleBlob.inflate(segment));
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (int left = all.getInt(); left > 0; left--) {
      byte[] sha256 = new byte[HASH_BYTES];
      all.get(sha256);
      contents.put(HEX.formatHex(sha256), new byte[all.getInt()]);
    }
    contents.values().forEach(all::get);
    return contents;
  }

  /** Returns the name of a segment. */
  static String name(byte[] segment) {
    return Hashes.sha256(segment);
  }
}
