package dev.sluice.stream;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files of the control topic that no set in force names yet, oldest first. When they are too many
 * bytes the oldest goes, so that nobody can fill the memory of the job. Not thread-safe.
 */
final class PendingBlobs {
  /** Ten times SigmaHQ. */
  static final long MAX_BYTES = 64L << 20;

  static final long NO_LIMIT = Long.MAX_VALUE;

  private final long maxBytes;
  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param maxBytes {@link #NO_LIMIT} to keep all of a topic that was read to its end
   */
  PendingBlobs(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(String sha256, byte[] content) {
    if (contents.putIfAbsent(sha256, content) == null) {
      bytes += content.length;
    }
    Iterator<byte[]> oldest = contents.values().iterator();
    while (bytes > maxBytes && contents.size() > 1) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }

  boolean contains(String sha256) {
    return contents.containsKey(sha256);
  }

  /** By SHA-256, oldest first. */
  Map<String, byte[]> contents() {
    return Collections.unmodifiableMap(contents);
  }

  /** Forgets all: nobody waits for any of them. */
  void clear() {
    if (maxBytes != NO_LIMIT) {
      contents.clear();
      bytes = 0;
    }
  }
}
