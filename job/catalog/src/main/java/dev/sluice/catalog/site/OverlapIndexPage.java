package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.Overlap.Searched;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was searched for overlap, how much was found, and what is not known. */
final class OverlapIndexPage {

  private final Overlap overlap;
  private final RuleRows rules;
  private final ListingPages pages;

  OverlapIndexPage(Overlap overlap, RuleRows rules, ListingPages pages) {
    this.overlap = overlap;
    this.rules = rules;
    this.pages = pages;
  }

  void write() throws IOException {
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
}
