package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompileResult;
import dev.sluice.engine.compile.CompiledFilter;
import dev.sluice.engine.compile.FilterResult;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.ParseResult;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one compilation makes of its files and documents; the next takes it over where nothing
 * changed: of a set of thousands, one or two change.
 *
 * <p>A file is the same when its names and its bytes are; it then gives the very documents that it
 * gave before, so a document is the same when it is the same instance. One thread writes, and hands
 * on what is only read from then on.
 *
 * <p>Invariant: what is taken over equals what would be made anew.
 */
final class KeptResults {

  /**
   * A rule compiled with filters, and under a treatment: with the same filters it need not be
   * compiled again.
   */
  private record Kept(
      List<CompiledFilter> filters,
      CompileResult compiled,
      Treatment treatment,
      CompileResult treated) {

    static Kept of(List<CompiledFilter> filters, CompileResult compiled, Treatment treatment) {
      return new Kept(filters, compiled, treatment, compiled.treated(treatment));
    }

    Kept under(Treatment other) {
      return treatment.equals(other) ? this : of(filters, compiled, other);
    }
  }

  private final Map<SourceFile, Optional<ParseResult>> files;
  private final IdentityHashMap<SigmaFilter, FilterResult> filters = new IdentityHashMap<>();
  private final IdentityHashMap<SigmaRule, Kept> rules = new IdentityHashMap<>();

  /** Nothing. */
  KeptResults() {
    this(new HashMap<>());
  }

  private KeptResults(Map<SourceFile, Optional<ParseResult>> files) {
    this.files = files;
  }

  /** What this has of files and nothing of documents, for reading only. */
  KeptResults ofFiles() {
    return new KeptResults(files);
  }

  /**
   * What {@code before} or this has of {@code file}, else what {@code parser} makes of it: nothing
   * when the file is left out.
   */
  Optional<ParseResult> file(
      SourceFile file, KeptResults before, Function<SourceFile, Optional<ParseResult>> parser) {
    Optional<ParseResult> twin = files.get(file);
    if (twin != null) {
      return twin;
    }
    Optional<ParseResult> known = before.files.get(file);
    Optional<ParseResult> result = known == null ? parser.apply(file) : known;
    files.put(file, result);
    return result;
  }

  /** What {@code before} has of {@code filter}, else what {@code compiler} makes of it. */
  FilterResult filter(
      SigmaFilter filter, KeptResults before, Function<SigmaFilter, FilterResult> compiler) {
    FilterResult known = before.filters.get(filter);
    FilterResult result = known == null ? compiler.apply(filter) : known;
    filters.put(filter, result);
    return result;
  }

  /**
   * What {@code before} has of {@code rule} with the filters that now apply to it, else what {@code
   * compiler} makes of it, under {@code treatment}.
   */
  CompileResult rule(
      SigmaRule rule, Treatment treatment, KeptResults before, RuleCompiler compiler) {
    List<CompiledFilter> applied = compiler.filtersOf(rule);
    Kept known = before.rules.get(rule);
    Kept result =
        known != null && known.filters.equals(applied)
            ? known.under(treatment)
            : Kept.of(applied, compiler.compile(rule, applied), treatment);
    rules.put(rule, result);
    return result.treated;
  }
}
