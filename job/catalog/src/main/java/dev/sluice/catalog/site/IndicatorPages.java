package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.Overlap.Contested;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page for each indicator, and a list of those that most rules share. */
final class IndicatorPages {

  /** How many the list has. */
  private static final int MOST_SHARED = 500;

  private static final Comparator<Indicator> MOST_RULES_FIRST =
      Comparator.comparing((Indicator indicator) -> -indicator.rules().size())
          .thenComparing(Indicator::field)
          .thenComparing(Indicator::kind)
          .thenComparing(Indicator::value);

  private final SiteData data;
  private final ListingPages pages;
  private final RuleRows rules;
  private final FieldLinks fields;
  private final Map<String, Contested> contested = new HashMap<>();

  IndicatorPages(SiteData data, SiteFolder site) {
    this.data = data;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.fields = new FieldLinks(data);
    data.catalog().overlap().contested().forEach(each -> contested.put(each.indicator(), each));
  }

  void write() throws IOException {
    index();
    for (Indicator indicator : data.catalog().indicators()) {
      pages.write(listing(indicator));
    }
  }

  private void index() throws IOException {
    List<Indicator> all = data.catalog().indicators();
    List<Indicator> most =
        all.stream()
            .filter(each -> !each.rules().isEmpty())
            .sorted(MOST_RULES_FIRST)
            .limit(MOST_SHARED)
            .toList();
    int max = most.isEmpty() ? 0 : most.get(0).rules().size();
    long shared = all.stream().filter(each -> each.rules().size() > 1).count();
    pages.write(
        new Listing(
            SitePaths.INDICATORS,
            Frame.Nav.INDICATORS,
            "Indicators",
            "Indicators",
            List.of(
                Paragraph.lead(
                    "An indicator is a field, a kind of test and a value that a rule looks for."),
                Paragraph.note(
                    new Cell.Text(
                        "This page lists only those that most rules share. Every other one has a"
                            + " page too: reach it from the rule that has it, from the page of its"
                            + " "),
                    new Cell.Link(SitePaths.FIELDS, "field"),
                    new Cell.Text(", or by the "),
                    new Cell.Link(SitePaths.HOME, "search"),
                    new Cell.Text("."))),
            List.of(
                Fact.count("Indicators in all", data.catalog().counts().indicators()),
                Fact.count("Shared by two rules or more", (int) shared)),
            List.of(
                new Section(
                    "shared",
                    "Most shared",
                    "By the number of rules that look for them.",
                    List.of("Field", "Test", "Value", "Rules"),
                    most.stream().map(indicator -> row(indicator, max)).toList(),
                    "No rule looks for anything."))));
  }

  private List<Cell> row(Indicator indicator, int max) {
    return List.of(
        fields.cell(indicator.field()),
        new Cell.Text(KindWords.of(indicator.kind())),
        value(indicator),
        new Cell.Count(indicator.rules().size(), max));
  }

  /** The value, as a link to its page. */
  static Cell.Value value(Indicator indicator) {
    String text = indicator.value().isEmpty() ? "(empty)" : indicator.value();
    return Cell.Value.brief(text, SitePaths.indicator(indicator.key()));
  }

  private Listing listing(Indicator indicator) {
    String field = indicator.field().isEmpty() ? "keyword" : indicator.field();
    String test = Paging.shorten(field, 100) + " " + KindWords.of(indicator.kind());
    return new Listing(
        SitePaths.indicator(indicator.key()),
        Frame.Nav.INDICATORS,
        test + " " + indicator.value(),
        test,
        paragraphs(indicator),
        facts(indicator),
        sections(indicator));
  }

  private List<Paragraph> paragraphs(Indicator indicator) {
    List<Paragraph> paragraphs = new ArrayList<>();
    if (!indicator.value().isEmpty()) {
      Cell value = new Cell.Value(indicator.value(), "");
      paragraphs.add(new Paragraph(Listing.Style.LEAD, List.of(value)));
    }
    if (indicator.value().length() > Cell.Value.MAX) {
      String said =
          "The value has %s characters; its beginning is shown. The whole stands in catalog.json."
              .formatted(Cell.Count.plain(indicator.value().length()).text());
      paragraphs.add(Paragraph.note(new Cell.Text(said)));
    }
    Contested pair = contested.get(indicator.key());
    if (pair != null) {
      paragraphs.add(
          Paragraph.note(
              new Cell.Text("Contested: "),
              rules.link(pair.alerts()),
              new Cell.Text(" alerts on it, "),
              rules.link(pair.excludes()),
              new Cell.Text(" leaves out events for it. "),
              new Cell.Link(SitePaths.CONTESTED, "All contested indicators"),
              new Cell.Text(".")));
    }
    return paragraphs;
  }

  private List<Fact> facts(Indicator indicator) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Field", fields.cell(indicator.field())));
    facts.add(Fact.text("Test", KindWords.of(indicator.kind()) + " (" + indicator.kind() + ")"));
    facts.add(Fact.count("Rules", indicator.rules().size()));
    indicator
        .perPack()
        .forEach((pack, count) -> facts.add(Fact.count("Of " + data.pack(pack).name(), count)));
    if (!indicator.refused().isEmpty()) {
      facts.add(Fact.count("Refused documents, not counted", indicator.refused().size()));
    }
    return facts;
  }

  private List<Section> sections(Indicator indicator) {
    List<Section> sections = new ArrayList<>();
    if (!indicator.rules().isEmpty()) {
      sections.add(rules.section("rules", "Rules that look for it", "", indicator.rules()));
    }
    if (!indicator.excludedBy().isEmpty()) {
      sections.add(
          rules.section(
              "excluded",
              "Rules that leave out events for it",
              "The value stands in what these rules exclude.",
              indicator.excludedBy()));
    }
    if (!indicator.refused().isEmpty()) {
      sections.add(
          new Section(
              "refused",
              "Refused documents in which it stands",
              "They could not be loaded and count nowhere.",
              List.of("Document", "Pack"),
              indicator.refused().stream().map(this::refused).toList(),
              ""));
    }
    return sections;
  }

  private List<Cell> refused(String slug) {
    String pack = data.refused(slug).pack();
    return List.of(
        rules.refused(slug), new Cell.Link(SitePaths.pack(pack), data.pack(pack).name()));
  }
}
