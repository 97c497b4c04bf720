package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected texts as files under {@code cases/golden}; {@code -Drecreate} writes them anew, to be
 * reviewed as a diff.
 */
final class Golden {

  /** Fixtures, relative to the module: paths are part of messages and of alert ids. */
  static final String CASES = "src/test/resources/cases";

  /** Mappings and log sources of the fixtures. */
  static final String TABLES = CASES + "/tables";

  private Golden() {}

  static void assertSame(String name, String actual) {
    Path file = Path.of(CASES, "golden", name + ".txt");
    try {
      if (System.getProperty("recreate") != null) {
        Files.writeString(file, actual);
      }
      assertThat(actual)
          .as("%s; -Drecreate accepts a change", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
