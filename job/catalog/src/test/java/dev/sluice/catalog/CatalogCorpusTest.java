package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.IndicatorUse;
import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.Part;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.data.Stage;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalogue of SigmaHQ, mdecrevoisier and our starter pack. */
final class CatalogCorpusTest {

  private static final Packs PACKS = new Packs();
  private static CatalogData data = new CatalogData(new Packs().build().catalog(), List.of());
  private static final Map<String, RulePage> PAGES = new HashMap<>();

  @BeforeAll
  static void build() throws IOException {
    String corpus = System.getProperty("sluice.corpus", "");
    assumeTrue(!corpus.isEmpty(), "system property sluice.corpus names no corpus");
    PACKS.folder(Path.of(corpus, "sigmahq", "sigmahq-rules.zip"));
    PACKS.folder(Path.of(corpus, "mdecrevoisier", "mdecrevoisier-rules.zip"));
    PACKS.folder(Packs.RULES.resolve("starter"));
    data = PACKS.build();
    data.pages().forEach(page -> PAGES.put(page.line().slug(), page));
  }

  private static Catalog catalog() {
    return data.catalog();
  }

  @Test
  void everyDocumentHasAPage() {
    assertThat(catalog().counts().rules()).isEqualTo(PACKS.compiled().ruleSet().rules().size());
    assertThat(PAGES).hasSize(data.pages().size());
    assertThat(PAGES.keySet()).containsAll(slugs());
    assertThat(catalog().refused()).hasSize(82).allMatch(line -> PAGES.containsKey(line.slug()));
    assertThat(catalog().refused())
        .allMatch(line -> line.problems().stream().anyMatch(problem -> problem.refuses()))
        .filteredOn(line -> line.pack().equals("mdecrevoisier-rules"))
        .hasSize(57);
  }

  private static List<String> slugs() {
    return catalog().rules().stream().map(line -> line.slug()).toList();
  }

  /** The published page has 7, and counts the rule itself and one that cannot be loaded. */
  @Test
  void versionTwoIsInSixLoadedRulesAndInOneThatIsRefused() {
    Indicator version = Packs.indicator(data, "Version", "eq", "2");
    assertThat(version.perPack()).containsOnlyKeys("mdecrevoisier-rules");
    assertThat(version.rules()).hasSize(6);
    assertThat(version.refused()).hasSize(1);
    RulePage refused = page(version.refused().get(0));
    assertThat(refused.refused()).isTrue();
    assertThat(refused.problems()).anyMatch(problem -> problem.code().equals("DUPLICATE_KEY"));
    assertThat(refused.line().title()).isNotEmpty();
    assertThat(refused.body()).contains("Version");
    RulePage seed = Packs.page(data, "PSexec application execution");
    IndicatorUse use =
        seed.indicators().stream()
            .filter(i -> i.field().equals("Version"))
            .findFirst()
            .orElseThrow();
    assertThat(use.others()).isEqualTo(5);
    assertThat(use.refused()).isEqualTo(1);
  }

  private static RulePage page(String slug) {
    return Objects.requireNonNull(PAGES.get(slug), slug);
  }

  @Test
  void everyWindowsEventThatARuleNamesHasATitle() {
    EventCoverage coverage = new EventCoverage(Packs.TABLES);
    Set<String> named = new TreeSet<>();
    Set<String> untitled = new TreeSet<>();
    for (CompiledRule rule : PACKS.compiled().ruleSet().rules()) {
      for (EventKind kind : coverage.kinds(rule)) {
        if (!kind.id().isEmpty()) {
          named.add(kind.provider() + " " + kind.id());
        }
        if (!kind.explained() || kind.title().isBlank()) {
          untitled.add(kind.provider() + " " + kind.id() + ": " + rule.header().path());
        }
      }
    }
    assertThat(untitled).isEmpty();
    assertThat(named).hasSizeGreaterThan(262);
    assertThat(catalog().events()).extracting(EventUse::title).noneMatch(String::isBlank);
  }

