package dev.sluice.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** Where the tests and benchmarks find rules and events. */
final class Fixtures {

  private static final Path ROOT = Path.of(System.getProperty("sluice.root", "../.."));

  /** The events that are shipped. */
  static final Path SAMPLE = ROOT.resolve("deploy/local/sample/events.ndjson");

  /** The rules that are shipped. */
  static final Path STARTER = ROOT.resolve("rules/starter");

  private Fixtures() {}

  /**
   * The file {@code name} of the public corpora, in the folder that {@code sluice.corpus} names.
   */
  static Path corpus(String name) {
    Path folder = Path.of(System.getProperty("sluice.corpus", ""));
    return (folder.isAbsolute() ? folder : ROOT.resolve(folder)).resolve(name).normalize();
  }

  /** Skips the calling test, and says why, when there is no corpus. */
  static void assumeCorpus() {
    assumeTrue(
        !System.getProperty("sluice.corpus", "").isBlank(),
        "skipped: no corpus, set -Dsluice.corpus=FOLDER");
  }
}
