package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.ExampleEvent;
import dev.sluice.catalog.data.Related;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RuleLine.Kind;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.lint.AttackTable;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the pages of documents that are loaded. */
final class PageMaker {

  private final AttackTags tags;
  private final EventCoverage coverage;
  private final IndicatorIndex index;
  private final Map<String, PackContent> packs = new HashMap<>();
  private final Map<String, String> slugById = new HashMap<>();
  private final List<Header> headers = new ArrayList<>();

  PageMaker(
      AttackTable table, EventCoverage coverage, IndicatorIndex index, List<PackContent> packs) {
    this.tags = new AttackTags(table);
    this.coverage = coverage;
    this.index = index;
    packs.forEach(pack -> this.packs.put(pack.key(), pack));
  }

  /** Notes where the page of a loaded document is; before any is made. */
  void add(Header header, String slug) {
    headers.add(header);
    slugById.put(header.id().toLowerCase(Locale.ROOT), slug);
  }

  RulePage rule(CatalogRule rule, FoundDocument document) {
    Header header = rule.compiled().header();
    List<AttackTag> attack = tags.of(header.tags());
    Set<String> fields = new TreeSet<>();
    LeafWalk.fields(List.of(rule.compiled().predicate()), fields);
    List<EventReach> events = coverage.reach(rule.compiled());
    RuleLine line =
        Pages.line(
            rule.slug(),
            Kind.RULE,
            header,
            Pages.logSource(header, rule.compiled().rule().logSource()),
            attack,
            fields,
            events,
            rule.compiled().routable());
    SourceText text = new SourceText(document.file());
    List<Related> related = new ArrayList<>(related(header));
    rule.compiled().filters().forEach(filter -> related.add(related("filtered-by", filter.id())));
    return Pages.page(
        line,
        false,
        header,
        text.document(document.start()),
        Pages.problems(document.problems()),
        attack,
        new Pages.Details(
            StageList.of(rule, text),
            rule.exclusions(),
            index.uses(rule),
            events,
            coverage.otherEvents(rule.compiled().rule().logSource()),
            related,
            examples(document.file(), header)));
  }

  /** The page of a correlation or filter. */
  RulePage other(String slug, FoundDocument document, Header header) {
    SigmaDocument read = document.document();
    boolean correlation = read instanceof SigmaCorrelation;
    List<AttackTag> attack = tags.of(header.tags());
    RuleLine line =
        Pages.line(
            slug,
            correlation ? Kind.CORRELATION : Kind.FILTER,
            header,
            read instanceof SigmaFilter filter
                ? Pages.logSource(header, filter.logSource())
                : Pages.NO_LOG_SOURCE,
            attack,
            Set.of(),
            List.of(),
            true);
    List<Related> related = new ArrayList<>(related(header));
    references(read)
        .forEach(
            reference -> related.add(related(correlation ? "looks-at" : "filters", id(reference))));
    return Pages.page(
        line,
        false,
        header,
        new SourceText(document.file()).document(document.start()),
        Pages.problems(document.problems()),
        attack,
        Pages.Details.of(related, examples(document.file(), header)));
  }

  private static List<RuleReference> references(@Nullable SigmaDocument document) {
    if (document instanceof SigmaCorrelation correlation) {
      return correlation.rules();
    }
    return document instanceof SigmaFilter filter ? filter.rules() : List.of();
  }

  /** The id of what is meant by id or name; the reference itself when nothing is. */
  private String id(RuleReference reference) {
    return headers.stream()
        .filter(reference::names)
        .map(Header::id)
        .findFirst()
        .orElse(reference.idOrName());
  }

  private List<Related> related(Header header) {
    return Pages.related(header).stream().map(one -> related(one.type(), one.id())).toList();
  }

  private Related related(String type, String id) {
    return new Related(type, id, slugById.getOrDefault(id.toLowerCase(Locale.ROOT), ""));
  }

  private List<ExampleEvent> examples(SourceFile file, Header header) {
    PackContent pack = packs.get(file.pack());
    byte[] content = pack == null ? null : pack.eventsBeside(file.path());
    String name = header.name();
    return content == null
        ? List.of()
        : ExampleEvents.of(
            content, name == null ? List.of(header.id()) : List.of(header.id(), name));
  }
}
