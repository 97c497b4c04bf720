package dev.sluice.cli;

/**
 * Writes results, each as soon as it is there, in constant memory. Used by one thread.
 *
 * <p>A failure to write is an {@link OutputException}.
 */
interface ResultWriter<T> extends AutoCloseable {

  /** Writes one result. */
  void write(T result);

  /** Writes what ends the results. */
  @Override
  void close();
}
