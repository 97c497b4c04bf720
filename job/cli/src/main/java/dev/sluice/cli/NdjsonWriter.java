package dev.sluice.cli;

import java.io.OutputStream;
import java.util.function.Function;

/** One JSON object a line. */
final class NdjsonWriter<T> implements ResultWriter<T> {

  private final Function<T, byte[]> json;
  private final LineOutput out;

  NdjsonWriter(Function<T, byte[]> json, OutputStream out) {
    this.json = json;
    this.out = new LineOutput(out);
  }

  @Override
  public void write(T result) {
    out.line("", json.apply(result), "");
  }

  @Override
  public void close() {}
}
