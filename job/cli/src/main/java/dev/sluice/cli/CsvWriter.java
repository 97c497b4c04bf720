package dev.sluice.cli;

import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma separated values as RFC 4180 has them, but with plain line feeds; the first line names the
 * columns.
 */
final class CsvWriter<T> implements ResultWriter<T> {

  private final List<Column<T>> columns;
  private final LineOutput out;

  CsvWriter(List<Column<T>> columns, OutputStream out) {
    this.columns = columns;
    this.out = new LineOutput(out);
    this.out.line(columns.stream().map(Column::name).collect(Collectors.joining(",")));
  }

  @Override
  public void write(T result) {
    out.line(
        columns.stream()
            .map(column -> quoted(column.value().apply(result)))
            .collect(Collectors.joining(",")));
  }

  @Override
  public void close() {}

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
