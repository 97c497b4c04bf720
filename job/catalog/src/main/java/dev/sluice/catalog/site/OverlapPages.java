package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.Overlap.Contested;
import dev.sluice.catalog.data.Overlap.DeadBranch;
import dev.sluice.catalog.data.Overlap.Duplicate;
import dev.sluice.catalog.data.Overlap.Searched;
import dev.sluice.catalog.data.Overlap.Subsumption;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules have in common, what of them is idle, and what is not known of it. */
final class OverlapPages {

  private static final String NO_EVENT = "no event was found";

  private final ListingPages pages;
  private final RuleRows rules;
  private final FieldLinks fields;
  private final Overlap overlap;
  private final Map<String, Indicator> indicators = new HashMap<>();

  OverlapPages(SiteData data, SiteFolder site) {
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.fields = new FieldLinks(data);
    this.overlap = data.catalog().overlap();
    data.catalog().indicators().forEach(each -> indicators.put(each.key(), each));
  }

  void write() throws IOException {
    index();
    duplicates();
    within();
    contradictions();
    deadBranches();
    contested();
  }

  private void index() throws IOException {
    Searched searched = overlap.searched();
    pages.write(
        new Listing(
            SitePaths.OVERLAP,
            Frame.Nav.OVERLAP,
            "Overlap",
            "Overlap",
            List.of(
                Paragraph.lead(
                    "Rules that fire on the same events, and parts of rules that change nothing."
                        + " A verdict is listed only when it was shown of the rules' predicates."),
                Paragraph.note(
                    new Cell.Text(
                        "Of each rule an event is made on which it fires, and the rules that fire"
                            + " on it too are compared with it. What could not be shown is listed"
                            + " below as unknown. "),
                    new Cell.Link(SitePaths.ABOUT, "How verdicts are shown"),
                    new Cell.Text("."))),
            List.of(
                Fact.count("Rules searched", searched.rules()),
                Fact.count("Pairs compared", searched.pairs()),
                Fact.count("Pairs of which nothing could be shown", searched.unknown().size()),
                Fact.count("Rules without an event", searched.withoutEvent().size()),
                Fact.count(
                    "Rules with lists too long to compare", searched.withLongLists().size())),
            List.of(verdicts(), unknown(), withoutEvent(), withLongLists())));
  }

  private Section verdicts() {
    Set<String> within = new HashSet<>();
    overlap.subsumptions().forEach(each -> within.add(each.narrow()));
    return new Section(
        "verdicts",
        "Verdicts",
        "",
        List.of("Verdict", "Found", "What it means"),
        List.of(
            verdict(
                SitePaths.DUPLICATES,
                "Duplicates",
                overlap.duplicates().size(),
                "Sets of rules that fire on the same events."),
            verdict(
                SitePaths.WITHIN,
                "Within others",
                overlap.subsumptions().size(),
                "Pairs of rules: the wide one fires whenever the narrow one does, and on more. "
                    + Cell.Count.plain(within.size()).text()
                    + " rules are narrow in a pair."),
            verdict(
                SitePaths.CONTRADICTIONS,
                "Contradictions",
                overlap.contradictions().size(),
                "Rules that can never fire."),
            verdict(
                SitePaths.DEAD_BRANCHES,
                "Dead branches",
                overlap.deadBranches().size(),
                "Parts without which a rule fires on the same events."),
            verdict(
                SitePaths.CONTESTED,
                "Contested indicators",
                overlap.contested().size(),
                "Values for which one rule alerts and another of its log source leaves out"
                    + " events.")),
        "");
  }

  private static List<Cell> verdict(String path, String name, int found, String meaning) {
    return List.of(new Cell.Link(path, name), Cell.Count.plain(found), new Cell.Text(meaning));
  }

  private Section unknown() {
    return new Section(
        "unknown",
        "Unknown pairs",
        "Both fire on one event; whether the wide one fires whenever the narrow one does could be"
            + " neither shown nor refuted.",
        List.of("Perhaps wide", "Perhaps narrow"),
        overlap.searched().unknown().stream()
            .map(pair -> List.<Cell>of(rules.link(pair.wide()), rules.link(pair.narrow())))
            .toList(),
        "There is none.");
  }

  private Section withoutEvent() {
    return new Section(
        "without-event",
        "Rules without an event",
        "No event could be made on which these rules fire: what they overlap is unknown.",
        RuleRows.COLUMNS,
        rules.rows(overlap.searched().withoutEvent()),
        "There is none.");
  }

