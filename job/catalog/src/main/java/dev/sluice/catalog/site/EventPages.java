package dev.sluice.catalog.site;

import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.site.Listing.Fact;
import dev.sluice.catalog.site.Listing.Paragraph;
import dev.sluice.catalog.site.Listing.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A page for each kind of event of an event log, and a list of all by provider. */
final class EventPages {

  /** With more providers than this the list has one table. */
  private static final int MAX_GROUPS = 150;

  private final SiteData data;
  private final ListingPages pages;
  private final RuleRows rules;
  private final EventRows rows;
  private final Map<String, Map<String, EventReach>> reach = new HashMap<>();

  /**
   * @param rulePages tell why a rule cannot match
   */
  EventPages(SiteData data, List<RulePage> rulePages, SiteFolder site) {
    this.data = data;
    this.pages = new ListingPages(site);
    this.rules = new RuleRows(data);
    this.rows = new EventRows(data);
    for (RulePage page : rulePages) {
      for (EventReach each : page.events()) {
        reach.computeIfAbsent(each.event(), any -> new TreeMap<>()).put(page.line().slug(), each);
      }
    }
  }

  void write() throws IOException {
    index();
    for (EventUse event : data.catalog().events()) {
      pages.write(listing(event));
    }
  }

  private void index() throws IOException {
    List<EventUse> all = data.catalog().events();
    pages.write(
        new Listing(
            SitePaths.EVENTS,
            Frame.Nav.EVENTS,
            "Events",
            "Events",
            List.of(
                Paragraph.lead(
                    "The kinds of event of event logs that rules ask for, by provider, and how many"
                        + " rules can match each: in full, in part, or never for want of a"
                        + " field."),
                Paragraph.note(
                    new Cell.Text("Logs whose events have no numbers are listed by "),
                    new Cell.Link(SitePaths.LOG_SOURCES, "log source"),
                    new Cell.Text("."))),
            List.of(
                Fact.count("Kinds of event", all.size()),
                Fact.count("Providers", byProvider(all).size())),
            sections(all)));
  }

  private static Map<String, List<EventUse>> byProvider(List<EventUse> all) {
    return all.stream()
        .collect(Collectors.groupingBy(EventRows::provider, TreeMap::new, Collectors.toList()));
  }

  private List<Section> sections(List<EventUse> all) {
    Map<String, List<EventUse>> groups = byProvider(all);
    if (groups.isEmpty() || groups.size() > MAX_GROUPS) {
      return List.of(section("events", "All kinds of event", all));
    }
    List<Section> sections = new ArrayList<>();
    groups.forEach(
        (provider, events) ->
            sections.add(section("provider-" + (sections.size() + 1), provider, events)));
    return sections;
  }

  private Section section(String id, String heading, List<EventUse> events) {
    return new Section(
        id,
        Paging.shorten(heading, Cell.Link.MAX),
        "",
        EventRows.COLUMNS,
        events.stream().map(rows::row).toList(),
        "No rule asks for one.");
  }

  private Listing listing(EventUse event) {
    List<Paragraph> paragraphs = new ArrayList<>();
    paragraphs.add(Paragraph.lead(event.title()));
    for (String note : notes(event)) {
      paragraphs.add(Paragraph.note(new Cell.Text(note)));
    }
    return new Listing(
        SitePaths.event(event.key()),
        Frame.Nav.EVENTS,
        EventRows.name(event) + ": " + event.title(),
        EventRows.name(event),
        paragraphs,
        List.of(
            Fact.text("Provider", event.provider().isEmpty() ? "any" : event.provider()),
            Fact.text("Channel", event.channel().isEmpty() ? "any" : event.channel()),
            Fact.text("Event ID", event.id().isEmpty() ? "all of the channel" : event.id()),
            Fact.count("Rules that match it in full", event.rules().size()),
            Fact.count("In part", event.partly().size()),
            Fact.count("Ask for it in vain", event.never().size())),
        ruleSections(event));
  }

  /** What has to be known of the event, by rules that read what it is about. */
  private List<String> notes(EventUse event) {
    TreeSet<String> notes = new TreeSet<>();
    reach.getOrDefault(event.key(), Map.of()).values().stream()
        .map(EventReach::note)
        .filter(note -> !note.isEmpty())
        .forEach(note -> Collections.addAll(notes, note.split("(?<=[.]) (?=[A-Z])")));
    return notes.stream().limit(20).toList();
  }

  private List<Section> ruleSections(EventUse event) {
    List<Section> sections = new ArrayList<>();
    if (!event.rules().isEmpty()) {
      sections.add(
          rules.section(
              "full",
              "Rules that match it in full",
              "Every selection of these rules can be true of it.",
              event.rules()));
    }
    if (!event.partly().isEmpty()) {
      sections.add(
          unable(
              "part",
              "Rules that match it in part",
              "Some selections of these rules can be true of it, others cannot.",
              event,
              event.partly()));
    }
    if (!event.never().isEmpty()) {
      sections.add(
          unable(
              "never",
              "Rules that ask for it in vain",
              "Their log source has this event, and it lacks what they need.",
              event,
              event.never()));
    }
    return sections;
  }

  private Section unable(
      String id, String heading, String lead, EventUse event, List<String> slugs) {
    return new Section(
        id,
        heading,
        lead,
        RuleRows.columnsAnd("Why"),
        slugs.stream().map(slug -> rules.rowAnd(slug, why(event, slug))).toList(),
        "");
  }

  private Cell why(EventUse event, String slug) {
    EventReach each = reach.getOrDefault(event.key(), Map.of()).get(slug);
    return new Cell.Text(
        each == null
            ? ""
            : each.unable().stream()
                .map(unable -> unable.selection() + ": " + unable.reason())
                .collect(Collectors.joining(". ")));
  }
}
