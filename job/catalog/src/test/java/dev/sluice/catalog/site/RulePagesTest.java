package dev.sluice.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulePagesTest {

  private static final String PROCESSES = "category: process_creation, product: windows";
  private static final String SCRIPT = "<script>alert(1)</script>\"'&amp;";

  @TempDir private Path folder = Path.of("");

  private Document page(Packs packs, String title) throws IOException {
    CatalogData data = packs.build();
    return WrittenSite.writeDocuments(data, folder).page(SitePaths.rule(Packs.slug(data, title)));
  }

  /** A rule with the lines {@code header} beside what a rule needs. */
  private static Packs rule(String header, String detection) {
    return new Packs()
        .file(
            "own",
            "rule.yml",
            "title: One\nid: 00000000-0000-4000-8000-000000000001\n"
                + header
                + "logsource: {"
                + PROCESSES
                + "}\ndetection:\n"
                + detection.indent(4));
  }

  @Test
  void textsOfARuleAreNeverMarkup() throws IOException {
    String text = "'" + SCRIPT.replace("'", "''") + "'";
    String header =
        "description: %s\nauthor: %s\nstatus: %s\nlevel: %s\ntags: [%s]\nfalsepositives: [%s]\nreferences: [%s]\n"
            .replace("%s", text);
    String detection = "%s: {%s: %s}\ncondition: all of them".replace("%s", text);
    CatalogData data = rule(header, detection).build();
    assertThat(data.pages()).hasSize(1);
    WrittenSite written = WrittenSite.writeDocuments(data, folder);
    for (Path file : written.files(data.pages().get(0).line().slug())) {
      Document page = WrittenSite.read(file);
      assertThat(page.select("script").eachAttr("src")).hasSize(page.select("script").size());
      assertThat(page.select("script").eachText()).allMatch(String::isEmpty);
      assertThat(page.body().wholeText()).contains(SCRIPT);
      assertThat(page.getAllElements())
          .noneMatch(
              e -> e.attributes().asList().stream().anyMatch(a -> a.getKey().startsWith("on")));
    }
  }

  @Test
  void onlyAddressesOfTheWebAreLinks() throws IOException {
    String header =
        """
        references:
            - https://one.example/a?b=c&d
            - HTTPS://one.example
            - javascript:alert(1)
            - data:text/html,x
            - //two.example
            - 'https://three.example/" onclick="x'
            - 'see https://four.example'
        """;
    Document page = page(rule(header, "a: {Image: x}\ncondition: a"), "One");
    assertThat(page.select("#references a").eachAttr("href"))
        .containsExactly("https://one.example/a?b=c&d");
    assertThat(page.select("#references a").attr("rel")).isEqualTo("noreferrer noopener");
    assertThat(page.select("#references li").eachText())
        .hasSize(7)
        .contains("javascript:alert(1)", "see https://four.example");
  }

  @Test
  void whatCannotBeSeenOfAValueIsNamed() throws IOException {
    String detection =
        """
        a:
            Image:
                - ' x'
                - ''
                - "tab\\there"
                - "turn\\u202Eed"
                - ' '
        condition: a
        """;
    Document page = page(rule("", detection), "One");
    assertThat(page.select("#indicators li").stream().map(RulePagesTest::valueAndNote))
        .containsExactlyInAnyOrder(
            " x|blank at the start",
            "''|the empty text",
            "tab‹U+0009›here|‹U+…› stands for a character that cannot be seen",
            "turn‹U+202E›ed|‹U+…› stands for a character that cannot be seen",
            " |a blank");
  }

  private static String valueAndNote(Element item) {
    return item.expectFirst("code.value").wholeText() + "|" + item.select(".muted").text();
  }

  @Test
  void testsOfOneFilterStandInOneGroup() throws IOException {
    String detection =
        """
        a: {Image: x}
        filter_one: {Image: y, CommandLine|contains: z}
        filter_two: {User: u}
        condition: a and not 1 of filter_*
        """;
    Document page = page(rule("", detection), "One");
    assertThat(page.select("#exclusions tbody").eachText())
        .containsExactly(
            "filter_one Image eq y y and CommandLine contains z z", "filter_two User eq u u");
  }

  @Test
  void aRefusedDocumentSaysWhyAndThatItCountsNowhere() throws IOException {
    Packs packs =
        new Packs()
            .file(
                "own",
                "bad.yml",
                "title: Bad\nlogsource: {"
                    + PROCESSES
                    + "}\ndetection: {a: {X|nosuch: y}, condition: a}\n");
    Document page = page(packs, "Bad");
    assertThat(page.select("p.warning").text()).contains("refused").contains("counts nowhere");
    assertThat(page.expectFirst("main > section").id()).isEqualTo("problems");
    assertThat(page.expectFirst("#problems td").text()).matches("bad\\.yml:\\d+:\\d+");
    assertThat(page.select("#body pre").text()).contains("X|nosuch");
    assertThat(page.select("#indicators, #stages, #events, #attack, #overlap")).isEmpty();
  }

  @Test
  void aCorrelationAndItsRulesLeadToEachOther() throws IOException {
    Packs packs =
        rule("name: one\n", "a: {Image: x}\ncondition: a")
            .file(
                "own",
                "many.yml",
                """
                title: Many
                id: 00000000-0000-4000-8000-000000000002
                correlation:
                    type: event_count
                    rules: [one]
                    group-by: [User]
                    timespan: 5m
                    condition: {gte: 10}
                """);
    CatalogData data = packs.build();
    WrittenSite written = WrittenSite.writeDocuments(data, folder);
    Document many = written.page(SitePaths.rule(Packs.slug(data, "Many")));
    Document one = written.page(SitePaths.rule(Packs.slug(data, "One")));
    assertThat(many.select("#looks-at a").eachAttr("href"))
        .containsExactly("../../" + SitePaths.rule(Packs.slug(data, "One")));
    assertThat(one.select("#related li").eachText()).containsExactly("looked at by Many");
    assertThat(one.select("#related a").eachAttr("href"))
        .containsExactly("../../" + SitePaths.rule(Packs.slug(data, "Many")));
  }

  @Test
  void rulesThatFireOnTheSameEventsNameEachOther() throws IOException {
    Packs packs =
        new Packs()
            .rule("First", PROCESSES, "a: {Image: x}\ncondition: a")
            .rule("Second", PROCESSES, "b: {Image: X}\ncondition: b");
    Document page = page(packs, "First");
    assertThat(page.expectFirst("#overlap li").text())
        .startsWith("Fires on the same events as Second");
    assertThat(page.expectFirst("#overlap details.witness pre").text()).contains("Image");
  }

  @Test
  void aRuleWithTenThousandValuesHasThemAllOnSmallPages() throws IOException {
    List<String> values = IntStream.range(0, 10_000).mapToObj(i -> "value-" + i + "-<&>").toList();
    String list = values.stream().map(v -> "        - '" + v + "'\n").collect(Collectors.joining());
    Packs packs = rule("", "a:\n    Image|contains:\n" + list + "condition: a");
    CatalogData data = packs.build();
    Set<Path> pages = reached(data);
    Set<String> shown = new HashSet<>();
    Set<String> staged = new HashSet<>();
    StringBuilder body = new StringBuilder();
    for (Path file : pages.stream().sorted(RulePagesTest::byNumber).toList()) {
      Document page = WrittenSite.read(file);
      shown.addAll(page.select("#indicators code.value").eachText());
      staged.addAll(page.select("#stages .predicates code.value").eachText());
      page.select("#body pre").forEach(pre -> body.append(pre.wholeText()));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(values);
    assertThat(staged).containsExactlyInAnyOrderElementsOf(values);
    assertThat(body).hasToString(data.pages().get(0).body());
  }

  private static int byNumber(Path one, Path other) {
    return Integer.compare(number(one), number(other));
  }

  private static int number(Path file) {
    String digits = file.getFileName().toString().replaceAll("\\D", "");
    return digits.isEmpty() ? 1 : Integer.parseInt(digits);
  }

  @Test
  void aRuleWithTenThousandIdentifiersHasSmallPages() throws IOException {
    String selections =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "sel" + i + ": {Image: x" + i + "}\n")
            .collect(Collectors.joining());
    CatalogData data = rule("", selections + "condition: 1 of sel*").build();
    assertThat(data.pages().get(0).stages()).hasSize(10_001);
    Set<String> titles = new HashSet<>();
    for (Path file : reached(data)) {
      titles.addAll(WrittenSite.read(file).select("ol.stages > li > h3").eachText());
    }
    assertThat(titles).hasSize(10_001);
  }

  @Test
  void longTextsOfEveryKindStaySmall() throws IOException {
    String text = "'" + "<\"&é ".repeat(20_000) + "'";
    String header =
        "description: %s\nauthor: %s\nlicense: %s\ntags: [%s]\nfalsepositives: [%s]\nreferences: [%s]\n"
            .replace("%s", text);
    CatalogData data = rule(header, "a: {Image: %s}\ncondition: a".replace("%s", text)).build();
    Set<Path> pages = reached(data);
    StringBuilder description = new StringBuilder();
    for (Path file : pages.stream().sorted(RulePagesTest::byNumber).toList()) {
      WrittenSite.read(file)
          .select("#description > p.lead")
          .forEach(part -> description.append(part.wholeText()));
    }
    assertThat(description.toString().strip()).isEqualTo(data.pages().get(0).description().strip());
  }

  /** The files that are reached from the page of the one rule, which are all that it has. */
  private Set<Path> reached(CatalogData data) throws IOException {
    assertThat(data.pages()).hasSize(1);
    assertThat(data.pages().get(0).problems()).noneMatch(problem -> problem.refuses());
    String slug = data.pages().get(0).line().slug();
    WrittenSite written = WrittenSite.writeDocuments(data, folder);
    Path first = folder.resolve(SitePaths.rule(slug));
    Set<Path> reached = new HashSet<>(Set.of(first));
    Deque<Path> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      Path file = open.remove();
      assertThat(Files.size(file)).as(file.toString()).isLessThanOrEqualTo(Paging.PAGE_LIMIT);
      List<String> links = new ArrayList<>(WrittenSite.read(file).select("a").eachAttr("href"));
      for (String link : links) {
        Path target = file.resolveSibling(link.replaceFirst("#.*", ""));
        boolean part = !link.startsWith("#") && !link.contains("/") && Files.exists(target);
        if (part && reached.add(target)) {
          open.add(target);
        }
      }
    }
    assertThat(reached).containsExactlyInAnyOrderElementsOf(written.files(slug));
    return reached;
  }
}
