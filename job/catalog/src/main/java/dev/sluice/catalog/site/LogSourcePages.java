package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Gaps.UnmappedField;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page for each log source that rules state, and a list of all. */
final class LogSourcePages {

  private final SiteData data;
  private final ListingPages pages;
  private final RuleRows rules;
  private final EventRows events;
  private final FieldLinks fields;
  private final Map<String, List<UnmappedField>> unmapped = new HashMap<>();

  LogSourcePages(SiteData data, SiteFolder site) {
    this.data = data;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.fields = new FieldLinks(data);
    this.events = new EventRows(data);
    for (UnmappedField field : data.catalog().gaps().unmappedFields()) {
      unmapped.computeIfAbsent(field.logSource(), any -> new ArrayList<>()).add(field);
    }
  }

  void write() throws IOException {
    index();
    for (LogSourceUse use : data.catalog().logSources()) {
      pages.write(listing(use));
    }
  }

  private void index() throws IOException {
    List<LogSourceUse> all = data.catalog().logSources();
    int max = all.stream().mapToInt(use -> use.rules().size()).max().orElse(0);
    pages.write(
        new Listing(
            SitePaths.LOG_SOURCES,
            Frame.Nav.LOG_SOURCES,
            "Log sources",
            "Log sources",
            List.of(
                Paragraph.lead(
                    "What rules state as their log source: product, category and service; a hyphen"
                        + " stands for one that is not stated.")),
            List.of(Fact.count("Log sources", all.size())),
            List.of(
                new Section(
                    "logsources",
                    "All log sources",
                    "",
                    List.of("Log source", "Events", "Rules", "Kinds of event with a number"),
                    all.stream()
                        .map(
                            use ->
                                List.<Cell>of(
                                    new Cell.Link(SitePaths.logSource(use.key()), use.text()),
                                    new Cell.Text(state(use)),
                                    new Cell.Count(use.rules().size(), max),
                                    Cell.Count.plain(use.events().size())))
                        .toList(),
                    "No rule states one."))));
  }

  private static String state(LogSourceUse use) {
    return switch (use.state()) {
      case MAPPED -> "mapped";
      case BY_NAME_ONLY -> "only if they name it";
      case UNSUPPORTED -> "none: not supported";
      case UNKNOWN -> "none: not known";
    };
  }

  private static String stateSentence(LogSourceUse use) {
    return switch (use.state()) {
      case MAPPED -> "Tables say which events are of it.";
      case BY_NAME_ONLY -> "No table says which events are of it.";
      case UNSUPPORTED -> "It is known, and no event can be of it.";
      case UNKNOWN -> "No event can be of it.";
    };
  }

  private Listing listing(LogSourceUse use) {
    List<Fact> facts = new ArrayList<>();
    stated(facts, "Product", use.stated().products());
    stated(facts, "Category", use.stated().categories());
    stated(facts, "Service", use.stated().services());
    facts.add(Fact.text("Events", stateSentence(use)));
    facts.add(Fact.count("Rules", use.rules().size()));
    List<Paragraph> paragraphs = new ArrayList<>();
    paragraphs.add(Paragraph.lead("A log source that rules state."));
    if (!use.reason().isEmpty()) {
      paragraphs.add(new Paragraph(Listing.Style.WARNING, List.of(new Cell.Text(use.reason()))));
    }
    return new Listing(
        SitePaths.logSource(use.key()),
        Frame.Nav.LOG_SOURCES,
        "Log source " + use.text(),
        use.text(),
        paragraphs,
        facts,
        sections(use));
  }

  private static void stated(List<Fact> facts, String name, List<String> words) {
    facts.add(Fact.text(name, words.isEmpty() ? "not stated" : String.join(", ", words)));
  }

  private List<Section> sections(LogSourceUse use) {
    List<Section> sections = new ArrayList<>();
    if (!use.titles().isEmpty()) {
      sections.add(
          new Section(
              "titles",
              "What its events tell",
              "By the tables of the engine.",
              List.of("Title"),
              use.titles().stream().map(title -> List.<Cell>of(new Cell.Text(title))).toList(),
              ""));
    }
    if (!use.events().isEmpty()) {
      sections.add(
          new Section(
              "events",
              "Kinds of event with a number",
              "Those that its rules ask for. The figures count the rules of all log sources.",
              EventRows.COLUMNS,
              use.events().stream().map(key -> events.row(data.event(key))).toList(),
              ""));
    }
    sections.add(rules.section("rules", "Rules", "", use.rules()));
    List<UnmappedField> lacking = unmapped.getOrDefault(use.text(), List.of());
    if (!lacking.isEmpty()) {
      sections.add(
          new Section(
              "unmapped",
              "Fields that no table gives",
              "Its rules read them.",
              List.of("Field", "Is it there?", "Rules that read it"),
              lacking.stream().map(this::row).toList(),
              ""));
    }
    return sections;
  }

  private List<Cell> row(UnmappedField field) {
    return List.of(
        fields.cell(field.field()),
        new Cell.Text(FieldPages.unmappedWords(field)),
        RuleLinks.of(rules, field.rules()));
  }
}
