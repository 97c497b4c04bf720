package dev.sluice.catalog.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.Catalogues;
import dev.sluice.catalog.check.SiteFinding.Code;
import dev.sluice.catalog.site.Site;
import dev.sluice.engine.sigma.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of a pack that means harm works and does no harm. */
final class HostileSiteTest {

  @TempDir private static Path folder;
  private static Path site = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    Path pack = HostilePack.in(folder);
    site = folder.resolve("site");
    Site.write(Catalogues.of(pack, Catalogues.seeds()), site);
  }

  @Test
  void nothingIsBrokenInvalidOrTooLarge() throws IOException {
    SiteCheck.Checked checked = SiteCheck.check(site);
    assertThat(checked.findings())
        .filteredOn(finding -> finding.code() != Code.COVERAGE_MISSING)
        .isEmpty();
    assertThat(checked.pages()).isGreaterThan(1_000);
  }

  @Test
  void whatTheRulesSayIsTextAndNeverMarkup() throws IOException {
    List<String> bad = new ArrayList<>();
    int shown = 0;
    for (Path page : files(".html")) {
      Document document = Jsoup.parse(Files.readString(page));
      shown += document.text().contains("<" + HostilePack.ELEMENT) ? 1 : 0;
      for (Element element : document.getAllElements()) {
        if (isBad(element)) {
          bad.add(site.relativize(page) + ": " + element.cssSelector());
        }
      }
    }
    assertThat(bad).isEmpty();
    assertThat(shown).isGreaterThan(10);
  }

  private static boolean isBad(Element element) {
    boolean ours = element.attr("src").matches("(\\.\\./)*(assets/[a-z]+|search-index)\\.js");
    boolean script = element.normalName().equals("script") && (!ours || !element.data().isEmpty());
    boolean link =
        element.hasAttr("href")
            && element.attr("href").strip().matches("(?is)[^a-z]*(javascript|data|vbscript):.*");
    boolean handler =
        element.attributes().asList().stream()
            .anyMatch(
                attribute ->
                    attribute.getKey().startsWith("on") || attribute.getKey().equals("style"));
    return script || link || handler || element.normalName().equals(HostilePack.ELEMENT);
  }

  @Test
  void scriptsHaveNoTextThatEndsThem() throws IOException {
    for (Path script : files(".js")) {
      assertThat(Files.readString(script).toLowerCase(Locale.ROOT))
          .doesNotContain("</script", "<!--", "\u2028", "\u2029");
    }
  }

  @Test
  void namesOfFilesAreLettersDigitsAndHyphens() throws IOException {
    for (Path file : files("")) {
      assertThat(site.relativize(file).toString()).matches("[A-Za-z0-9./-]+");
    }
  }

  @Test
  void theSamePackGivesTheSameBytes() throws IOException {
    Path other = Files.createDirectories(folder.resolve("elsewhere"));
    Site.write(Catalogues.of(HostilePack.in(other), Catalogues.seeds()), other.resolve("site"));
    assertThat(hashes(other.resolve("site"))).isEqualTo(hashes(site));
  }

  private static Map<String, String> hashes(Path root) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(root.relativize(file).toString(), Hashes.sha256(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(end))
          .sorted()
          .toList();
    }
  }
}
