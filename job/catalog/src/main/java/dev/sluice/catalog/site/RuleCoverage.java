package dev.sluice.catalog.site;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.site.RuleSection.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a rule covers: tactics and techniques of ATT&amp;CK, and kinds of event. */
final class RuleCoverage {

  private static final int MAX_TEXT = 400;
  private static final int MAX_UNABLE = 20;

  private final SiteFolder site;
  private final Map<String, String> tactics = new HashMap<>();
  private final Map<String, String> pages = new HashMap<>();

  RuleCoverage(SiteData data, SiteFolder site) {
    this.site = site;
    AttackMatrix matrix = data.catalog().attack();
    matrix.tactics().forEach(tactic -> tactics.put(tactic.word(), tactic.name()));
    for (AttackMatrix.Technique technique : matrix.techniques()) {
      technique.replaced().forEach(id -> pages.putIfAbsent(id, technique.id()));
    }
    matrix.techniques().forEach(technique -> pages.put(technique.id(), technique.id()));
  }

  RuleSection attack(RulePage page, Frame frame) {
    List<Fragment> rows = new ArrayList<>();
    Set<AttackTag> shown = new HashSet<>();
    for (AttackTag tactic : page.attack()) {
      if (tactic.kind() == AttackTag.Kind.TACTIC) {
        List<AttackTag> served =
            page.attack().stream().filter(tag -> serves(tag, tactic.tactics())).toList();
        shown.addAll(served);
        rows.add(
            row(links(tactic.tactics(), frame), text(tactic.note()), techniques(served, frame)));
      }
    }
    Map<List<String>, List<AttackTag>> rest = new LinkedHashMap<>();
    for (AttackTag tag : page.attack()) {
      if (tag.kind() != AttackTag.Kind.TACTIC && !shown.contains(tag)) {
        rest.computeIfAbsent(tag.tactics(), key -> new ArrayList<>()).add(tag);
      }
    }
    rest.forEach(
        (words, tags) -> {
          String note = words.isEmpty() ? "" : "not among the rule's tags";
          rows.add(row(links(words, frame), note, techniques(tags, frame)));
        });
    String title = "MITRE ATT&CK coverage";
    return rows.isEmpty()
        ? RuleSection.nothing("attack", title, "The rule has no tag of ATT&CK.")
        : RuleSection.table("attack", title, List.of("Tactic", "Techniques"), "", rows);
  }

  private static boolean serves(AttackTag tag, List<String> words) {
    boolean technique =
        tag.kind() == AttackTag.Kind.TECHNIQUE || tag.kind() == AttackTag.Kind.SUBTECHNIQUE;
    return technique && tag.tactics().stream().anyMatch(words::contains);
  }

  private Fragment row(List<Link> tactics, String note, List<TechniqueLine> techniques) {
    return site.fragment("ruleTactic", new TacticRow(tactics, note, techniques));
  }

  private List<Link> links(List<String> words, Frame frame) {
    return words.stream()
        .map(word -> new Link(tactics.getOrDefault(word, word), frame.to(SitePaths.tactic(word))))
        .toList();
  }

  private List<TechniqueLine> techniques(List<AttackTag> tags, Frame frame) {
    return tags.stream().map(tag -> technique(tag, frame)).toList();
  }

  private TechniqueLine technique(AttackTag tag, Frame frame) {
    String name = tag.parent().isEmpty() ? tag.name() : tag.parent() + ": " + tag.name();
    String words = tag.name().isEmpty() ? tag.tag() : tag.id() + " " + name;
    String page = pages.get(tag.id());
    String href = page == null ? "" : frame.to(SitePaths.technique(page));
    return new TechniqueLine(text(words), href, text(tag.note()));
  }

  private static String text(String text) {
    return ShownText.of(text, MAX_TEXT);
  }

  RuleSection events(RulePage page, Frame frame) {
    List<Fragment> rows =
        page.events().stream()
            .map(reach -> site.fragment("ruleEvent", event(reach, frame)))
            .toList();
    String title = "Event coverage";
    if (rows.isEmpty()) {
      return RuleSection.nothing("events", title, noEvents(page));
    }
    return RuleSection.table(
        "events",
        title,
        List.of("Provider", "Event", "Title", "Selections that can match"),
        "",
        rows);
  }

  private static String noEvents(RulePage page) {
    if (!page.line().routable()) {
      return "No entry of the log source tables admits an event to this rule: it cannot fire.";
    }
    return "No kind of event that has a number of its own is known for this log source.";
  }

  /** Titles of what other shapes of events have for the log source. */
  List<RuleSection> otherEvents(RulePage page) {
    List<Fragment> rows =
        page.otherEvents().stream()
            .map(title -> site.fragment("ruleItem", RuleItem.of(text(title))))
            .toList();
    return rows.isEmpty()
        ? List.of()
        : List.of(
            RuleSection.list(
                "other-events",
                "Other events of the log source",
                "What events are called that have no number of their kind, as those of other"
                    + " products and shapes.",
                rows));
  }

  private static EventRow event(EventReach reach, Frame frame) {
    List<String> unable =
        new ArrayList<>(
            reach.unable().stream()
                .limit(MAX_UNABLE)
                .map(one -> text(one.selection()) + ": " + text(one.reason()))
                .toList());
    if (reach.unable().size() > MAX_UNABLE) {
      unable.add("and " + (reach.unable().size() - MAX_UNABLE) + " more");
    }
    return new EventRow(
        text(reach.provider()),
        reach.id().isEmpty() ? "all of " + text(reach.channel()) : "Event ID " + text(reach.id()),
        frame.to(SitePaths.event(reach.event())),
        text(reach.title()),
        reach.reach().name().toLowerCase(Locale.ROOT),
        unable,
        text(reach.note()));
  }

  /** A row of the table of ATT&amp;CK. */
  record TacticRow(List<Link> tactics, String note, List<TechniqueLine> techniques) {}

  /**
   * A technique.
   *
   * @param href empty when it has no page
   */
  record TechniqueLine(String text, String href, String note) {}

  /**
   * A row of the table of events.
   *
   * @param unable selections that cannot match, and why
   */
  record EventRow(
      String provider,
      String event,
      String href,
      String title,
      String reach,
      List<String> unable,
      String note) {}
}
