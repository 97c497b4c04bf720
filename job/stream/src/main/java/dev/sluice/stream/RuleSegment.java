package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rule files that are stored together: rules are much alike, so that one is a good dictionary for
 * the next.
 *
 * <p>The form: the number of files, their lengths, then their content, all as {@link RuleBlob}
 * stores it. The 3,755 rules of SigmaHQ are a third smaller so than one by one.
 */
final class RuleSegment {

  private RuleSegment() {}

  /** Stores {@code contents} in their order. */
  static byte[] pack(Collection<byte[]> contents) {
    ByteBuffer lengths = ByteBuffer.allocate(Integer.BYTES * (contents.size() + 1));
    lengths.putInt(contents.size());
    contents.forEach(content -> lengths.putInt(content.length));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(lengths.array());
    contents.forEach(all::writeBytes);
    return RuleBlob.deflate(all.toByteArray());
  }

  /** Returns the files of a segment by their SHA-256. */
  static Map<String, byte[]> unpack(byte[] segment) {
    ByteBuffer all = ByteBuffer.wrap(RuleBlob.inflate(segment));
    int[] lengths = new int[all.getInt()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = all.getInt();
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (int length : lengths) {
      byte[] content = new byte[length];
      all.get(content);
      contents.put(Hashes.sha256(content), content);
    }
    return contents;
  }

  /** Returns the name of a segment. */
  static String name(byte[] segment) {
    return Hashes.sha256(segment);
  }
}
