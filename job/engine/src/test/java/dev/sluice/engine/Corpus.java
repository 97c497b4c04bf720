package dev.sluice.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Locale;

/** The public corpora that tests measure with; they are no part of the project. */
public final class Corpus {

  private Corpus() {}

  /**
   * The file {@code name} of the corpus; without a corpus the calling test is skipped and says why.
   */
  public static Path file(String name) {
    String folder = System.getProperty("sluice.corpus", "");
    assumeTrue(!folder.isBlank(), "skipped: no corpus, set -Dsluice.corpus=FOLDER");
    Path root = Path.of(folder);
    return (root.isAbsolute()
            ? root
            : Path.of(System.getProperty("sluice.root", ".")).resolve(root))
        .resolve(name)
        .normalize();
  }

  /** Whether {@code path} is one of an active SigmaHQ rule. */
  public static boolean isActive(String path) {
    return path.toLowerCase(Locale.ROOT).startsWith("rules");
  }
}
