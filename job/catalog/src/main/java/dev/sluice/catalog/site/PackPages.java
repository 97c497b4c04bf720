package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A page for each pack, and a list of all. */
final class PackPages {

  private static final List<String> LEVELS =
      List.of("critical", "high", "medium", "low", "informational", "");
  private static final List<String> STATUSES =
      List.of("stable", "test", "experimental", "deprecated", "unsupported", "");
  private static final String UNSAID = "not said";

  private final SiteData data;
  private final ListingPages pages;
  private final RuleRows rules;
  private final Map<String, List<RuleLine>> byPack = new TreeMap<>();

  PackPages(SiteData data, SiteFolder site) {
    this.data = data;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    for (RuleLine rule : data.catalog().rules()) {
      byPack.computeIfAbsent(rule.pack(), any -> new ArrayList<>()).add(rule);
    }
  }

  void write() throws IOException {
    index();
    for (Pack pack : data.catalog().packs()) {
      pages.write(listing(pack));
    }
  }

  private void index() throws IOException {
    List<Pack> packs = data.catalog().packs();
    int max = packs.stream().mapToInt(Pack::rules).max().orElse(0);
    pages.write(
        new Listing(
            SitePaths.PACKS,
            Frame.Nav.PACKS,
            "Packs",
            "Packs",
            List.of(
                Paragraph.lead(
                    "A pack is a set of rule files that came together, as one folder"
                        + " or archive.")),
            List.of(Fact.count("Packs", packs.size())),
            List.of(
                new Section(
                    "packs",
                    "All packs",
                    "",
                    List.of("Pack", "Rules", "Correlations", "Filters", "Refused", "Licence"),
                    packs.stream().map(pack -> row(pack, max)).toList(),
                    "There is none."))));
  }

  private static List<Cell> row(Pack pack, int max) {
    return List.of(
        new Cell.Link(SitePaths.pack(pack.key()), pack.name()),
        new Cell.Count(pack.rules(), max),
        Cell.Count.plain(pack.correlations()),
        Cell.Count.plain(pack.filters()),
        Cell.Count.plain(pack.refused()),
        new Cell.Text(orUnsaid(pack.licence())));
  }

  private static String orUnsaid(String text) {
    return text.isEmpty() ? UNSAID : text;
  }

  private Listing listing(Pack pack) {
    List<RuleLine> lines = byPack.getOrDefault(pack.key(), List.of());
    List<Section> sections = new ArrayList<>();
    if (!lines.isEmpty()) {
      sections.add(distribution("levels", "Level", lines, RuleLine::level, LEVELS));
      sections.add(distribution("statuses", "Status", lines, RuleLine::status, STATUSES));
      sections.add(
          rules.section(
              "rules",
              "Rules",
              "Detection rules, correlations and filters.",
              lines.stream().map(RuleLine::slug).toList()));
    }
    List<List<Cell>> refused =
        data.catalog().refused().stream()
            .filter(line -> line.pack().equals(pack.key()))
            .map(line -> List.<Cell>of(rules.refused(line.slug()), new Cell.Text(line.path())))
            .toList();
    if (!refused.isEmpty()) {
      sections.add(
          new Section(
              "refused",
              "Refused documents",
              "They could not be loaded and count nowhere.",
              List.of("Document", "File"),
              refused,
              ""));
    }
    return new Listing(
        SitePaths.pack(pack.key()),
        Frame.Nav.PACKS,
        "Pack " + pack.name(),
        pack.name(),
        List.of(Paragraph.lead("A set of rule files that came together.")),
        facts(pack),
        sections);
  }

  private static List<Fact> facts(Pack pack) {
    return List.of(
        Fact.text("Source", orUnsaid(pack.source())),
        Fact.text("Licence", orUnsaid(pack.licence())),
        Fact.text("Commit", orUnsaid(pack.commit())),
        Fact.text("Folder, archive or file", pack.key()),
        Fact.count("Rules", pack.rules()),
        Fact.count("Correlations", pack.correlations()),
        Fact.count("Filters", pack.filters()),
        Fact.count("Refused documents, not counted", pack.refused()));
  }

  /** How many documents have each value: those that are known first, in their order. */
  private static Section distribution(
      String id,
      String name,
      List<RuleLine> lines,
      Function<RuleLine, String> of,
      List<String> order) {
    Map<String, Integer> counts = new TreeMap<>();
    lines.forEach(line -> counts.merge(of.apply(line), 1, Integer::sum));
    int max = counts.values().stream().mapToInt(count -> count).max().orElse(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (String value : order) {
      Integer count = counts.remove(value);
      if (count != null) {
        rows.add(List.of(new Cell.Text(orUnsaid(value)), new Cell.Count(count, max)));
      }
    }
    counts.forEach(
        (value, count) -> rows.add(List.of(new Cell.Text(value), new Cell.Count(count, max))));
    return new Section(
        id, "By " + name.toLowerCase(Locale.ROOT), "", List.of(name, "Documents"), rows, "");
  }
}
