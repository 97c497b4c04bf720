package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.Overlap.Contested;
import dev.sluice.catalog.data.Overlap.DeadBranch;
import dev.sluice.catalog.data.Overlap.Duplicate;
import dev.sluice.catalog.data.Overlap.Subsumption;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.List;

/** What rules have in common and what of them is idle: a page for each verdict. */
final class OverlapPages {

  private static final String NO_EVENT = "no event was found";

  private final ListingPages pages;
  private final RuleRows rules;
  private final FieldLinks fields;
  private final Overlap overlap;
  private final SiteData data;

  OverlapPages(SiteData data, SiteFolder site) {
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.fields = new FieldLinks(data);
    this.overlap = data.catalog().overlap();
    this.data = data;
  }

  void write() throws IOException {
    new OverlapIndexPage(overlap, rules, pages).write();
    duplicates();
    within();
    contradictions();
    deadBranches();
    contested();
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
    Indicator indicator = data.indicator(each.indicator());
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
