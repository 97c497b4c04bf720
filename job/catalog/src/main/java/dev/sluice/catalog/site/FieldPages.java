package dev.sluice.catalog.site;

import dev.sluice.catalog.data.FieldUse;
import dev.sluice.catalog.data.Gaps.UnmappedField;
import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page for each field that rules read, and a list of all. */
final class FieldPages {

  private static final Comparator<Indicator> MOST_RULES_FIRST =
      Comparator.comparing((Indicator indicator) -> -indicator.rules().size())
          .thenComparing(Indicator::kind)
          .thenComparing(Indicator::value);

  private final SiteData data;
  private final ListingPages pages;
  private final RuleRows rules;
  private final Map<String, List<Indicator>> indicators = new HashMap<>();
  private final Map<String, Map<String, UnmappedField>> unmapped = new HashMap<>();
  private final Map<String, Map<String, LogSourceUse>> readOf = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();

  FieldPages(SiteData data, SiteFolder site) {
    this.data = data;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    for (Indicator indicator : data.catalog().indicators()) {
      indicators.computeIfAbsent(indicator.field(), any -> new ArrayList<>()).add(indicator);
    }
    for (UnmappedField field : data.catalog().gaps().unmappedFields()) {
      unmapped.computeIfAbsent(field.field(), any -> new TreeMap<>()).put(field.logSource(), field);
    }
    data.catalog().logSources().forEach(this::read);
  }

  private void read(LogSourceUse use) {
    for (String slug : use.rules()) {
      for (String field : data.rule(slug).fields()) {
        readOf.computeIfAbsent(field, any -> new TreeMap<>()).put(use.text(), use);
        readers.merge(field + "\n" + use.text(), 1, Integer::sum);
      }
    }
  }

  void write() throws IOException {
    index();
    for (FieldUse field : data.catalog().fields()) {
      pages.write(listing(field));
    }
  }

  private void index() throws IOException {
    List<FieldUse> fields =
        data.catalog().fields().stream()
            .sorted(
                Comparator.comparing((FieldUse field) -> -field.rules().size())
                    .thenComparing(FieldUse::field))
            .toList();
    int max = fields.isEmpty() ? 0 : fields.get(0).rules().size();
    pages.write(
        new Listing(
            SitePaths.FIELDS,
            Frame.Nav.FIELDS,
            "Fields",
            "Fields",
            List.of(
                Paragraph.lead(
                    "The fields of events that rules read, by the number of rules that look for"
                        + " something in them.")),
            List.of(Fact.count("Fields", fields.size())),
            List.of(
                new Section(
                    "fields",
                    "All fields",
                    "",
                    List.of("Field", "Rules", "Leave out by it", "Indicators", "No table gives it"),
                    fields.stream().map(field -> row(field, max)).toList(),
                    "No rule reads a field."))));
  }

  private List<Cell> row(FieldUse field, int max) {
    return List.of(
        new Cell.Link(SitePaths.field(field.key()), field.field()),
        new Cell.Count(field.rules().size(), max),
        Cell.Count.plain(field.excludedBy().size()),
        Cell.Count.plain(sought(field).size()),
        new Cell.Text(unmappedOf(field)));
  }

  private String unmappedOf(FieldUse field) {
    int lacking = unmapped.getOrDefault(field.field(), Map.of()).size();
    int all = readOf.getOrDefault(field.field(), Map.of()).size();
    return lacking == 0 ? "" : "in " + lacking + " of " + all + " log sources";
  }

  private Listing listing(FieldUse field) {
    return new Listing(
        SitePaths.field(field.key()),
        Frame.Nav.FIELDS,
        "Field " + field.field(),
        field.field(),
        List.of(Paragraph.lead("A field that rules read.")),
        List.of(
            Fact.count("Rules that look for something in it", field.rules().size()),
            Fact.count("Rules that leave out events for it", field.excludedBy().size()),
            Fact.count("Indicators", sought(field).size()),
            Fact.count("Values that are only left out", leftOut(field).size())),
        sections(field));
  }

  private List<Section> sections(FieldUse field) {
    List<Section> sections = new ArrayList<>();
    sections.add(logSources(field));
    if (!sought(field).isEmpty()) {
      sections.add(
          indicators(
              "indicators",
              "Indicators",
              "What rules look for in it, the most shared first.",
              sought(field)));
    }
    if (!field.rules().isEmpty()) {
      sections.add(
          rules.section("rules", "Rules that look for something in it", "", field.rules()));
    }
    if (!field.excludedBy().isEmpty()) {
      sections.add(
          rules.section("excluded", "Rules that leave out events for it", "", field.excludedBy()));
    }
    if (!leftOut(field).isEmpty()) {
      sections.add(
          indicators(
              "left-out",
              "Values that are only left out",
              "Rules leave out events for them, and none looks for them.",
              leftOut(field)));
    }
    return sections;
  }

  private Section indicators(String id, String heading, String lead, List<Indicator> shown) {
    int max = shown.stream().mapToInt(each -> each.rules().size()).max().orElse(0);
    return new Section(
        id,
        heading,
        lead,
        List.of("Test", "Value", "Rules", "Leave it out"),
        shown.stream()
            .sorted(MOST_RULES_FIRST)
            .map(
                indicator ->
                    List.<Cell>of(
                        new Cell.Text(KindWords.of(indicator.kind())),
                        IndicatorPages.value(indicator),
                        new Cell.Count(indicator.rules().size(), max),
                        Cell.Count.plain(indicator.excludedBy().size())))
            .toList(),
        "");
  }

  /** What rules look for in it. */
  private List<Indicator> sought(FieldUse field) {
    return indicators.getOrDefault(field.field(), List.of()).stream()
        .filter(indicator -> !indicator.rules().isEmpty())
        .toList();
  }

  /** What rules only leave out. */
  private List<Indicator> leftOut(FieldUse field) {
    return indicators.getOrDefault(field.field(), List.of()).stream()
        .filter(indicator -> indicator.rules().isEmpty() && !indicator.excludedBy().isEmpty())
        .toList();
  }

  private Section logSources(FieldUse field) {
    return new Section(
        "logsources",
        "Log sources",
        "Those of the rules that read it, and whether their events are known to have it.",
        List.of("Log source", "Rules", "Is it there?"),
        readOf.getOrDefault(field.field(), Map.of()).values().stream()
            .map(
                use ->
                    List.<Cell>of(
                        new Cell.Link(SitePaths.logSource(use.key()), use.text()),
                        Cell.Count.plain(
                            readers.getOrDefault(field.field() + "\n" + use.text(), 0)),
                        new Cell.Text(there(field, use))))
            .toList(),
        "No rule of a log source reads it.");
  }

  private String there(FieldUse field, LogSourceUse use) {
    UnmappedField lacking = unmapped.getOrDefault(field.field(), Map.of()).get(use.text());
    if (lacking != null) {
      return unmappedWords(lacking);
    }
    return switch (use.state()) {
      case MAPPED, BY_NAME_ONLY -> "yes: a mapping table or the vendor's list of fields has it";
      case UNSUPPORTED, UNKNOWN -> "no events: " + use.reason();
    };
  }

  /** What follows for events when no table gives a field. */
  static String unmappedWords(UnmappedField field) {
    return field.complete()
        ? "no: the vendor's list of fields is complete and lacks it"
        : "unknown: no table has it; an event may have a member of this name";
  }
}
