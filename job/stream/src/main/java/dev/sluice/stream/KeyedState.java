package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/**
 * Access to keyed state from code that knows no Flink. That state cannot be reached is no matter of
 * an event: it fails the task.
 */
final class KeyedState {

  private KeyedState() {}

  /** Reads state. */
  interface Reading<T extends @Nullable Object> {
    T read() throws Exception;
  }

  /** Writes state. */
  interface Writing {
    void write() throws Exception;
  }

  /**
   * Returns what {@code access} gives.
   *
   * @throws IllegalStateException when it fails
   */
  static <T extends @Nullable Object> T read(Reading<T> access) {
    try {
      return access.read();
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /**
   * Does {@code access}.
   *
   * @throws IllegalStateException when it fails
   */
  static void write(Writing access) {
    try {
      access.write();
    } catch (Exception e) {
      throw failure(e);
    }
  }

  private static IllegalStateException failure(Exception e) {
    return new IllegalStateException("keyed state cannot be reached", e);
  }
}
