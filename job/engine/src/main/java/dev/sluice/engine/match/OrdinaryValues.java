package dev.sluice.engine.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that any machine writes all day, folded: {@code ordinary-values.txt}, made up by hand. */
final class OrdinaryValues {
  private static final List<String> TEXTS = read();

  private OrdinaryValues() {}

  /** Returns the texts. */
  static List<String> texts() {
    return TEXTS;
  }

  private static List<String> read() {
    try (InputStream in = OrdinaryValues.class.getResourceAsStream("ordinary-values.txt")) {
      if (in == null) {
        throw new IllegalStateException("the engine was built without ordinary-values.txt");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("ordinary-values.txt cannot be read", e);
    }
  }
}
