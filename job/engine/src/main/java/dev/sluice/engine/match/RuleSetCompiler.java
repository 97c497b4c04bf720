package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompileResult;
import dev.sluice.engine.compile.CompiledFilter;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.FilterCompiler;
import dev.sluice.engine.compile.FilterResult;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParseResult;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes a rule set of rule files: parse, select, refuse duplicates, add filters, compile. One bad
 * document never stops the rest. Cost: YAML is nearly all of it, about a millisecond a rule when
 * cold.
 */
public final class RuleSetCompiler {

  private final RuleSelection selection;
  private final Placeholders placeholders;
  private final Set<LogSource> knownSources;

  /** What the files of the last compilation say: of a set of thousands, one or two change. */
  private volatile Map<SourceFile, ParseResult> parsed = Map.of();

  /**
   * @param known every log source that an event can have
   */
  public RuleSetCompiler(RuleSelection selection, Placeholders placeholders, Set<LogSource> known) {
    this.selection = selection;
    this.placeholders = placeholders;
    this.knownSources = Set.copyOf(known);
  }

  /** Compiles {@code files}, whose order is the order of the rules. */
  public CompiledRuleSet compile(String name, long version, List<SourceFile> files) {
    return new Run().compile(name, version, files);
  }

  /** One compilation: what has been found so far. */
  private final class Run {
    private final Map<SourceFile, ParseResult> seen = new HashMap<>();
    private final List<SigmaError> problems = new ArrayList<>();
    private final List<SigmaRule> rules = new ArrayList<>();
    private final List<SigmaFilter> filters = new ArrayList<>();
    private final List<SigmaCorrelation> correlations = new ArrayList<>();
    private int refused;
    private int skipped;

    CompiledRuleSet compile(String name, long version, List<SourceFile> files) {
      List<SigmaDocument> documents = new ArrayList<>();
      for (SourceFile file : files) {
        if (selection.selects(file.path())) {
          parse(file).parsed().forEach(document -> select(document, documents));
        } else {
          skipped++;
        }
      }
      parsed = seen;
      Set<SigmaDocument> duplicates = duplicates(documents);
      refused += duplicates.size();
      documents.stream().filter(document -> !duplicates.contains(document)).forEach(this::sort);
      List<CompiledRule> compiled = compileRules();
      RuleSet set = new RuleSet(name, version, hash(compiled), compiled, correlations);
      return new CompiledRuleSet(
          set, refused, skipped, filters.stream().map(SigmaFilter::header).toList(), problems);
    }

    /**
     * A refused document whose header can be read is judged by it like any other: left out, or
     * refused.
     */
    private void select(ParsedDocument parsed, List<SigmaDocument> documents) {
      Header header = parsed.header();
      if (header != null && !selection.selects(header)) {
        skipped++;
        return;
      }
      problems.addAll(parsed.problems());
      if (parsed.document() == null) {
        refused++;
      } else {
        documents.add(parsed.document());
      }
    }

    private ParseResult parse(SourceFile file) {
      ParseResult last = parsed.get(file);
      ParseResult result = last == null ? SigmaParser.parse(file, YamlLimits.DEFAULT) : last;
      seen.put(file, result);
      return result;
    }

    private void sort(SigmaDocument document) {
      if (document instanceof SigmaRule rule) {
        rules.add(rule);
      } else if (document instanceof SigmaFilter filter) {
        filters.add(filter);
      } else if (document instanceof SigmaCorrelation correlation) {
        correlations.add(correlation);
      } else {
        throw new IllegalStateException("unknown document " + document.getClass());
      }
    }

    private List<CompiledFilter> compileFilters() {
      FilterCompiler compiler = new FilterCompiler(placeholders);
      List<CompiledFilter> compiled = new ArrayList<>();
      for (SigmaFilter filter : List.copyOf(filters)) {
        FilterResult result = compiler.compile(filter);
        problems.addAll(result.problems());
        if (result.filter() == null) {
          refused++;
          filters.remove(filter);
        } else {
          compiled.add(result.filter());
        }
      }
      return compiled;
    }

    private List<CompiledRule> compileRules() {
      warnAboutReferences();
      RuleCompiler compiler = new RuleCompiler(placeholders, compileFilters(), knownSources);
      List<CompiledRule> compiled = new ArrayList<>();
      for (SigmaRule rule : rules) {
        CompileResult result = compiler.compile(rule);
        problems.addAll(result.problems());
        if (result.rule() == null) {
          refused++;
        } else {
          compiled.add(result.rule());
        }
      }
      return compiled;
    }

    private void warnAboutReferences() {
      List<Header> known = new ArrayList<>();
      rules.forEach(rule -> known.add(rule.header()));
      for (SigmaFilter filter : filters) {
        warnAboutUnknown(filter.header(), filter.rules(), known, ErrorCode.FILTER_TARGET);
      }
      correlations.forEach(correlation -> known.add(correlation.header()));
      for (SigmaCorrelation correlation : correlations) {
        warnAboutUnknown(
            correlation.header(), correlation.rules(), known, ErrorCode.CORRELATION_REFERENCE);
      }
    }

    private void warnAboutUnknown(
        Header document, List<RuleReference> references, List<Header> known, ErrorCode code) {
      for (RuleReference reference : references) {
        if (known.stream().noneMatch(reference::names)) {
          String message = "no loaded document has the id or name '" + reference.idOrName() + "'";
          problems.add(
              SigmaError.at(document.file(), reference.position(), code, message, "")
                  .in(document.id(), document.title()));
        }
      }
    }

    /**
     * Two documents with one id, or one name in one pack: nobody can tell which is meant, so none
     * is loaded.
     */
    private Set<SigmaDocument> duplicates(List<SigmaDocument> documents) {
      Map<String, SigmaDocument> first = new HashMap<>();
      Set<SigmaDocument> duplicates = new HashSet<>();
      for (SigmaDocument document : documents) {
        Header header = document.header();
        checkUnique("id", header.id().toLowerCase(Locale.ROOT), document, first, duplicates);
        if (header.name() != null) {
          String key = header.pack() + "\n" + header.name();
          checkUnique("name", key, document, first, duplicates);
        }
      }
      return duplicates;
    }

    private void checkUnique(
        String what,
        String key,
        SigmaDocument document,
        Map<String, SigmaDocument> first,
        Set<SigmaDocument> duplicates) {
      SigmaDocument other = first.putIfAbsent(what + "\n" + key, document);
      if (other != null) {
        if (duplicates.add(other)) {
          problems.add(duplicate(what, other.header(), document.header()));
        }
        duplicates.add(document);
        problems.add(duplicate(what, document.header(), other.header()));
      }
    }

    private SigmaError duplicate(String what, Header header, Header other) {
      String place = other.file() + ":" + other.position().line() + ":" + other.position().column();
      return SigmaError.at(
              header.file(),
              header.position(),
              ErrorCode.DUPLICATE_ID,
              "the " + what + " of this document is also that of " + place,
              "give one of them another; both are refused until then")
          .in(header.id(), header.title());
    }

    private String hash(List<CompiledRule> compiled) {
      StringBuilder content = new StringBuilder();
      compiled.forEach(rule -> append(content, "rule", rule.header()));
      filters.forEach(filter -> append(content, "filter", filter.header()));
      correlations.forEach(correlation -> append(content, "correlation", correlation.header()));
      content.append("placeholders ").append(placeholders);
      return Hashes.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void append(StringBuilder content, String kind, Header header) {
      content.append(kind).append(' ').append(header.id()).append(' ');
      content.append(header.contentHash()).append('\n');
    }
  }
}
