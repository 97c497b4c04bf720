package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.Counts;
import dev.sluice.catalog.data.EventUse;
import dev.sluice.catalog.data.LogSourceUse;
import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RuleLine.Kind;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.lint.AttackTable;
import dev.sluice.engine.sigma.Header;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a catalogue of a rule set. For one use, by one thread. */
public final class CatalogBuilder {

  private static final Comparator<RuleLine> BY_TITLE =
      Comparator.comparing((RuleLine line) -> CaseFold.fold(line.title()))
          .thenComparing(RuleLine::slug);

  private final CatalogInput input;
  private final Slugs slugs = new Slugs();
  private final KnownIndicators known = new KnownIndicators();
  private final IndicatorIndex index = new IndicatorIndex();
  private final AttackTable table = new AttackTable();
  private final EventCoverage coverage;
  private final PageMaker maker;
  private final Map<FoundDocument, CatalogRule> rules = new LinkedHashMap<>();
  private final Map<FoundDocument, String> others = new LinkedHashMap<>();
  private final List<RulePage> pages = new ArrayList<>();
  private final List<RefusedLine> refused = new ArrayList<>();

  public CatalogBuilder(CatalogInput input) {
    this.input = input;
    this.coverage = new EventCoverage(input.tables());
    this.maker = new PageMaker(table, coverage, index, input.packs());
  }

  /** How often the progress of a catalogue of {@code rules} is run. */
  public static int steps(int rules) {
    return OverlapReport.PASSES * rules;
  }

  /**
   * Makes it.
   *
   * @param progress is run while what takes longest is done, {@link #steps} times, by several
   *     threads
   */
  public CatalogData build(Runnable progress) {
    List<FoundDocument> documents = FoundDocument.of(input.files(), input.compiled());
    sort(documents);
    RefusedPages refusals = new RefusedPages(slugs, known, index, table);
    documents.stream().filter(FoundDocument::isRefused).forEach(refusals::add);
    input.unreadable().forEach(refusals::addFile);
    refused.addAll(refusals.lines());
    rules.values().forEach(index::add);
    AttackCoverage attack = new AttackCoverage(table);
    EventUses events = new EventUses();
    LogSourceUses sources = new LogSourceUses(input.tables().logSources(), coverage);
    GapSearch gaps = new GapSearch(input.tables());
    rules.forEach(
        (document, rule) -> {
          RulePage page = maker.rule(rule, document);
          pages.add(page);
          attack.add(rule.slug(), page.attack());
          events.add(page);
          sources.add(rule.compiled().rule().logSource(), page);
          gaps.add(rule, page);
        });
    others.forEach(
        (document, slug) -> {
          Header header = document.header();
          if (header != null) {
            pages.add(maker.other(slug, document, header));
          }
        });
    List<RuleLine> lines = pages.stream().map(RulePage::line).sorted(BY_TITLE).toList();
    pages.addAll(refusals.pages());
    return new CatalogData(
        catalog(lines, attack.matrix(), events.all(), sources.all(), gaps, progress), pages);
  }

  private Catalog catalog(
      List<RuleLine> lines,
      AttackMatrix matrix,
      List<EventUse> events,
      List<LogSourceUse> sources,
      GapSearch gaps,
      Runnable progress) {
    List<Pack> packs = PackList.of(input.packs(), lines, refused);
    return new Catalog(
        Catalog.VERSION,
        counts(lines),
        packs,
        lines,
        refused,
        new FacetCount(lines).facets(packs, events, matrix),
        index.all(),
        index.fields(),
        sources,
        events,
        matrix,
        new OverlapReport(List.copyOf(rules.values()), known, input.tables()).make(progress),
        gaps.gaps(matrix, sources));
  }

  private Counts counts(List<RuleLine> lines) {
    return new Counts(
        rules.size(),
        count(lines, Kind.CORRELATION),
        count(lines, Kind.FILTER),
        refused.size(),
        input.compiled().skipped(),
        (int) input.compiled().unroutable(),
        index.size(),
        index.fields().size());
  }

  private static int count(List<RuleLine> lines, Kind kind) {
    return (int) lines.stream().filter(line -> line.kind() == kind).count();
  }

  /** Tells the loaded documents from the rest, and gives them their slugs. */
  private void sort(List<FoundDocument> documents) {
    Map<String, CompiledRule> compiled = new HashMap<>();
    input.compiled().ruleSet().rules().forEach(rule -> compiled.put(place(rule.header()), rule));
    Set<String> loaded = new HashSet<>();
    input.compiled().correlations().forEach(header -> loaded.add(place(header)));
    input.compiled().filters().forEach(header -> loaded.add(place(header)));
    for (FoundDocument document : documents) {
      Header header = document.header();
      if (header == null || document.isRefused()) {
        continue;
      }
      CompiledRule rule = compiled.get(place(header));
      if (rule != null || loaded.contains(place(header))) {
        String slug = slugs.next(header.title(), header.id());
        maker.add(header, slug);
        if (rule != null) {
          rules.put(document, CatalogRule.of(slug, rule, known));
        } else {
          others.put(document, slug);
        }
      }
    }
  }

  private static String place(Header header) {
    return header.file() + "\n" + header.position().line() + "\n" + header.id();
  }
}