  /** The text of a stage says what the rule says. */
  @Test
  void everyStageReadsAsTheEntryOfItsRule() {
    List<String> different = new ArrayList<>();
    int stages = 0;
    Map<String, List<Stage>> byId = new HashMap<>();
    data.pages().stream()
        .filter(page -> !page.refused())
        .forEach(page -> byId.put(page.line().id(), page.stages()));
    for (CompiledRule rule : PACKS.compiled().ruleSet().rules()) {
      YamlNode detection = rule.header().document().get("detection");
      Map<String, String> written = new HashMap<>();
      if (detection instanceof YamlMap map) {
        map.entries().forEach(entry -> written.put(entry.key(), text(entry.value())));
      }
      for (Stage stage : byId.getOrDefault(rule.id(), List.of())) {
        if (stage.number() > 0) {
          stages++;
          if (!written.getOrDefault(stage.name(), "").equals(read(stage.text()))) {
            different.add(rule.header().path() + " " + stage.name());
          }
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(stages).isGreaterThan(8_000);
  }

  private static String read(String text) {
    List<YamlNode> documents =
        YamlReader.read("stage", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT)
            .documents();
    return documents.size() == 1 && documents.get(0) instanceof YamlMap map
        ? text(map.entries().get(0).value())
        : "";
  }

  private static String text(YamlNode node) {
    return YamlWriter.write(List.of(node));
  }

  /** Each leaf stands beside the item that it was compiled from. */
  @Test
  void everyTestHasTheValuesOfItsItem() {
    int values = 0;
    for (RulePage page : data.pages()) {
      for (Stage stage : page.stages()) {
        Part part = stage.predicates();
        if (part != null) {
          values += values(part, page);
        }
      }
    }
    assertThat(values).isGreaterThan(50_000);
  }

  private static int values(Part part, RulePage page) {
    FieldTest test = part.test();
    if (test == null) {
      return part.parts().stream().mapToInt(each -> values(each, page)).sum();
    }
    boolean rewritten =
        test.modifiers().stream()
            .anyMatch(m -> Set.of("windash", "base64offset", "base64", "wide").contains(m));
    if (!rewritten) {
      test.values().stream()
          .filter(value -> !value.kind().equals("null") && !value.source().startsWith("0x"))
          .forEach(
              value ->
                  assertThat(letters(value.source()))
                      .as(page.line().path())
                      .isEqualTo(letters(value.text())));
    }
    return test.values().size();
  }

  /** What escapes and wildcards do not touch. */
  private static String letters(String text) {
    return text.replaceAll("[\\\\*?]", "").replaceFirst("^0+(?=\\d)", "");
  }

  @Test
  void noTwoActiveRulesOfSigmaHqMeanTheSame() {
    Map<String, String> packs = new HashMap<>();
    catalog().rules().forEach(line -> packs.put(line.slug(), line.pack()));
    List<Long> ofSigmaHq =
        catalog().overlap().duplicates().stream()
            .map(d -> d.rules().stream().filter(s -> isOfSigmaHq(packs.get(s))).count())
            .toList();
    assertThat(ofSigmaHq).allMatch(count -> count <= 1);
    assertThat(ofSigmaHq.stream().mapToLong(count -> count).sum()).isEqualTo(7);
  }

  private static boolean isOfSigmaHq(@Nullable String pack) {
    return "sigmahq-rules".equals(pack);
  }

  @Test
  void everyWitnessIsConfirmedByTheScan() {
    WitnessCheck check = new WitnessCheck(Packs.TABLES, PACKS.compiled().ruleSet().rules());
    Overlap overlap = catalog().overlap();
    Map<String, String> ids = new HashMap<>();
    catalog().rules().forEach(line -> ids.put(line.slug(), line.id()));
    assertThat(overlap.duplicates()).isNotEmpty();
    overlap
        .duplicates()
        .forEach(d -> assertThat(fired(check, d.witness())).containsAll(ids(ids, d.rules())));
    overlap
        .subsumptions()
        .forEach(
            s -> {
              assertThat(fired(check, s.both()))
                  .containsAll(ids(ids, List.of(s.wide(), s.narrow())));
              if (!s.wideOnly().isEmpty()) {
                assertThat(fired(check, s.wideOnly()))
                    .containsAll(ids(ids, List.of(s.wide())))
                    .doesNotContainAnyElementsOf(ids(ids, List.of(s.narrow())));
              }
            });
    overlap.deadBranches().stream()
        .filter(d -> !d.witness().isEmpty())
        .forEach(
            d -> assertThat(fired(check, d.witness())).containsAll(ids(ids, List.of(d.rule()))));
    overlap.contested().stream()
        .filter(c -> !c.witness().isEmpty())
        .forEach(
            c ->
                assertThat(fired(check, c.witness()))
                    .containsAll(ids(ids, List.of(c.alerts())))
                    .doesNotContainAnyElementsOf(ids(ids, List.of(c.excludes()))));
  }

  private static Collection<String> fired(WitnessCheck check, String event) {
    Set<String> ids = new HashSet<>();
    check.fired(event).forEach(rule -> ids.add(rule.id()));
    return ids;
  }

  private static List<String> ids(Map<String, String> ids, List<String> slugs) {
    return slugs.stream().map(slug -> ids.getOrDefault(slug, "?")).toList();
  }
}
