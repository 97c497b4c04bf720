package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tests every admitted rule, one after the other. Plain on purpose: it is the oracle of every
 * faster matcher.
 *
 * <p>Cost is O(admitted rules) per event. The admitted rules of a set of log sources are looked up
 * once and kept; there are as many sets as the log source tables can give, some hundreds.
 */
public final class ScanMatcher implements Matcher {

  /** Events may name a log source of their own: what they name must not fill the memory. */
  private static final int MAX_KEPT = 4096;

  private final RuleSet ruleSet;
  private final Map<Set<LogSource>, List<CompiledRule>> admitted = new ConcurrentHashMap<>();

  public ScanMatcher(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  @Override
  public List<Match> match(Event event) {
    return match(rulesFor(event), event);
  }

  /** The rules that fire on {@code event} whatever log source they ask for. */
  List<Match> matchAll(Event event) {
    return match(ruleSet.rules(), event);
  }

  private static List<Match> match(List<CompiledRule> rules, Event event) {
    List<Match> matches = new ArrayList<>();
    for (CompiledRule rule : rules) {
      if (rule.predicate().test(event)) {
        matches.add(new Match(rule, EvidenceCollector.collect(rule.predicate(), event)));
      }
    }
    return matches;
  }

  @Override
  public int admitted(Event event) {
    return rulesFor(event).size();
  }

  @Override
  public RuleSet ruleSet() {
    return ruleSet;
  }

  private List<CompiledRule> rulesFor(Event event) {
    Set<LogSource> sources = event.logSources();
    List<CompiledRule> rules = admitted.get(sources);
    if (rules == null) {
      rules = admitted(ruleSet.rules(), sources);
      if (admitted.size() < MAX_KEPT) {
        admitted.put(sources, rules);
      }
    }
    return rules;
  }

  /** The rules among {@code rules} that ask for an event that is each of {@code sources}. */
  static List<CompiledRule> admitted(List<CompiledRule> rules, Set<LogSource> sources) {
    return rules.stream()
        .filter(rule -> sources.stream().anyMatch(source -> admits(rule, source)))
        .toList();
  }

  private static boolean admits(CompiledRule rule, LogSource source) {
    LogSourcePattern wanted = rule.rule().logSource();
    return wanted.admits(source.product(), source.category(), source.service());
  }
}
