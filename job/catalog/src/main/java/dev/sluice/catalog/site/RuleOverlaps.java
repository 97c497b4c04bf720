package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Indicator;
import dev.sluice.catalog.data.Overlap;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.site.RuleItem.Shown;
import dev.sluice.catalog.site.RuleSection.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found of each rule beside others. */
final class RuleOverlaps {

  private static final int MAX_TEXT = 300;
  private static final int MAX_EVENT = 4_000;
  private static final int MAX_LINKS = 30;

  private final SiteData data;
  private final SiteFolder site;
  private final Map<String, List<RuleItem>> found = new HashMap<>();
  private final Set<String> withoutEvent;
  private final Set<String> withLongLists;

  /**
   * Of all rules.
   *
   * @param frame of any rule's page
   */
  RuleOverlaps(SiteData data, SiteFolder site, Frame frame) {
    this.data = data;
    this.site = site;
    Overlap overlap = data.catalog().overlap();
    withoutEvent = new HashSet<>(overlap.searched().withoutEvent());
    withLongLists = new HashSet<>(overlap.searched().withLongLists());
    overlap.contradictions().forEach(one -> contradiction(one.rule()));
    overlap.duplicates().forEach(one -> duplicate(one, frame));
    overlap.subsumptions().forEach(one -> subsumption(one, frame));
    overlap.deadBranches().forEach(this::deadBranch);
    overlap.contested().forEach(one -> contested(one, frame));
  }

  RuleSection of(String slug) {
    List<Fragment> rows =
        found.getOrDefault(slug, List.of()).stream()
            .map(item -> site.fragment("ruleItem", item))
            .toList();
    String searched = searched(slug);
    String none =
        "Nothing was found: no rule that fires on the same events, on all of its events or on a part"
            + " of them only; no part without effect; no value that another rule leaves out.";
    return rows.isEmpty()
        ? RuleSection.nothing("overlap", "Overlap", searched.isEmpty() ? none : searched)
        : RuleSection.list("overlap", "Overlap", searched, rows);
  }

  private String searched(String slug) {
    if (withoutEvent.contains(slug)) {
      return "No event could be made on which the rule fires: what it overlaps is unknown.";
    }
    return withLongLists.contains(slug)
        ? "It has lists of values that are too long to be held against those of other rules:"
            + " there may be more than stands here."
        : "";
  }

  private void add(String rule, RuleItem item) {
    found.computeIfAbsent(rule, key -> new ArrayList<>()).add(item);
  }

  private void contradiction(String rule) {
    add(rule, RuleItem.of("Can never fire: its condition contradicts itself."));
  }

  private void duplicate(Overlap.Duplicate duplicate, Frame frame) {
    for (String rule : duplicate.rules()) {
      List<Link> links =
          duplicate.rules().stream()
              .filter(other -> !other.equals(rule))
              .limit(MAX_LINKS)
              .map(other -> link(other, frame))
              .toList();
      int more = duplicate.rules().size() - 1 - links.size();
      String same =
          duplicate.sameText()
              ? "; their detections are equal"
              : "; their detections are written differently and mean the same";
      add(
          rule,
          new RuleItem(
              "Fires on the same events as",
              links,
              false,
              (more > 0 ? "and " + more + " more" : "") + same,
              events("An event on which all of them fire", duplicate.witness())));
    }
  }

  private void subsumption(Overlap.Subsumption one, Frame frame) {
    List<Shown> events = new ArrayList<>(events("An event on which both fire", one.both()));
    events.addAll(events("An event on which only the wider rule fires", one.wideOnly()));
    add(
        one.narrow(),
        new RuleItem(
            "Is within",
            List.of(link(one.wide(), frame)),
            false,
            ", which fires whenever this rule does, and on more",
            events));
    add(
        one.wide(),
        new RuleItem(
            "Contains",
            List.of(link(one.narrow(), frame)),
            false,
            ": this rule fires whenever that one does, and on more",
            events));
  }

  private void deadBranch(Overlap.DeadBranch dead) {
    String text =
        "Has a part without effect in "
            + text(dead.selection())
            + ": "
            + text(dead.part())
            + ", because "
            + text(dead.because());
    add(
        dead.rule(),
        new RuleItem(
            text,
            List.of(),
            false,
            "",
            events("An event on which the rule and this part are true", dead.witness())));
  }

  private void contested(Overlap.Contested one, Frame frame) {
    Link indicator = indicator(one.indicator(), frame);
    String pairs =
        one.pairs() > 1 ? "; one of " + one.pairs() + " such pairs of rules of one log source" : "";
    List<Shown> events =
        events("An event on which the one fires and that the other leaves out", one.witness());
    add(
        one.alerts(),
        new RuleItem(
            "Alerts for what another rule leaves out:",
            List.of(indicator, link(one.excludes(), frame)),
            false,
            pairs,
            events));
    add(
        one.excludes(),
        new RuleItem(
            "Leaves out what another rule alerts for:",
            List.of(indicator, link(one.alerts(), frame)),
            false,
            pairs,
            events));
  }

  private Link indicator(String key, Frame frame) {
    Indicator one = data.indicator(key);
    String words =
        RuleNode.field(one.field())
            + " "
            + one.kind()
            + " "
            + ShownText.value(one.value(), MAX_TEXT);
    return new Link(words, frame.to(SitePaths.indicator(key)));
  }

  private Link link(String slug, Frame frame) {
    RuleLine line = data.rule(slug);
    String title = line.title().isBlank() ? slug : line.title();
    return new Link(text(title), frame.to(SitePaths.rule(slug)));
  }

  private static List<Shown> events(String summary, String event) {
    return event.isEmpty()
        ? List.of()
        : List.of(new Shown(summary, ShownText.of(event, MAX_EVENT)));
  }

  private static String text(String text) {
    return ShownText.of(text, MAX_TEXT);
  }
}
