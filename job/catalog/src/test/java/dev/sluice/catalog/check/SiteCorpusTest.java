package dev.sluice.catalog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.Catalogues;
import dev.sluice.catalog.check.SiteFinding.Code;
import dev.sluice.catalog.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of SigmaHQ, mdecrevoisier and our starter pack. */
final class SiteCorpusTest {

  @TempDir private Path folder;

  @Test
  void nothingIsMissingBrokenInvalidOrTooLarge() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    long start = System.nanoTime();
    CatalogData data =
        Catalogues.of(
            Path.of(corpus, "sigmahq", "sigmahq-rules.zip"),
            Path.of(corpus, "mdecrevoisier", "mdecrevoisier-rules.zip"),
            Catalogues.starter());
    double built = seconds(start);
    Site.Written written = Site.write(data, folder);
    double done = seconds(start);
    SiteCheck.Checked checked = SiteCheck.check(folder);
    System.out.printf(
        Locale.ROOT,
        "site of %d rules: %d files, %d bytes, %d pages; analysed in %.1f s, written in %.1f s,"
            + " checked in %.1f s%n",
        data.catalog().counts().rules(),
        written.files(),
        written.bytes(),
        checked.pages(),
        built,
        done - built,
        seconds(start) - done);
    assertThat(checked.findings())
        .filteredOn(finding -> finding.code() != Code.COVERAGE_MISSING)
        .isEmpty();
    assertThat(checked.files()).isEqualTo(written.files());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
