package dev.sluice.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.Packs;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.FieldUse;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.LogSourceUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that are neither of rules nor home. */
final class ListPagesTest {

  private static final String PROCESS = "product: windows, category: process_creation";
  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir private Path folder;

  private WrittenSite site(CatalogData data) throws IOException {
    return WrittenSite.write(data, folder.resolve("site"));
  }

  private static String field(CatalogData data, String name) {
    return data.catalog().fields().stream()
        .filter(field -> field.field().equals(name))
        .map(FieldUse::key)
        .map(SitePaths::field)
        .findFirst()
        .orElseThrow();
  }

  private static String event(CatalogData data, String provider, String id) {
    return data.catalog().events().stream()
        .filter(event -> event.provider().equals(provider) && event.id().equals(id))
        .map(EventUse::key)
        .map(SitePaths::event)
        .findFirst()
        .orElseThrow();
  }

  private static String indicator(CatalogData data, String field, String kind, String value) {
    Indicator found = Packs.indicator(data, field, kind, value);
    return SitePaths.indicator(found.key());
  }

  private static Packs shared() {
    return new Packs()
        .rule("one", PROCESS, "s: {CommandLine|contains: [a, B]}\ncondition: s")
        .rule("two", PROCESS, "s: {CommandLine|contains: a}\ncondition: s")
        .rule(
            "three",
            PROCESS,
            "s: {Image: c}\nf: {CommandLine|contains: [a, z]}\ncondition: s and not f");
  }

  @Test
  void anIndicatorTellsWhoLooksForItAndWhoLeavesItOut() throws IOException {
    CatalogData data = shared().build();
    WrittenSite site = site(data);
    String path = indicator(data, "CommandLine", "contains", "a");
    assertThat(site.page(path).select("h1").text()).isEqualTo("CommandLine contains");
    assertThat(site.page(path).select("p.lead code").text()).isEqualTo("a");
    assertThat(site.fact(path, "Rules")).isEqualTo("2");
    assertThat(site.fact(path, "Of own")).isEqualTo("2");
    assertThat(site.page(path).select("dl.facts a").attr("href"))
        .isEqualTo("../../" + field(data, "CommandLine"));
    assertThat(site.rows(path, "rules"))
        .extracting(row -> row.split("\t")[1])
        .containsExactly("one", "two");
    assertThat(site.rows(path, "excluded")).singleElement().asString().contains("three");
    assertThat(site.page(path).select("p.note").text()).contains("Contested");
    assertThat(site.rows(SitePaths.INDICATORS, "shared"))
        .first()
        .isEqualTo("CommandLine\tcontains\ta\t2");
    assertThat(site.fact(SitePaths.INDICATORS, "Indicators in all")).isEqualTo("3");
  }

  @Test
  void refusedDocumentsStandApart() throws IOException {
    CatalogData data =
        new Packs()
            .rule("one", PROCESS, "s: {Image: a}\ncondition: s")
            .file(
                "own",
                "twice.yml",
                """
                title: Twice
                logsource: {product: windows}
                detection:
                  s:
                    Image: a
                    Image: b
                  condition: s
                """)
            .build();
    WrittenSite site = site(data);
    String path = indicator(data, "Image", "eq", "a");
    assertThat(site.fact(path, "Rules")).isEqualTo("1");
    assertThat(site.fact(path, "Refused documents, not counted")).isEqualTo("1");
    assertThat(site.rows(path, "refused")).containsExactly("Twice\town");
    assertThat(site.rows(SitePaths.REFUSED, "problems"))
        .singleElement()
        .asString()
        .startsWith("Twice\town: twice.yml:6:5\tDUPLICATE_KEY\t");
    assertThat(site.page(SitePaths.REFUSED).select("section a").attr("href"))
        .startsWith("../rules/twice-");
  }

