package dev.sluice.cli;

import dev.sluice.engine.yaml.Printable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Columns of text under a header. A row is written when it comes, so the columns do not know the
 * rows to follow: a value that is wider than its column moves the rest of its row, nothing is cut.
 */
final class TableWriter<T> implements ResultWriter<T> {

  private static final String GAP = "  ";

  private final List<Column<T>> columns;
  private final Palette palette;
  private final LineOutput out;
  private boolean empty = true;

  TableWriter(List<Column<T>> columns, Console console) {
    this.columns = columns;
    this.palette = new Palette(console.colour());
    this.out = new LineOutput(console.out());
  }

  @Override
  public void write(T result) {
    if (empty) {
      out.line(
          palette.heading(row(column -> padded(column.name().toUpperCase(Locale.ROOT), column))));
      empty = false;
    }
    out.line(row(column -> cell(column, result)));
  }

  @Override
  public void close() {}

  private String row(Function<Column<T>, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(GAP)).stripTrailing();
  }

  private String cell(Column<T> column, T result) {
    String value = Printable.of(column.value().apply(result));
    return palette.word(value, padded(value, column));
  }

  private String padded(String value, Column<T> column) {
    return value + " ".repeat(Math.max(0, column.width() - value.length()));
  }
}
