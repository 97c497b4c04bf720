package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompileResult;
import dev.sluice.engine.compile.CompiledFilter;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.FilterCompiler;
import dev.sluice.engine.compile.FilterResult;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CorrelationResult;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParseResult;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One compilation of a rule set: what has been found so far. For one thread. */
final class RuleCompilation {
  private final RuleSelection selection;
  private final Placeholders placeholders;
  private final Set<LogSource> knownSources;
  private final DocumentRewriting rewriting;
  private final RuleSetSource source;
  private final KeptResults before;
  private final KeptResults made;
  private final Set<String> missing;
  private final List<SigmaError> problems = new ArrayList<>();
  private final List<SigmaDocument> disabled = new ArrayList<>();
  private final List<SigmaRule> rules = new ArrayList<>();
  private final List<SigmaFilter> filters = new ArrayList<>();
  private final CorrelationSources correlations = new CorrelationSources();
  private int refused;
  private int skipped;

  /**
   * @param before what the compilation before has made
   * @param made to which is added what this one makes and takes over
   */
  RuleCompilation(
      RuleSelection selection,
      Placeholders placeholders,
      Set<LogSource> knownSources,
      DocumentRewriting rewriting,
      RuleSetSource source,
      KeptResults before,
      KeptResults made) {
    this.selection = selection;
    this.placeholders = placeholders;
    this.knownSources = knownSources;
    this.rewriting = rewriting;
    this.source = source;
    this.before = before;
    this.made = made;
    this.missing = new TreeSet<>(source.treatments().keySet());
  }

  /** Compiles; to be called once. */
  CompiledRuleSet run(String name, long version) {
    List<SigmaDocument> documents = new ArrayList<>();
    for (SourceFile file : source.files()) {
      made.file(file, before, this::parse)
          .ifPresentOrElse(
              result -> result.parsed().forEach(document -> select(document, documents)),
              () -> skipped++);
    }
    Duplicates duplicates = new Duplicates(documents);
    problems.addAll(duplicates.problems());
    duplicates.all().forEach(document -> refuse(document.header()));
    documents.stream().filter(document -> !duplicates.contains(document)).forEach(this::sort);
    warnAboutTargets();
    RuleCompiler compiler = new RuleCompiler(placeholders, compileFilters(), knownSources);
    List<CompiledRule> compiled = compileRules(compiler);
    disabled.removeIf(document -> isRefused(document, compiler));
    CorrelationResult correlated = correlations.compile();
    problems.addAll(correlated.problems());
    String hash = hash(compiled, correlated.set());
    RuleSet set = new RuleSet(name, version, hash, compiled, correlated.set());
    return new CompiledRuleSet(
        set,
        refused + correlated.refused(),
        skipped,
        disabled.size() + correlated.disabled(),
        List.copyOf(missing),
        filters.stream().map(SigmaFilter::header).toList(),
        correlated.inForce().stream().map(SigmaCorrelation::header).toList(),
        problems);
  }

  private Optional<ParseResult> parse(SourceFile file) {
    return selection.selects(file.path())
        ? Optional.of(SigmaParser.parse(file, YamlLimits.DEFAULT, rewriting))
        : Optional.empty();
  }

  /**
   * A refused document whose header can be read is judged by it like any other: left out, or
   * refused. A disabled one takes no id or name from another.
   */
  private void select(ParsedDocument parsed, List<SigmaDocument> documents) {
    Header header = parsed.header();
    if (header != null) {
      missing.remove(header.id());
      if (!source.contains(header) || !selection.selects(header)) {
        skipped++;
        correlations.addDisabled(header);
        return;
      }
    }
    problems.addAll(parsed.problems());
    SigmaDocument document = parsed.document();
    if (document == null) {
      refuse(header);
    } else if (isInForce(document)) {
      documents.add(document);
    } else if (document instanceof SigmaCorrelation correlation) {
      correlations.add(correlation, treatment(document));
    } else {
      disabled.add(document);
    }
  }

  /** Counts a document that has an error, null when not even its header can be read. */
  private void refuse(@Nullable Header header) {
    refused++;
    if (header != null) {
      correlations.addRefused(header);
    }
  }

  private Treatment treatment(SigmaDocument document) {
    return source.treatment(document.header());
  }

  private boolean isInForce(SigmaDocument document) {
    return switch (treatment(document).mode()) {
      case ENABLED -> true;
      case SHADOW -> !(document instanceof SigmaFilter);
      case DISABLED -> false;
    };
  }

  private void sort(SigmaDocument document) {
    if (document instanceof SigmaRule rule) {
      rules.add(rule);
    } else if (document instanceof SigmaFilter filter) {
      filters.add(filter);
    } else if (document instanceof SigmaCorrelation correlation) {
      correlations.add(correlation, treatment(document));
    } else {
      throw new IllegalStateException("unknown document " + document.getClass());
    }
  }

  private List<CompiledFilter> compileFilters() {
    List<CompiledFilter> compiled = new ArrayList<>();
    for (SigmaFilter filter : List.copyOf(filters)) {
      CompiledFilter usable = compile(filter);
      if (usable == null) {
        refused++;
        filters.remove(filter);
      } else {
        compiled.add(usable.until(treatment(filter).expires()));
      }
    }
    return compiled;
  }

  private @Nullable CompiledFilter compile(SigmaFilter filter) {
    FilterResult result = made.filter(filter, before, new FilterCompiler(placeholders)::compile);
    problems.addAll(result.problems());
    return result.filter();
  }

  private List<CompiledRule> compileRules(RuleCompiler compiler) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (SigmaRule rule : rules) {
      CompiledRule usable = compile(rule, compiler);
      if (usable == null) {
        refuse(rule.header());
      } else {
        compiled.add(usable);
        correlations.add(usable);
      }
    }
    return compiled;
  }

  private @Nullable CompiledRule compile(SigmaRule rule, RuleCompiler compiler) {
    CompileResult result = made.rule(rule, treatment(rule), before, compiler);
    problems.addAll(result.problems());
    return result.rule();
  }

  /** Looks for what is wrong with a document that is not in force. */
  private boolean isRefused(SigmaDocument document, RuleCompiler compiler) {
    boolean isRefused =
        (document instanceof SigmaRule rule && compile(rule, compiler) == null)
            || (document instanceof SigmaFilter filter && compile(filter) == null);
    if (isRefused) {
      refuse(document.header());
    } else {
      correlations.addDisabled(document.header());
    }
    return isRefused;
  }

  private void warnAboutTargets() {
    if (filters.isEmpty()) {
      return;
    }
    LoadedNames names = new LoadedNames();
    rules.forEach(rule -> names.add(rule.header()));
    for (SigmaFilter filter : filters) {
      problems.addAll(names.unknown(filter.header(), filter.rules(), ErrorCode.FILTER_TARGET));
    }
  }

  private String hash(List<CompiledRule> compiled, CorrelationSet correlated) {
    RuleSetHash hash = new RuleSetHash();
    compiled.forEach(rule -> hash.add("rule", rule.header(), rule.treatment()));
    filters.forEach(filter -> hash.add("filter", filter.header(), treatment(filter)));
    hash.add(correlated);
    hash.add(placeholders);
    return hash.sha256();
  }
}
