package dev.sluice.cli;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param width characters that it has at least in a table; the last column needs none
 * @param value the cell of one result
 */
record Column<T>(String name, int width, Function<T, String> value) {}
