package dev.sluice.cli;

import java.util.List;
import java.util.function.Function;

/**
 * How results of one kind are written.
 *
 * @param columns for tables and CSV
 * @param json one JSON object on one line, in UTF-8 without line end
 */
record ResultForm<T>(List<Column<T>> columns, Function<T, byte[]> json) {

  ResultForm {
    columns = List.copyOf(columns);
  }
}
