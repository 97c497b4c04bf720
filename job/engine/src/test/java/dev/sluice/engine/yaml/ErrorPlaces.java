package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Holds what is said of a text against the text. */
public final class ErrorPlaces {
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private ErrorPlaces() {}

  /**
   * Asserts that each of {@code problems} stands in {@code text} and says so in one printable line.
   */
  public static void assertIn(byte[] utf8, List<SigmaError> problems) {
    String[] lines = new String(utf8, StandardCharsets.UTF_8).split("\n", -1);
    for (SigmaError problem : problems) {
      String said = problem + " " + problem.code();
      assertThat(problem.message()).as(said).isNotBlank();
      assertThat(problem.message() + problem.hint() + problem).doesNotContainPattern(UNPRINTABLE);
      assertThat(problem.line()).as(said).isBetween(1, lines.length);
      assertThat(problem.column()).as(said).isBetween(1, lines[problem.line() - 1].length() + 1);
    }
  }
}