  @Test
  void aFieldTellsItsRulesIndicatorsAndWhereItIs() throws IOException {
    CatalogData data = shared().rule("four", PROCESS, "s: {NoSuchField: x}\ncondition: s").build();
    WrittenSite site = site(data);
    String path = field(data, "CommandLine");
    assertThat(site.fact(path, "Rules that look for something in it")).isEqualTo("2");
    assertThat(site.fact(path, "Rules that leave out events for it")).isEqualTo("1");
    assertThat(site.rows(path, "indicators"))
        .containsExactly("contains\ta\t2\t1", "contains\tb\t1\t0");
    assertThat(site.rows(path, "left-out")).containsExactly("contains\tz\t0\t1");
    assertThat(site.rows(path, "logsources"))
        .singleElement()
        .asString()
        .startsWith("windows/process_creation/-\t3\tyes");
    assertThat(site.rows(field(data, "NoSuchField"), "logsources"))
        .singleElement()
        .asString()
        .startsWith("windows/process_creation/-\t1\t")
        .doesNotContain("yes");
    assertThat(site.rows(SitePaths.GAPS, "unmapped")).singleElement().asString().contains("four");
    assertThat(site.rows(SitePaths.FIELDS, "fields")).first().isEqualTo("CommandLine\t2\t1\t2\t");
  }

