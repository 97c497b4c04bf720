package dev.sluice.catalog.site;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.AttackMatrix.Tactic;
import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The heat map of ATT&amp;CK, a page for each tactic and technique, and the layer. */
final class AttackPages {

  private final SiteFolder site;
  private final ListingPages pages;
  private final RuleRows rules;
  private final AttackMatrix attack;
  private final AttackHeatMap heatMap;
  private final Map<String, Technique> techniques = new TreeMap<>();
  private final Map<String, Tactic> tactics = new HashMap<>();

  AttackPages(SiteData data, SiteFolder site) {
    this.site = site;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.attack = data.catalog().attack();
    this.heatMap = new AttackHeatMap(attack);
    for (Technique technique : attack.techniques()) {
      techniques.put(technique.id(), technique);
    }
    attack.tactics().forEach(tactic -> tactics.put(tactic.word(), tactic));
  }

  void write() throws IOException {
    site.page(SitePaths.ATTACK, "attack", heatMap.matrix());
    site.file(SitePaths.LAYER, NavigatorLayer.of(attack).json());
    for (Tactic tactic : attack.tactics()) {
      pages.write(listing(tactic));
    }
    for (Technique technique : attack.techniques()) {
      pages.write(listing(technique));
      for (String id : technique.replaced()) {
        pages.write(replaced(id, technique));
      }
    }
  }

  /** A link to a technique's page: id and name. */
  static Cell.Link link(Technique technique) {
    return new Cell.Link(
        SitePaths.technique(technique.id()), technique.id() + " " + technique.name());
  }

  private Listing listing(Tactic tactic) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.text("Id", tactic.id()));
    facts.add(Fact.text("Word in tags", "attack." + tactic.word()));
    if (!tactic.formerly().isEmpty()) {
      facts.add(Fact.text("Formerly", String.join(", ", tactic.formerly())));
    }
    facts.add(Fact.count("Rules tagged with it", tactic.rules().size()));
    List<Technique> own =
        attack.techniques().stream()
            .filter(technique -> technique.tactics().contains(tactic.word()))
            .toList();
    List<Section> sections = new ArrayList<>();
    sections.add(techniques("techniques", "Techniques", own));
    if (!tactic.rules().isEmpty()) {
      sections.add(
          rules.section(
              "rules",
              "Rules",
              "Those tagged with the tactic or with a word that it bore before.",
              tactic.rules()));
    }
    return new Listing(
        SitePaths.tactic(tactic.word()),
        Frame.Nav.ATTACK,
        tactic.name() + " (" + tactic.id() + ")",
        tactic.name(),
        List.of(Paragraph.lead("A tactic of ATT&CK.")),
        facts,
        sections);
  }

  private Section techniques(String id, String heading, List<Technique> shown) {
    int max = shown.stream().mapToInt(technique -> technique.rules().size()).max().orElse(0);
    return new Section(
        id,
        heading,
        "With the number of rules that are tagged with each itself.",
        List.of("Technique", "Of", "Rules"),
        shown.stream()
            .map(
                technique ->
                    List.<Cell>of(
                        link(technique),
                        parent(technique),
                        new Cell.Count(technique.rules().size(), max)))
            .toList(),
        "");
  }

  private Cell parent(Technique technique) {
    Technique parent = techniques.get(technique.parent());
    return parent == null ? new Cell.Text("") : link(parent);
  }

  private Listing listing(Technique technique) {
    List<Technique> below = heatMap.below(technique);
    List<Section> sections = new ArrayList<>();
    if (!below.isEmpty()) {
      sections.add(techniques("subtechniques", "Sub-techniques", below));
    }
    sections.add(
        new Section(
            "rules",
            "Rules",
            "Those tagged with it"
                + (technique.replaced().isEmpty() ? "." : " or with an id whose place it took."),
            RuleRows.COLUMNS,
            rules.rows(technique.rules()),
            "No rule is tagged with it."));
    return new Listing(
        SitePaths.technique(technique.id()),
        Frame.Nav.ATTACK,
        technique.id() + " " + technique.name(),
        technique.id() + " " + technique.name(),
        List.of(
            Paragraph.lead(
                technique.parent().isEmpty()
                    ? "A technique of ATT&CK."
                    : "A sub-technique of ATT&CK.")),
        facts(technique),
        sections);
  }

  private List<Fact> facts(Technique technique) {
    List<Fact> facts = new ArrayList<>();
    Technique parent = techniques.get(technique.parent());
    if (parent != null) {
      facts.add(Fact.of("Sub-technique of", link(parent)));
    }
    List<Cell.Link> serves =
        technique.tactics().stream()
            .filter(tactics::containsKey)
            .map(word -> new Cell.Link(SitePaths.tactic(word), name(word)))
            .toList();
    facts.add(Fact.of("Tactics", new Cell.Links(serves, 0)));
    if (!technique.replaced().isEmpty()) {
      facts.add(Fact.text("Took the place of", String.join(", ", technique.replaced())));
    }
    facts.add(Fact.count("Rules tagged with it", technique.rules().size()));
    if (!heatMap.below(technique).isEmpty()) {
      facts.add(
          Fact.count(
              "Rules, with its sub-techniques", heatMap.rulesWithChildren(technique).size()));
    }
    return facts;
  }

  private String name(String word) {
    Tactic tactic = tactics.get(word);
    return tactic == null ? word : tactic.name();
  }

  /** So that a link with an old id leads somewhere. */
  private static Listing replaced(String id, Technique technique) {
    return new Listing(
        SitePaths.technique(id),
        Frame.Nav.ATTACK,
        id + ", replaced",
        id + ", replaced",
        List.of(
            new Paragraph(
                Listing.Style.LEAD,
                List.of(
                    new Cell.Text("ATT&CK replaced this id by "),
                    link(technique),
                    new Cell.Text(", where the rules tagged with either are listed.")))),
        List.of(),
        List.of());
  }
}
