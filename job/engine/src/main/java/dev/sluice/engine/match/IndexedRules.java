package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are looked for together: each is watched by literals of one necessary part of it, in
 * one index per field; those without such a part are tested always.
 *
 * <p>Invariant: a rule that fires on an event is watched by a literal of that event, or stands in
 * {@link #always()}. Immutable; shared by threads.
 */
final class IndexedRules {
  private final List<CompiledRule> rules;
  private final PlainTest[] tests;
  private final String[] fields;
  private final LiteralIndex[] indexes;
  private final int[] always;
  private final @Nullable LiteralIndex keywords;
  private final @Nullable KeywordProbe keywordProbe;

  private IndexedRules(
      List<CompiledRule> rules,
      PlainTest[] tests,
      Map<String, LiteralIndex> byField,
      int[] always,
      @Nullable LiteralIndex keywords,
      @Nullable KeywordProbe keywordProbe) {
    this.rules = List.copyOf(rules);
    this.tests = tests;
    this.fields = byField.keySet().toArray(String[]::new);
    this.indexes = byField.values().toArray(LiteralIndex[]::new);
    this.always = always;
    this.keywords = keywords;
    this.keywordProbe = keywordProbe;
  }

  /** Builds one after the other; equal indexes are shared. */
  static final class Builder {
    private final PlainTestCompiler compiler;
    private final WitnessFinder finder;
    private final Map<String, LiteralIndex> shared;
    private final List<CompiledRule> rules = new ArrayList<>();
    private final List<PlainTest> tests = new ArrayList<>();
    private final Map<String, LiteralIndex.Builder> byField = new LinkedHashMap<>();
    private final LiteralIndex.Builder keywords = new LiteralIndex.Builder();
    private final Numbers always = new Numbers();

    /**
     * @param shared indexes by content, to which new ones are added
     */
    Builder(PlainTestCompiler compiler, WitnessFinder finder, Map<String, LiteralIndex> shared) {
      this.compiler = compiler;
      this.finder = finder;
      this.shared = shared;
    }

    /** Adds the rules among {@code admitted} that {@code fold} does not decide to be false. */
    Builder addAll(List<CompiledRule> admitted, UnaryOperator<Predicate> fold) {
      for (CompiledRule rule : admitted) {
        Predicate predicate = fold.apply(rule.predicate());
        if (!predicate.equals(Predicate.NEVER)) {
          add(rule, predicate);
        }
      }
      return this;
    }

    private void add(CompiledRule rule, Predicate predicate) {
      int number = rules.size();
      rules.add(rule);
      tests.add(compiler.compile(predicate));
      Witnesses witnesses = finder.find(predicate);
      if (witnesses == null) {
        always.add(number);
        return;
      }
      for (Literal literal : witnesses.literals()) {
        String field = literal.field();
        (field == null
                ? keywords
                : byField.computeIfAbsent(field, name -> new LiteralIndex.Builder()))
            .add(literal, number);
      }
    }

    IndexedRules build() {
      Map<String, LiteralIndex> indexes = new LinkedHashMap<>();
      byField.forEach((field, literals) -> indexes.put(field, share(literals)));
      boolean searched = !keywords.literals().isEmpty();
      return new IndexedRules(
          rules,
          tests.toArray(PlainTest[]::new),
          indexes,
          always.toArray(),
          searched ? share(keywords) : null,
          searched ? KeywordProbe.of(keywords.literals()) : null);
    }

    private LiteralIndex share(LiteralIndex.Builder literals) {
      return shared.computeIfAbsent(literals.content(), content -> literals.build());
    }
  }

  /** Number of rules; they are counted from 0. */
  int size() {
    return tests.length;
  }

  CompiledRule rule(int number) {
    return rules.get(number);
  }

  List<CompiledRule> rules() {
    return rules;
  }

  /** Number of fields with an index. */
  int fields() {
    return fields.length;
  }

  String field(int number) {
    return fields[number];
  }

  LiteralIndex index(int number) {
    return indexes[number];
  }

  /** Returns the rules that no literal watches; not to be changed. */
  int[] always() {
    return always;
  }

  /** Returns the index of the texts that may stand anywhere, or null when no rule has one. */
  @Nullable LiteralIndex keywords() {
    return keywords;
  }

  /** Returns what tells quickly that an event has no keyword, or null. */
  @Nullable KeywordProbe keywordProbe() {
    return keywordProbe;
  }

  /** Returns the test of a rule. */
  PlainTest test(int number) {
    return tests[number];
  }
}
