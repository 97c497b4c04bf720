package dev.sluice.cli;

/** Takes results and writes none. */
final class NoResults<T> implements ResultWriter<T> {

  @Override
  public void write(T result) {}

  @Override
  public void close() {}
}
