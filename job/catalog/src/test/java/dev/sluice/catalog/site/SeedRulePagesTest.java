package dev.sluice.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.Packs;
import dev.sluice.catalog.SeedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two published pages, cell by cell, as our HTML has them. */
final class SeedRulePagesTest {

  private static final Set<String> PUBLISHED_FACTS =
      Set.of("status", "severity", "log source", "author", "id", "date", "modified");
  private static final String APPLICATION = "PSexec application execution";

  @TempDir private Path folder = Path.of("");

  private Document seed(String title) throws IOException {
    CatalogData data = new Packs().folder(Packs.RULES.resolve("seeds")).build();
    return WrittenSite.writeDocuments(data, folder).page(SitePaths.rule(Packs.slug(data, title)));
  }

  @ParameterizedTest
  @CsvSource({
    "seed-psexec-application.txt, PSexec application execution",
    "seed-psexec-remote.txt, Potential PsExec Remote Execution"
  })
  void everyCellIsOnThePage(String table, String title) throws IOException {
    List<String> expected = SeedTable.cells(table).stream().map(SeedRulePagesTest::shown).toList();
    assertThat(cells(seed(title))).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A spelling stands on the page only where it is not that of the text. */
  private static String shown(String cell) {
    String[] parts = cell.split(" \\| ", -1);
    if (parts[0].equals("indicator")) {
      String text = parts[3].substring(1, parts[3].length() - 1);
      if (parts[4].endsWith(": " + text + "\"")) {
        return String.join(" | ", parts[0], parts[1], parts[2], parts[3]);
      }
    }
    return cell;
  }

  @ParameterizedTest
  @CsvSource({"PSexec application execution", "Potential PsExec Remote Execution"})
  void theSectionsStandInTheOrderOfThePublishedPages(String title) throws IOException {
    Document page = seed(title);
    assertThat(page.select("main > section > h2").eachText())
        .containsSubsequence(
            "Description",
            "MITRE ATT&CK coverage",
            "Event coverage",
            "Rule body",
            "Stages and predicates",
            "Exclusions",
            "Indicators",
            "References",
            "False positives",
            "Tags",
            "Overlap",
            "Test events");
    assertThat(page.select("nav.toc a").eachText())
        .isEqualTo(page.select("main > section > h2").eachText());
    assertThat(page.expectFirst("main").child(0).tagName()).isEqualTo("h1");
    assertThat(page.select("main > dl.facts + nav.toc")).hasSize(1);
  }

  @Test
  void theBodyOnThePageIsTheRuleAsItIsWritten() throws IOException {
    CatalogData data = new Packs().folder(Packs.RULES.resolve("seeds")).build();
    Document page =
        WrittenSite.writeDocuments(data, folder)
            .page(SitePaths.rule(Packs.slug(data, APPLICATION)));
    assertThat(page.expectFirst("#body pre.source").wholeText())
        .isEqualTo(Packs.page(data, APPLICATION).body());
    assertThat(page.select("#body a").eachAttr("href"))
        .containsExactly("../../rules/" + Packs.slug(data, APPLICATION) + ".json");
  }

  @Test
  void aRuleWithoutFiltersSaysSo() throws IOException {
    assertThat(seed(APPLICATION).select("#exclusions").text()).contains("leaves out nothing");
  }

  @Test
  void theLegendSaysThatOtherRulesAreCounted() throws IOException {
    assertThat(seed(APPLICATION).select("#indicators > p").text())
        .contains("counts the other loaded rules")
        .contains("refused documents are named apart")
        .containsOnlyOnce(".");
  }

  @Test
  void eachPredicateIsSaidInWordsAndLeadsToItsIndicator() throws IOException {
    Document page = seed("Potential PsExec Remote Execution");
    Element stage = page.select("ol.stages > li").get(1);
    assertThat(stage.expectFirst(".predicates").ownText()).isEqualTo("CommandLine contains all of");
    assertThat(stage.select(".predicates code.value").stream().map(Element::wholeText))
        .containsExactly("accepteula", " -u ", " -p ", " \\\\");
    assertThat(stage.select(".predicates li > a").eachAttr("href"))
        .hasSize(4)
        .allMatch(href -> href.startsWith("../../indicators/"));
  }

  /** The published page has 7, and counts the rule itself and one that cannot be loaded. */
  @Test
  void versionTwoIsInFiveOthersAndApartInOneRefusedDocument() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    Path pack = Path.of(corpus, "mdecrevoisier", "mdecrevoisier-rules.zip");
    CatalogData data = new Packs().folder(pack).build();
    Document page =
        WrittenSite.writeDocuments(data, folder)
            .page(SitePaths.rule(Packs.slug(data, APPLICATION)));
    Element row =
        page.select("#indicators tr").stream()
            .filter(tr -> tr.select("td").eachText().contains("Version"))
            .findFirst()
            .orElseThrow();
    assertThat(row.select("li").text())
        .isEqualTo("2 corpus 5 (mdecrevoisier-rules 5) 1 refused document");
  }

