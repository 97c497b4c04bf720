package dev.sluice.cli;

import java.io.OutputStream;
import java.util.function.Function;

/** One JSON array, an element a line; empty when there is no result. */
final class JsonArrayWriter<T> implements ResultWriter<T> {

  private final Function<T, byte[]> json;
  private final LineOutput out;
  private boolean empty = true;

  JsonArrayWriter(Function<T, byte[]> json, OutputStream out) {
    this.json = json;
    this.out = new LineOutput(out);
  }

  @Override
  public void write(T result) {
    out.line(empty ? "[" : ",", json.apply(result), "");
    empty = false;
  }

  @Override
  public void close() {
    out.line(empty ? "[]" : "]");
  }
}
