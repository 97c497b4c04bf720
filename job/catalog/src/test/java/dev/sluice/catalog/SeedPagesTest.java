package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.IndicatorUse;
import dev.sluice.catalog.data.LogSourceStated;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.data.Stage;
import dev.sluice.catalog.data.TestValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two published pages, cell by cell; where they are wrong the table says so. */
final class SeedPagesTest {

  @ParameterizedTest
  @CsvSource({
    "seed-psexec-application.txt, PSexec application execution",
    "seed-psexec-remote.txt, Potential PsExec Remote Execution"
  })
  void everyCellIsAsThePublishedPageShouldHaveIt(String table, String title) throws IOException {
    CatalogData data = new Packs().folder(Packs.RULES.resolve("seeds")).build();
    assertThat(cells(Packs.page(data, title)))
        .containsExactlyInAnyOrderElementsOf(SeedTable.cells(table));
  }

  @Test
  void theBodyIsTheRuleAsItIsWritten() throws IOException {
    CatalogData data = new Packs().folder(Packs.RULES.resolve("seeds")).build();
    assertThat(Packs.page(data, "PSexec application execution").body())
        .contains("\ntitle: PSexec application execution\n")
        .contains("    Version: 2  # parent process name is available starting Windows 10")
        .endsWith("level: medium\n");
  }

  @Test
  void theEventsBesideARuleAreOnItsPage() throws IOException {
    CatalogData data = new Packs().folder(Packs.RULES.resolve("seeds")).build();
    assertThat(Packs.page(data, "PSexec application execution").examples())
        .anyMatch(example -> example.match())
        .anyMatch(example -> !example.match());
  }

  private static List<String> cells(RulePage page) {
    List<String> cells = new ArrayList<>();
    header(page, cells);
    String tactics =
        String.join(
            ", ",
            page.attack().stream()
                .filter(tag -> tag.kind() == AttackTag.Kind.TACTIC)
                .map(AttackTag::name)
                .toList());
    page.attack().stream()
        .filter(tag -> tag.kind() == AttackTag.Kind.SUBTECHNIQUE)
        .forEach(
            tag ->
                add(cells, "attack", tactics, tag.id() + " " + tag.parent() + ": " + tag.name()));
    for (EventReach reach : page.events()) {
      String event = reach.provider() + " " + reach.id();
      add(cells, "event", event, reach.title(), reach.reach().name().toLowerCase(Locale.ROOT));
      reach
          .unable()
          .forEach(
              unable ->
                  add(
                      cells,
                      "unable",
                      event,
                      unable.selection(),
                      String.join(",", unable.fields())));
    }
    page.falsePositives().forEach(text -> add(cells, "falsepositive", text));
    page.references().forEach(text -> add(cells, "reference", text));
    page.tags().forEach(text -> add(cells, "tag", text));
    for (Stage stage : page.stages()) {
      String name = stage.use() == Stage.Use.NOT ? "not " + stage.name() : stage.name();
      String text = stage.text().strip().replace("\n", "~");
      add(cells, "stage", String.valueOf(stage.number()), name, text);
    }
    page.exclusions().forEach(exclusion -> exclusion(exclusion, cells));
    for (IndicatorUse use : page.indicators()) {
      use.sources()
          .forEach(
              s -> add(cells, "indicator", use.field(), use.kind(), quoted(use.text()), quoted(s)));
    }
    return cells;
  }

  /** Blanks at the ends belong to a text. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static void header(RulePage page, List<String> cells) {
    LogSourceStated source = page.line().logSource();
    add(cells, "header", "title", page.line().title());
    add(cells, "header", "status", page.line().status());
    add(cells, "header", "severity", page.line().level());
    add(
        cells,
        "header",
        "log source",
        "product "
            + String.join(",", source.products())
            + ", category "
            + String.join(",", source.categories()));
    add(cells, "header", "author", page.line().author());
    add(cells, "header", "description", page.description());
    if (!page.line().idDerived()) {
      add(cells, "header", "id", page.line().id());
      add(cells, "header", "date", page.line().date());
      add(cells, "header", "modified", page.line().modified());
    }
  }

  private static void exclusion(Exclusion exclusion, List<String> cells) {
    for (Exclusion.Alternative alternative : exclusion.alternatives()) {
      for (Exclusion.ExcludedTest test : alternative.all()) {
        for (TestValue value : test.values()) {
          add(
              cells,
              "exclusion",
              exclusion.filter(),
              test.field(),
              test.kind(),
              value.text(),
              value.source());
        }
      }
    }
  }

  private static void add(List<String> cells, String... parts) {
    cells.add(String.join(" | ", parts));
  }
}
