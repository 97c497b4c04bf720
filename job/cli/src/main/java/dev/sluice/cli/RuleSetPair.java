package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.review.RuleComparison;
import dev.sluice.engine.sigma.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two rule sets that are held against each other. A document is the same in both when its id is; of
 * one that states none the path counts, and then the title.
 */
record RuleSetPair(LoadedRules old, LoadedRules next) {

  /** Two texts of one document; null on the side that has it not. */
  private record Pair<T>(@Nullable T old, @Nullable T next) {}

  /** What differs: what changed or came in the order of the new set, then what went. */
  List<MeaningLine> differences(RuleComparison comparison) {
    List<MeaningLine> lines = new ArrayList<>();
    for (Pair<CompiledRule> pair :
        pairs(
            old.compiled().ruleSet().rules(),
            next.compiled().ruleSet().rules(),
            CompiledRule::header)) {
      MeaningLine line = rule(pair, comparison);
      if (line != null) {
        lines.add(line);
      }
    }
    Map<Header, CompiledCorrelation> before = old.correlations();
    Map<Header, CompiledCorrelation> after = next.correlations();
    for (Pair<Header> pair :
        pairs(List.copyOf(before.keySet()), List.copyOf(after.keySet()), Function.identity())) {
      MeaningLine line = correlation(pair, before, after);
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static @Nullable MeaningLine rule(Pair<CompiledRule> pair, RuleComparison comparison) {
    CompiledRule old = pair.old;
    CompiledRule next = pair.next;
    if (old == null) {
      return next == null ? null : MeaningLine.added("rule", next.header());
    }
    if (next == null) {
      return MeaningLine.removed("rule", old.header());
    }
    return isSameText(old, next)
        ? null
        : MeaningLine.changed(old.header(), next.header(), comparison.compare(old, next));
  }

  private static @Nullable MeaningLine correlation(
      Pair<Header> pair,
      Map<Header, CompiledCorrelation> before,
      Map<Header, CompiledCorrelation> after) {
    CompiledCorrelation old = pair.old == null ? null : before.get(pair.old);
    CompiledCorrelation next = pair.next == null ? null : after.get(pair.next);
    if (pair.old == null || old == null) {
      return pair.next == null ? null : MeaningLine.added("correlation", pair.next);
    }
    if (pair.next == null || next == null) {
      return MeaningLine.removed("correlation", pair.old);
    }
    boolean same = old.definitionHash().equals(next.definitionHash());
    return same && pair.old.contentHash().equals(pair.next.contentHash())
        ? null
        : MeaningLine.correlation(pair.old, pair.next, same);
  }

  private static boolean isSameText(CompiledRule old, CompiledRule next) {
    return old.header().contentHash().equals(next.header().contentHash())
        && hashes(old).equals(hashes(next));
  }

  private static List<String> hashes(CompiledRule rule) {
    return rule.filters().stream().map(Header::contentHash).toList();
  }

  private static <T> List<Pair<T>> pairs(
      List<T> olds, List<T> nexts, Function<T, Header> headerOf) {
    Map<String, T> left = new LinkedHashMap<>();
    olds.forEach(old -> left.put(headerOf.apply(old).id(), old));
    Map<String, String> byPath = new HashMap<>();
    Map<String, String> byTitle = new HashMap<>();
    for (T old : olds) {
      Header header = headerOf.apply(old);
      if (header.idDerived()) {
        byPath.put(header.path() + "\n" + header.title(), header.id());
        byTitle.putIfAbsent(header.title(), header.id());
      }
    }
    List<Pair<T>> pairs = new ArrayList<>();
    for (T next : nexts) {
      Header header = headerOf.apply(next);
      T old = left.remove(header.id());
      if (old == null && header.idDerived()) {
        old = take(left, byPath.get(header.path() + "\n" + header.title()));
        old = old == null ? take(left, byTitle.get(header.title())) : old;
      }
      pairs.add(new Pair<>(old, next));
    }
    left.values().forEach(old -> pairs.add(new Pair<>(old, null)));
    return pairs;
  }

  private static <T> @Nullable T take(Map<String, T> left, @Nullable String id) {
    return id == null ? null : left.remove(id);
  }
}
