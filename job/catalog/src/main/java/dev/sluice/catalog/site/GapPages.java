package dev.sluice.catalog.site;

import dev.sluice.catalog.data.AttackMatrix.Tactic;
import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.data.Gaps;
import dev.sluice.catalog.data.Gaps.UnmappedField;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.Problem;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is missing in the rules, in the tables and of ATT&amp;CK; what could not be loaded. */
final class GapPages {

  private final SiteData data;
  private final ListingPages pages;
  private final RuleRows rules;
  private final FieldLinks fields;
  private final Gaps gaps;

  GapPages(SiteData data, SiteFolder site) {
    this.data = data;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.fields = new FieldLinks(data);
    this.gaps = data.catalog().gaps();
  }

  void write() throws IOException {
    pages.write(
        new Listing(
            SitePaths.GAPS,
            Frame.Nav.GAPS,
            "Gaps",
            "Gaps",
            List.of(
                Paragraph.lead(
                    "What no rule covers, what rules do not say, and what they read that no table"
                        + " gives."),
                Paragraph.note(
                    new Cell.Text("Documents that could not be loaded: "),
                    new Cell.Count(data.catalog().refused().size(), 0),
                    new Cell.Text(". "),
                    new Cell.Link(SitePaths.REFUSED, "Refused documents"))),
            List.of(
                Fact.count("Techniques without rules", gaps.techniquesWithoutRules().size()),
                Fact.count("Rules that no event can reach", data.catalog().counts().unroutable())),
            List.of(
                techniques(),
                unmapped(),
                logSources(),
                unroutable(),
                rulesOrNone(
                    "without-tags",
                    "Rules without a tag of ATT&CK",
                    "They count for no tactic and no technique.",
                    gaps.withoutTags()),
                rulesOrNone(
                    "without-id",
                    "Rules without an id",
                    "The engine derives one from where they lie and what their title is.",
                    gaps.withoutId()))));
    refused();
  }

  private Section rulesOrNone(String id, String heading, String lead, List<String> slugs) {
    return new Section(id, heading, lead, RuleRows.COLUMNS, rules.rows(slugs), "There is none.");
  }

  private Section techniques() {
    Set<String> without = new HashSet<>(gaps.techniquesWithoutRules());
    Map<String, List<Technique>> byTactic = new HashMap<>();
    for (Technique technique : data.catalog().attack().techniques()) {
      technique
          .tactics()
          .forEach(word -> byTactic.computeIfAbsent(word, any -> new ArrayList<>()).add(technique));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Tactic tactic : data.catalog().attack().tactics()) {
      List<Technique> all = byTactic.getOrDefault(tactic.word(), List.of());
      List<Cell.Link> lacking =
          all.stream()
              .filter(technique -> without.contains(technique.id()))
              .map(AttackPages::link)
              .toList();
      rows.add(
          List.of(
              new Cell.Link(SitePaths.tactic(tactic.word()), tactic.name()),
              Cell.Count.plain(lacking.size()),
              Cell.Count.plain(all.size()),
              new Cell.Links(lacking, 0)));
    }
    return new Section(
        "techniques",
        "Techniques without rules, by tactic",
        "Techniques and sub-techniques that no rule is tagged with. One that serves several tactics"
            + " stands at each.",
        List.of("Tactic", "Without rules", "Of", "Techniques"),
        rows,
        "");
  }

  private Section unmapped() {
    Map<String, LogSourceUse> byText = new HashMap<>();
    data.catalog().logSources().forEach(use -> byText.put(use.text(), use));
    return new Section(
        "unmapped",
        "Fields that no table gives",
        "Rules of the log source read them, and neither a mapping table nor a vendor's list of"
            + " fields has them for it.",
        List.of("Log source", "Field", "Is it there?", "Rules that read it"),
        gaps.unmappedFields().stream().map(field -> unmapped(field, byText)).toList(),
        "There is none.");
  }

  private List<Cell> unmapped(UnmappedField field, Map<String, LogSourceUse> byText) {
    LogSourceUse use = byText.get(field.logSource());
    return List.of(
        use == null
            ? new Cell.Text(field.logSource())
            : new Cell.Link(SitePaths.logSource(use.key()), use.text()),
        fields.cell(field.field()),
        new Cell.Text(FieldPages.unmappedWords(field)),
        RuleLinks.of(rules, field.rules()));
  }

  private Section logSources() {
    Set<String> without = new HashSet<>(gaps.logSourcesWithoutData());
    return new Section(
        "logsources",
        "Log sources without data",
        "Rules state them, and no table says which events are of them.",
        List.of("Log source", "Why", "Rules"),
        data.catalog().logSources().stream()
            .filter(use -> without.contains(use.key()))
            .map(
                use ->
                    List.<Cell>of(
                        new Cell.Link(SitePaths.logSource(use.key()), use.text()),
                        new Cell.Text(use.reason()),
                        Cell.Count.plain(use.rules().size())))
            .toList(),
        "There is none.");
  }

  private Section unroutable() {
    return rulesOrNone(
        "unroutable",
        "Rules that no event can reach",
        "No event can be of their log source.",
        data.catalog().rules().stream()
            .filter(rule -> !rule.routable())
            .map(RuleLine::slug)
            .toList());
  }

  private void refused() throws IOException {
    List<List<Cell>> rows = new ArrayList<>();
    for (RefusedLine line : data.catalog().refused()) {
      line.problems().forEach(problem -> rows.add(row(line, problem)));
    }
    pages.write(
        new Listing(
            SitePaths.REFUSED,
            Frame.Nav.GAPS,
            "Refused documents",
            "Refused documents",
            List.of(
                Paragraph.lead(
                    "Documents that could not be loaded, and why. They count nowhere in this"
                        + " catalogue.")),
            List.of(Fact.count("Refused documents", data.catalog().refused().size())),
            List.of(
                new Section(
                    "problems",
                    "Problems",
                    "One row for each problem of each document.",
                    List.of("Document", "Where", "Code", "What is wrong"),
                    rows,
                    "Every document was loaded."))));
  }

  private List<Cell> row(RefusedLine line, Problem problem) {
    String where = line.path() + ":" + problem.line() + ":" + problem.column();
    String hint = problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")";
    return List.of(
        rules.refused(line.slug()),
        new Cell.Value(data.pack(line.pack()).name() + ": " + where, ""),
        new Cell.Text(problem.code() + (problem.refuses() ? "" : ", a warning")),
        new Cell.Text(problem.message() + hint));
  }
}
