package dev.sluice.catalog.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.data.ExampleEvent;
import dev.sluice.catalog.data.Problem;
import dev.sluice.catalog.data.Related;
import dev.sluice.catalog.data.RuleLine.Kind;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.site.RuleItem.Shown;
import dev.sluice.catalog.site.RuleSection.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The sections of a document's page, in their order. */
final class RuleSections {

  private static final int PIECE = 6_000;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_TITLE = 160;
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>\\\\^`{|}]+");
  private static final Map<String, String> RELATED =
      Map.of("filtered-by", "filtered by", "looked-at-by", "looked at by");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SiteData data;
  private final SiteFolder site;
  private final RuleCoverage coverage;
  private final RuleDetections detections;
  private final RuleOverlaps overlaps;
  private final Map<String, List<Related>> lookedAtBy = new HashMap<>();

  RuleSections(SiteData data, List<RulePage> pages, SiteFolder site) {
    this.data = data;
    this.site = site;
    this.coverage = new RuleCoverage(data, site);
    this.detections = new RuleDetections(data, site);
    this.overlaps =
        new RuleOverlaps(data, site, Frame.of(SitePaths.rule("any"), "", Frame.Nav.RULES));
    for (RulePage page : pages) {
      page.related().stream()
          .filter(related -> related.type().equals("looks-at") && !related.slug().isEmpty())
          .forEach(related -> lookedAt(page, related.slug()));
    }
  }

  private void lookedAt(RulePage page, String slug) {
    lookedAtBy
        .computeIfAbsent(slug, key -> new ArrayList<>())
        .add(new Related("looked-at-by", page.line().id(), page.line().slug()));
  }

  /** Those of {@code page}; sections that have nothing to say are left out. */
  List<RuleSection> of(RulePage page, Frame frame) {
    List<RuleSection> sections = new ArrayList<>();
    if (page.refused()) {
      sections.add(problems("problems", "Why it is refused", page));
    }
    description(page).ifPresent(sections::add);
    if (!page.refused()) {
      sections.add(coverage.attack(page, frame));
    }
    boolean rule = !page.refused() && page.line().kind() == Kind.RULE;
    if (rule) {
      sections.add(coverage.events(page, frame));
      sections.addAll(coverage.otherEvents(page));
    }
    addItems(
        sections,
        "looks-at",
        "Rules it looks at",
        related(page, frame, type -> type.equals("looks-at")));
    addItems(
        sections,
        "filters",
        "Rules it filters",
        related(page, frame, type -> type.equals("filters")));
    sections.add(body(page, frame));
    if (rule) {
      sections.add(detections.stages(page, frame));
      sections.add(detections.exclusions(page, frame));
      sections.add(detections.indicators(page, frame));
    }
    addRest(sections, page, frame, rule);
    return sections;
  }

  private void addRest(List<RuleSection> sections, RulePage page, Frame frame, boolean rule) {
    addItems(sections, "references", "References", items(page.references()));
    addItems(sections, "false-positives", "False positives", items(page.falsePositives()));
    addItems(sections, "tags", "Tags", items(page.tags()));
    addItems(
        sections,
        "related",
        "Related",
        related(page, frame, type -> !type.equals("looks-at") && !type.equals("filters")));
    if (rule) {
      sections.add(overlaps.of(page.line().slug()));
    }
    if (!page.refused() && !page.problems().isEmpty()) {
      sections.add(problems("problems", "Problems", page));
    }
    examples(page).ifPresent(sections::add);
  }

  private static void addItems(
      List<RuleSection> sections, String id, String title, List<Fragment> rows) {
    if (!rows.isEmpty()) {
      sections.add(RuleSection.list(id, title, "", rows));
    }
  }

  private Optional<RuleSection> description(RulePage page) {
    List<Fragment> rows = new ArrayList<>();
    for (String paragraph : ShownText.of(page.description()).strip().split("\n\\s*\n")) {
      for (String piece : RuleTexts.pieces(paragraph, PIECE)) {
        rows.add(site.fragment("ruleParagraph", piece));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(RuleSection.plain("description", "Description", "", rows));
  }

  private RuleSection body(RulePage page, Frame frame) {
    List<Fragment> rows =
        RuleTexts.pieces(ShownText.of(page.body()), PIECE).stream()
            .map(piece -> site.fragment("ruleText", piece))
            .toList();
    String title = page.refused() ? "Document" : "Rule body";
    String href = frame.to(SitePaths.ruleData(page.line().slug()));
    return rows.isEmpty()
        ? RuleSection.nothing("body", title, "The file could not be read.")
        : new RuleSection(
            "body",
            title,
            RuleSection.Shape.SOURCE,
            List.of(),
            "",
            List.of(new Link("What this page was made of, as JSON", href)),
            rows);
  }

  /** Texts of which those that are addresses of the web, and only those, lead there. */
  private List<Fragment> items(List<String> texts) {
    return texts.stream().map(text -> site.fragment("ruleItem", item(text))).toList();
  }

  private static RuleItem item(String text) {
    boolean address = text.length() <= MAX_TEXT && ADDRESS.matcher(text).matches();
    return address
        ? new RuleItem("", List.of(new Link(text, text)), true, "", List.of())
        : RuleItem.of(ShownText.of(text, MAX_TEXT));
  }

  private List<Fragment> related(RulePage page, Frame frame, Predicate<String> types) {
    List<Related> all = new ArrayList<>(page.related());
    all.addAll(lookedAtBy.getOrDefault(page.line().slug(), List.of()));
    return all.stream()
        .filter(related -> types.test(related.type()))
        .map(related -> site.fragment("ruleItem", item(related, frame)))
        .toList();
  }

  private RuleItem item(Related related, Frame frame) {
    boolean named = related.type().equals("looks-at") || related.type().equals("filters");
    String lead = named ? "" : RELATED.getOrDefault(related.type(), related.type());
    String id = ShownText.of(related.id(), MAX_TITLE);
    if (related.slug().isEmpty()) {
      return RuleItem.of(
          (ShownText.of(lead, MAX_TITLE) + " " + id).strip() + " (not in this catalogue)");
    }
    String title = data.rule(related.slug()).title();
    String words = title.isBlank() ? id : ShownText.of(title, MAX_TITLE);
    Link link = new Link(words, frame.to(SitePaths.rule(related.slug())));
    return new RuleItem(ShownText.of(lead, MAX_TITLE), List.of(link), false, "", List.of());
  }

  private RuleSection problems(String id, String title, RulePage page) {
    String file = ShownText.of(page.line().path(), MAX_TITLE);
    List<Fragment> rows =
        page.problems().stream()
            .map(problem -> site.fragment("ruleProblem", row(file, problem)))
            .toList();
    return RuleSection.table(id, title, List.of("Place", "What is wrong", "Hint"), "", rows);
  }

  private static ProblemRow row(String file, Problem problem) {
    return new ProblemRow(
        file + ":" + problem.line() + ":" + problem.column(),
        problem.code(),
        ShownText.of(problem.message(), MAX_TEXT),
        ShownText.of(problem.hint(), MAX_TEXT));
  }

  private Optional<RuleSection> examples(RulePage page) {
    List<Fragment> rows =
        page.examples().stream().map(example -> site.fragment("ruleItem", item(example))).toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RuleSection.list(
                "events-beside",
                "Test events",
                "They stand beside the rule in its pack, and “sluice test” holds the rule to them.",
                rows));
  }

  private static RuleItem item(ExampleEvent example) {
    String must = example.match() ? "Must match" : "Must not match";
    String why = example.why().isEmpty() ? "" : ": " + ShownText.of(example.why(), MAX_TEXT);
    Shown event = new Shown(must + why, ShownText.of(pretty(example.event())));
    return new RuleItem("", List.of(), false, "", List.of(event));
  }

  /** JSON on several lines, unless that makes it much longer. */
  private static String pretty(String json) {
    try {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
      String pretty = JSON.writer(printer).writeValueAsString(JSON.readTree(json));
      return pretty.length() <= 2 * json.length() ? pretty : json;
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  /** A row of the table of problems. */
  record ProblemRow(String place, String code, String message, String hint) {}
}
