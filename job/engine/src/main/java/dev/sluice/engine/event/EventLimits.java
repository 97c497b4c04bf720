package dev.sluice.engine.event;

/**
 * What one event may cost.
 *
 * @param maxBytes the largest document read, in bytes
 * @param maxDepth the deepest nesting read; the event itself is depth 1
 */
public record EventLimits(int maxBytes, int maxDepth) {
  private static final int DEFAULT_MAX_BYTES = 1 << 20;
  private static final int DEFAULT_MAX_DEPTH = 64;

  public EventLimits {
    if (maxBytes < 2 || maxDepth < 1) {
      throw new IllegalArgumentException(
          "maxBytes must be at least 2 and maxDepth at least 1, not "
              + maxBytes
              + " and "
              + maxDepth);
    }
  }

  /** Returns the limits of a job that sets none: 1 MiB and 64 levels. */
  public static EventLimits defaults() {
    return new EventLimits(DEFAULT_MAX_BYTES, DEFAULT_MAX_DEPTH);
  }
}
