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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The matrix of ATT&amp;CK as a heat map, a page for each tactic and technique, and the layer. */
final class AttackPages {

  private final SiteFolder site;
  private final ListingPages pages;
  private final RuleRows rules;
  private final AttackMatrix attack;
  private final Map<String, Technique> techniques = new TreeMap<>();
  private final Map<String, List<Technique>> children = new TreeMap<>();
  private final Map<String, Tactic> tactics = new HashMap<>();

  AttackPages(SiteData data, SiteFolder site) {
    this.site = site;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.attack = data.catalog().attack();
    for (Technique technique : attack.techniques()) {
      techniques.put(technique.id(), technique);
      if (!technique.parent().isEmpty()) {
        children.computeIfAbsent(technique.parent(), any -> new ArrayList<>()).add(technique);
      }
    }
    attack.tactics().forEach(tactic -> tactics.put(tactic.word(), tactic));
  }

  void write() throws IOException {
    site.page(SitePaths.ATTACK, "attack", matrix());
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

  private MatrixView matrix() {
    return new MatrixView(
        Frame.of(SitePaths.ATTACK, "ATT&CK", Frame.Nav.ATTACK),
        attack.version(),
        attack.attribution(),
        Heat.LEGEND,
        attack.tactics().stream().map(this::column).toList());
  }

  private Column column(Tactic tactic) {
    List<MatrixCell> cells =
        attack.techniques().stream()
            .filter(technique -> technique.parent().isEmpty())
            .filter(technique -> technique.tactics().contains(tactic.word()))
            .map(technique -> cell(technique, tactic))
            .toList();
    long covered = cells.stream().filter(cell -> cell.rules() > 0).count();
    return new Column(
        SitePaths.tactic(tactic.word()),
        tactic.name(),
        tactic.rules().size(),
        (int) covered,
        cells);
  }

  /** A sub-technique serves the tactics that the table has for it, not all of its parent's. */
  private MatrixCell cell(Technique technique, Tactic tactic) {
    List<MatrixCell> below =
        children.getOrDefault(technique.id(), List.of()).stream()
            .filter(child -> child.tactics().contains(tactic.word()))
            .map(child -> cell(child, tactic))
            .toList();
    int count = rulesWithChildren(technique).size();
    return new MatrixCell(
        SitePaths.technique(technique.id()),
        technique.id(),
        technique.name(),
        count,
        Heat.of(count),
        below);
  }

  private Set<String> rulesWithChildren(Technique technique) {
    Set<String> slugs = new TreeSet<>(technique.rules());
    children.getOrDefault(technique.id(), List.of()).forEach(child -> slugs.addAll(child.rules()));
    return slugs;
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
    List<Technique> below = children.getOrDefault(technique.id(), List.of());
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
    if (children.containsKey(technique.id())) {
      facts.add(Fact.count("Rules, with its sub-techniques", rulesWithChildren(technique).size()));
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

  /** How many rules make which colour. */
  static final class Heat {

    /** The least numbers of the degrees 1 to 5. */
    private static final int[] FROM = {1, 3, 10, 30, 100};

    static final List<Degree> LEGEND = legend();

    private Heat() {}

    /** The degree of {@code count}: 0 for none, up to 5. */
    static int of(int count) {
      int degree = 0;
      while (degree < FROM.length && count >= FROM[degree]) {
        degree++;
      }
      return degree;
    }

    private static List<Degree> legend() {
      List<Degree> legend = new ArrayList<>();
      legend.add(new Degree(0, "no rule"));
      for (int i = 0; i + 1 < FROM.length; i++) {
        legend.add(new Degree(i + 1, FROM[i] + " to " + (FROM[i + 1] - 1)));
      }
      legend.add(new Degree(FROM.length, FROM[FROM.length - 1] + " or more"));
      return legend;
    }
  }

  /** A colour and the numbers of rules that have it. */
  record Degree(int heat, String text) {}

  /** What the template of the matrix shows. */
  record MatrixView(
      Frame frame, String version, String attribution, List<Degree> legend, List<Column> columns) {}

  /** A tactic; {@code covered} of its techniques have rules. */
  record Column(String path, String name, int rules, int covered, List<MatrixCell> cells) {}

  /** A technique; its rules are those of its sub-techniques too. */
  record MatrixCell(
      String path, String id, String name, int rules, int heat, List<MatrixCell> below) {

    /** How many of the sub-techniques have rules. */
    int coveredBelow() {
      return (int) below.stream().filter(cell -> cell.rules() > 0).count();
    }
  }
}
