package dev.sluice.engine.correlate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group's windows in memory. For one thread. */
public final class HashMapWindowStore implements WindowStore {
  private final Map<Long, byte[]> parts = new HashMap<>();
  private byte @Nullable [] head;

  @Override
  public byte @Nullable [] head() {
    return head;
  }

  @Override
  public void head(byte @Nullable [] kept) {
    head = kept;
  }

  @Override
  public byte @Nullable [] part(long number) {
    return parts.get(number);
  }

  @Override
  public void part(long number, byte @Nullable [] part) {
    if (part == null) {
      parts.remove(number);
    } else {
      parts.put(number, part);
    }
  }

  @Override
  public Iterable<Long> parts() {
    return parts.keySet();
  }

  /** Whether nothing is known of the group. */
  public boolean isEmpty() {
    return head == null && parts.isEmpty();
  }

  /** Bytes of the head and of all parts. Cost: linear in the parts. */
  public long sizeInBytes() {
    return parts.values().stream().mapToLong(part -> part.length).sum()
        + (head == null ? 0 : head.length);
  }
}
