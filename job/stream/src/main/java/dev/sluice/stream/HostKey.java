package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The key of an event: its host, or one of {@value #BUCKETS} buckets when it names none.
 *
 * <p>Buckets spread nameless events over the subtasks. The bucket depends on the origin alone, so
 * that a replay in another JVM gives the same key.
 */
final class HostKey {
  static final int BUCKETS = 256;

  private static final String NAMELESS = "?";

  private HostKey() {}

  static String of(@Nullable String host, Origin origin) {
    return host == null ? NAMELESS + bucket(origin) : host;
  }

  /** Whether {@code key} is that of events which name no host. */
  static boolean isNameless(String key) {
    return key.startsWith(NAMELESS);
  }

  private static int bucket(Origin origin) {
    int hash = origin.name().hashCode();
    hash = 31 * hash + origin.partition();
    hash = 31 * hash + Long.hashCode(origin.position());
    return Math.floorMod(hash ^ (hash >>> 16), BUCKETS);
  }
}