  private static List<String> cells(Document page) {
    List<String> cells = new ArrayList<>();
    add(cells, "header", "title", page.select("h1").text());
    add(cells, "header", "description", page.select("#description > p.lead").text());
    for (Element fact : page.select("dl.facts > div")) {
      String term = fact.select("dt").text().toLowerCase(Locale.ROOT);
      boolean derived = fact.select("dd .muted").text().startsWith("derived");
      if (PUBLISHED_FACTS.contains(term) && !derived) {
        add(cells, "header", term, fact.select("dd").text());
      }
    }
    for (Element row : page.select("#attack tr:has(td)")) {
      for (String technique : row.select("li").eachText()) {
        add(cells, "attack", row.expectFirst("td").text(), technique);
      }
    }
    page.select("#events tr:has(td)").forEach(row -> event(row, cells));
    page.select("#false-positives li").eachText().forEach(t -> add(cells, "falsepositive", t));
    page.select("#references li > a").eachAttr("href").forEach(t -> add(cells, "reference", t));
    page.select("#tags li").eachText().forEach(text -> add(cells, "tag", text));
    page.select("ol.stages > li").forEach(stage -> stage(stage, cells));
    page.select("#exclusions tbody").forEach(group -> exclusion(group, cells));
    page.select("#indicators tr:has(td)").forEach(row -> indicator(row, cells));
    return cells;
  }

  private static void event(Element row, List<String> cells) {
    List<Element> columns = row.select("td");
    String event =
        columns.get(0).text() + " " + columns.get(1).text().replaceFirst("^Event ID ", "");
    add(cells, "event", event, columns.get(2).text(), row.select(".reach").text());
    for (String unable : row.select("li").eachText()) {
      String[] reason = unable.split(": | is always ");
      add(cells, "unable", event, reason[0], reason[1]);
    }
  }

  private static void stage(Element stage, List<String> cells) {
    String[] title = stage.select("h3").text().replaceFirst("^Stage ", "").split(": ", 2);
    String text = stage.expectFirst("pre").wholeText().replace("\n", "~");
    add(cells, "stage", title[0], title[1], text);
  }

  private static void exclusion(Element group, List<String> cells) {
    String filter = group.select("td[rowspan]").text();
    for (Element row : group.select("tr")) {
      List<Element> columns = row.select("> td:not([rowspan])");
      for (Element value : row.select("li")) {
        add(
            cells,
            "exclusion",
            filter,
            columns.get(0).text(),
            columns.get(1).text(),
            value.expectFirst("code.value").wholeText(),
            value.expectFirst("code.source").wholeText());
      }
    }
  }

  private static void indicator(Element row, List<String> cells) {
    List<Element> columns = row.select("> td");
    for (Element value : row.select("li")) {
      List<String> parts = new ArrayList<>();
      parts.add("indicator");
      parts.add(columns.get(0).text());
      parts.add(columns.get(1).text());
      for (Element code : value.select("code")) {
        parts.add('"' + code.wholeText() + '"');
      }
      add(cells, parts.toArray(String[]::new));
    }
  }

  private static void add(List<String> cells, String... parts) {
    cells.add(String.join(" | ", parts));
  }
}
