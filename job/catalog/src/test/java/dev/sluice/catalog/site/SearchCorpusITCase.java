package dev.sluice.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.catalog.CatalogFolder;
import dev.sluice.catalog.Catalogues;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.RuleLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search over SigmaHQ, mdecrevoisier and our starter pack, in a browser. */
final class SearchCorpusITCase {

  private static final long SEED = 7;

  @TempDir static Path root = Path.of("");
  private static @Nullable Browser started;
  private static @Nullable Catalog built;

  @BeforeAll
  static void start() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    started = new Browser(root);
    built =
        Catalogues.of(
                Path.of(corpus, "sigmahq", "sigmahq-rules.zip"),
                Path.of(corpus, "mdecrevoisier", "mdecrevoisier-rules.zip"),
                Catalogues.starter())
            .catalog();
    SiteFolder site = new SiteFolder(new CatalogFolder(root));
    Assets.write(site);
    new HomePage(new SiteData(built), site).write();
    browser().open(SitePaths.HOME);
  }

  @AfterAll
  static void stop() throws IOException {
    if (started != null) {
      started.close();
    }
  }

  private static Browser browser() {
    return Objects.requireNonNull(started);
  }

  private static Catalog catalog() {
    return Objects.requireNonNull(built);
  }

  @Test
  void eachRuleIsFoundByItsIdAndItsTitle() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100; i++) {
      RuleLine rule = catalog().rules().get(random.nextInt(catalog().rules().size()));
      assertThat(slugs(rule.id())).as("seed %d: %s", SEED, rule.id()).contains(rule.slug());
      assertThat(slugs(rule.title()).indexOf(rule.slug()))
          .as("seed %d: %s", SEED, rule.title())
          .isBetween(0, 4);
    }
  }

  @Test
  void eachRuleIsFoundByEachPieceOfItsValues() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100; i++) {
      Indicator indicator =
          catalog().indicators().get(random.nextInt(catalog().indicators().size()));
      String value = indicator.value();
      if (value.strip().length() > 6 && value.length() < 400 && !value.contains("\n")) {
        String piece = inner(value);
        assertThat(slugs(piece)).as("seed %d: %s", SEED, value).containsAll(indicator.rules());
      }
    }
  }

  /** Without the first and the last letter, which may take two characters each. */
  private static String inner(String value) {
    return value
        .substring(value.offsetByCodePoints(0, 1), value.offsetByCodePoints(value.length(), -1))
        .strip();
  }

  @Test
  void whatEngineersTypeFindsWhatTheyMean() {
    List<String> wanted =
        List.of(
            "4688",
            "EventID 4688",
            "T1059.001",
            "-enc",
            "CommandLine",
            "command line",
            "\\\\PSEXESVC.exe",
            "*\\rundll32.exe",
            "lsass dump",
            "process_creation");
    wanted.forEach(query -> assertThat(slugs(query)).as(query).isNotEmpty());
    assertThat(titles("mimikatz").subList(0, 5))
        .allMatch(title -> title.toLowerCase(Locale.ROOT).contains("mimikatz"));
    assertThat(titles("mimikats")).as("a slip of the pen").isNotEmpty();
  }

  /** Prints how long it takes to get ready and to answer; says nothing of how long it may. */
  @Test
  void everyKindOfQueryIsAnswered() throws IOException {
    List<String> queries = queries();
    Object figures = browser().script(MEASURE, queries);
    System.out.printf(
        "search: %d queries of %d documents, index %,d bytes: %s%n",
        queries.size(),
        catalog().rules().size() + catalog().refused().size(),
        Files.size(root.resolve("search-index.js")),
        figures);
    assertThat(figures.toString()).contains("p50", "answered=" + queries.size());
  }

  /** Times what a key press does: to find, to narrow with all counts, and to build the list. */
  private static final String MEASURE =
      """
      const input = document.getElementById('query');
      const times = arguments[0].map(query => {
        input.value = query;
        const before = performance.now();
        input.dispatchEvent(new Event('input'));
        return [performance.now() - before, query];
      });
      input.value = '';
      input.dispatchEvent(new Event('input'));
      times.sort((a, b) => a[0] - b[0]);
      const at = part => times[Math.min(times.length - 1, Math.floor(part * times.length))];
      const marks = performance.getEntriesByType('measure').map(m => m.name + '=' + m.duration.toFixed(0) + 'ms');
      return ['p50=' + at(0.5)[0].toFixed(1) + 'ms', 'p95=' + at(0.95)[0].toFixed(1) + 'ms',
        'max=' + at(1)[0].toFixed(1) + 'ms of ' + JSON.stringify(at(1)[1]), 'answered=' + times.length].concat(marks).join(' ');
      """;

  private static List<String> queries() {
    Random random = new Random(SEED);
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      RuleLine rule = catalog().rules().get(random.nextInt(catalog().rules().size()));
      queries.add(rule.title());
      queries.add(rule.title().substring(0, Math.min(3, rule.title().length())));
      queries.add(rule.id());
      String value =
          catalog().indicators().get(random.nextInt(catalog().indicators().size())).value();
      queries.add(Paging.shorten(value.replace('\n', ' '), 100));
      queries.add(catalog().fields().get(random.nextInt(catalog().fields().size())).field());
    }
    "abcdefghijklmnopqrstuvwxyz4".chars().forEach(c -> queries.add(Character.toString(c)));
    queries.addAll(
        List.of(
            "windows",
            "exe",
            "e x e",
            "4688",
            "T1059",
            "microsoft windows",
            "\\",
            ".exe",
            "powershel"));
    return queries;
  }

  private static List<String> slugs(String query) {
    return List.of(browser().script(FIND + ".slug).join('\\n')", query).toString().split("\n"));
  }

  private static List<String> titles(String query) {
    return List.of(browser().script(FIND + ".title).join('\\n')", query).toString().split("\n"));
  }

  private static final String FIND =
      "return sluiceSearch.find(arguments[0]).documents.map(n => sluiceSearch.line(n)";
}