  private Section withLongLists() {
    return new Section(
        "long-lists",
        "Rules with lists too long to compare",
        "The values of their long lists were not held against each other: there may be dead"
            + " branches among them.",
        RuleRows.COLUMNS,
        rules.rows(overlap.searched().withLongLists()),
        "There is none.");
  }

  private void verdictPage(String path, String heading, String lead, Section section)
      throws IOException {
    pages.write(
        new Listing(
            path,
            Frame.Nav.OVERLAP,
            heading,
            heading,
            List.of(Paragraph.lead(lead)),
            List.of(),
            List.of(section)));
  }

  private void duplicates() throws IOException {
    verdictPage(
        SitePaths.DUPLICATES,
        "Duplicates",
        "Rules that fire on the same events: each of them fires whenever another one does.",
        new Section(
            "duplicates",
            "Sets of duplicates",
            "",
            List.of("Rules", "Detection", "Shown by"),
            overlap.duplicates().stream().map(this::duplicate).toList(),
            "None was found."));
  }

  private List<Cell> duplicate(Duplicate each) {
    return List.of(
        RuleLinks.of(rules, each.rules()),
        new Cell.Text(each.sameText() ? "the same text" : "the same meaning, other text"),
        witness("An event on which all fire", each.witness()));
  }

  private static Cell witness(String summary, String event) {
    return event.isEmpty() ? new Cell.Text(NO_EVENT) : new Cell.Witness(summary, event);
  }

  private void within() throws IOException {
    verdictPage(
        SitePaths.WITHIN,
        "Within others",
        "Each wide rule fires whenever its narrow one does, and on more.",
        new Section(
            "within",
            "Pairs",
            "",
            List.of("Narrow", "Wide", "Both fire", "Only the wide one fires"),
            overlap.subsumptions().stream().map(this::subsumption).toList(),
            "None was found."));
  }

  private List<Cell> subsumption(Subsumption each) {
    return List.of(
        rules.link(each.narrow()),
        rules.link(each.wide()),
        witness("An event on which both fire", each.both()),
        witness("An event on which only the wide one fires", each.wideOnly()));
  }

  private void contradictions() throws IOException {
    verdictPage(
        SitePaths.CONTRADICTIONS,
        "Contradictions",
        "Rules that can never fire, whatever the event.",
        new Section(
            "contradictions",
            "Rules that can never fire",
            "",
            RuleRows.COLUMNS,
            overlap.contradictions().stream().map(each -> rules.row(each.rule())).toList(),
            "None was found."));
  }

  private void deadBranches() throws IOException {
    verdictPage(
        SitePaths.DEAD_BRANCHES,
        "Dead branches",
        "Parts of rules without which they fire on the same events. That harms nothing; it may not"
            + " be what the author meant.",
        new Section(
            "dead-branches",
            "Parts that change nothing",
            "",
            List.of("Rule", "Selection", "Part", "Because", "Shown by"),
            overlap.deadBranches().stream().map(this::deadBranch).toList(),
            "None was found."));
  }

  private List<Cell> deadBranch(DeadBranch each) {
    Cell shown =
        each.witness().isEmpty()
            ? new Cell.Text("")
            : new Cell.Witness("An event on which rule and part are true", each.witness());
    return List.of(
        rules.link(each.rule()),
        Cell.Value.brief(each.selection(), ""),
        Cell.Value.brief(each.part(), ""),
        new Cell.Text(each.because()),
        shown);
  }

  private void contested() throws IOException {
    verdictPage(
        SitePaths.CONTESTED,
        "Contested indicators",
        "Values for which one rule alerts and another rule of its log source leaves out events.",
        new Section(
            "contested",
            "Indicators",
            "One pair of rules is shown of each.",
            List.of("Field", "Test", "Value", "Alerts", "Leaves out", "Pairs", "Shown by"),
            overlap.contested().stream().map(this::contested).toList(),
            "None was found."));
  }

  private List<Cell> contested(Contested each) {
    Indicator indicator = indicators.get(each.indicator());
    if (indicator == null) {
      throw new IllegalStateException("no indicator has the key " + each.indicator());
    }
    return List.of(
        fields.cell(indicator.field()),
        new Cell.Text(KindWords.of(indicator.kind())),
        IndicatorPages.value(indicator),
        rules.link(each.alerts()),
        rules.link(each.excludes()),
        Cell.Count.plain(each.pairs()),
        witness("An event on which the one fires and that the other leaves out", each.witness()));
  }
}