  @Test
  void longListsGoOnAtFurtherPages() throws IOException {
    String values =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "v%04d".formatted(i))
            .collect(Collectors.joining(","));
    CatalogData data =
        new Packs().rule("many", PROCESS, "s: {Image: [" + values + "]}\ncondition: s").build();
    WrittenSite site = site(data);
    String path = field(data, "Image");
    assertThat(site.page(path).select("section#indicators h2").text())
        .isEqualTo("Indicators 3,000");
    String whole = SitePaths.part(path, "indicators");
    assertThat(site.page(path).select("section#indicators > p a").attr("href"))
        .isEqualTo("../" + whole);
    int pages =
        site.page(whole).select("nav.pager a").eachText().stream()
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    assertThat(pages).isGreaterThan(1);
    List<String> found = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      found.addAll(site.rows(SitePaths.further(whole, page), "indicators"));
    }
    assertThat(found).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(site.sizes().values()).allMatch(size -> size <= Paging.PAGE_LIMIT);
  }

  @Test
  void whatRulesSayIsNeverMarkup() throws IOException {
    CatalogData data =
        new Packs()
            .file(
                SCRIPT,
                "a.yml",
                ("title: 'T %s'%nid: 00000000-0000-4000-8000-000000000001%nstatus: '%s'%n"
                        + "level: high%n"
                        + "logsource: {product: '%s', category: process_creation}%n"
                        + "detection:%n  s:%n    '%s': '%s'%n  condition: s%n")
                    .formatted(SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT))
            .file(SCRIPT, "b.yml", "title: '" + SCRIPT + "'\n")
            .build();
    WrittenSite site = site(data);
    for (String path : site.sizes().keySet()) {
      Document page = site.page(path);
      assertThat(page.select("script:not([src])")).as(path).isEmpty();
      assertThat(page.select("h1")).as(path).hasSize(1);
    }
    assertThat(site.page(SitePaths.PACKS).select("table a").text()).isEqualTo(SCRIPT);
    assertThat(site.broken(List.copyOf(site.sizes().keySet()))).isEmpty();
  }

  @Test
  void packsOfLikeNamesHavePagesOfTheirOwn() throws IOException {
    Packs packs = new Packs();
    List<String> names = List.of("a b", "a-b", "A B", "ä", "..", "x/y");
    for (String name : names) {
      packs.file(name, "b.yml", "title: broken\n");
    }
    WrittenSite site = site(packs.build());
    TreeSet<String> paths = new TreeSet<>();
    for (String name : names) {
      paths.add(SitePaths.pack(name));
      assertThat(site.page(SitePaths.pack(name)).select("h1").text()).isEqualTo(name);
      assertThat(site.fact(SitePaths.pack(name), "Refused documents, not counted")).isEqualTo("1");
    }
    assertThat(paths).hasSize(names.size()).allMatch(path -> path.matches("packs/[a-z0-9-]+.html"));
  }

  @Test
  void anEventTellsWhyARuleCannotMatchIt() throws IOException {
    CatalogData data =
        new Packs()
            .rule("part", PROCESS, "a: {Image: x}\nb: {Image: y, Version: 2}\ncondition: a or b")
            .rule("never", PROCESS, "s: {Hashes|contains: x}\ncondition: s")
            .build();
    WrittenSite site = site(data);
    String sysmon = event(data, "Sysmon", "1");
    assertThat(site.rows(sysmon, "part"))
        .singleElement()
        .asString()
        .endsWith("b: Version is always 5");
    assertThat(site.rows(sysmon, "full")).singleElement().asString().contains("never");
    String security = event(data, "Security-Auditing", "4688");
    assertThat(site.rows(security, "never"))
        .singleElement()
        .asString()
        .endsWith("s: no event of this kind has Hashes");
    assertThat(site.page(SitePaths.EVENTS).select("h2").eachText())
        .containsExactly("Security-Auditing 1", "Sysmon 1");
    assertThat(site.rows(SitePaths.EVENTS, "provider-2"))
        .containsExactly("Sysmon 1\tProcess created\t1\t1\t0");
  }

  @Test
  void aLogSourceTellsItsStateEventsAndRules() throws IOException {
    CatalogData data = shared().rule("lost", "product: nosuch", "s: {x: y}\ncondition: s").build();
    WrittenSite site = site(data);
    for (LogSourceUse use : data.catalog().logSources()) {
      String path = SitePaths.logSource(use.key());
      boolean lost = use.text().startsWith("nosuch");
      assertThat(site.rows(path, "rules")).hasSize(lost ? 1 : 3);
      assertThat(site.rows(path, "events")).hasSize(lost ? 0 : 2);
      assertThat(site.page(path).select("p.warning")).hasSize(lost ? 1 : 0);
    }
    assertThat(site.rows(SitePaths.GAPS, "logsources"))
        .singleElement()
        .asString()
        .contains("nosuch");
    assertThat(site.rows(SitePaths.GAPS, "unroutable")).singleElement().asString().contains("lost");
  }

  @Test
  void overlapIsListedWithItsEvents() throws IOException {
    CatalogData data =
        shared()
            .rule("two again", PROCESS, "s: {CommandLine|contains: A}\ncondition: s")
            .rule("idle", PROCESS, "s: {Image|contains: [abc, ab]}\ncondition: s")
            .rule("not ever", PROCESS, "a: {Image: x}\ncondition: a and not a")
            .build();
    WrittenSite site = site(data);
    assertThat(site.rows(SitePaths.DUPLICATES, "duplicates")).hasSize(1);
    assertThat(site.page(SitePaths.DUPLICATES).select("td ul.links a").eachText())
        .containsExactlyInAnyOrder("two", "two again");
    assertThat(site.page(SitePaths.DUPLICATES).select("details.witness pre").text())
        .contains("CommandLine");
    assertThat(site.rows(SitePaths.WITHIN, "within")).isNotEmpty();
    assertThat(site.rows(SitePaths.DEAD_BRANCHES, "dead-branches"))
        .singleElement()
        .asString()
        .startsWith("idle\ts\tImage contains 'abc'\t");
    assertThat(site.rows(SitePaths.CONTRADICTIONS, "contradictions"))
        .singleElement()
        .asString()
        .contains("not ever");
    assertThat(site.rows(SitePaths.CONTESTED, "contested")).isNotEmpty();
    assertThat(site.fact(SitePaths.OVERLAP, "Rules searched")).isEqualTo("6");
    assertThat(site.rows(SitePaths.OVERLAP, "verdicts")).hasSize(5);
  }

  @Test
  void thePageOfTheCatalogueDefinesWhatItCounts() throws IOException {
    WrittenSite site = site(shared().build());
    assertThat(site.fact(SitePaths.ABOUT, "Detection rules")).isEqualTo("3");
    assertThat(site.page(SitePaths.ABOUT).select("section h2").eachText())
        .contains("Indicators", "Event coverage", "Overlap", "Where published pages differ");
  }
}
