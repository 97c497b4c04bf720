package dev.sluice.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables of what each cell of the two published pages has to be. */
public final class SeedTable {

  private SeedTable() {}

  /** The cells of the table {@code name}, as they should be. */
  public static List<String> cells(String name) throws IOException {
    try (InputStream in = SeedTable.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.startsWith("! ") ? line.substring(2) : line)
          .toList();
    }
  }
}
