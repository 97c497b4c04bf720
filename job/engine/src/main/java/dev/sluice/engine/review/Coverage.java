package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.review.RuleCoverage.Sight;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gathers what events let the rules of a set see: how many each rule is asked about, and which of
 * the fields that it reads they have.
 *
 * <p>Events that admit the same rules are one kind. Of each kind the fields that no event had yet
 * are looked up in the next one, so that the cost falls while fields are found. For one thread.
 */
public final class Coverage {

  /** Events may name a log source of their own: what they name must not fill the memory. */
  private static final int MAX_KEPT = 4096;

  private final List<CompiledRule> rules;
  private final long[] fired;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Set<LogSource>, Kind> bySources = new HashMap<>();
  private final Map<BitSet, Kind> kinds = new LinkedHashMap<>();

  /** What is known of the events that admit the same rules. */
  private static final class Kind {
    private final Set<String> unseen = new LinkedHashSet<>();
    private long events;
  }

  public Coverage(RuleSet ruleSet) {
    this.rules = ruleSet.rules();
    this.fired = new long[rules.size()];
    for (int i = 0; i < rules.size(); i++) {
      numbers.put(rules.get(i).id(), i);
    }
  }

  /** Adds an event. */
  public void add(Event event) {
    Kind kind = kindOf(event.logSources());
    kind.events++;
    kind.unseen.removeIf(field -> !event.values(field).isEmpty());
  }

  /** Adds that a rule of the set fired on an event that was added. */
  public void addFired(Match match) {
    fired[numbers.getOrDefault(match.rule().id(), -1)]++;
  }

  /** Returns what is known of each rule, in the order of the rule set. */
  public List<RuleCoverage> rules() {
    return rules.stream().map(this::of).toList();
  }

  private Kind kindOf(Set<LogSource> sources) {
    Kind known = bySources.get(sources);
    if (known == null) {
      known = kinds.computeIfAbsent(admitted(sources), this::newKind);
      if (bySources.size() < MAX_KEPT) {
        bySources.put(sources, known);
      }
    }
    return known;
  }

  private BitSet admitted(Set<LogSource> sources) {
    BitSet admitted = new BitSet(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      CompiledRule rule = rules.get(i);
      if (sources.stream().anyMatch(source -> Firing.admits(rule, source))) {
        admitted.set(i);
      }
    }
    return admitted;
  }

  private Kind newKind(BitSet admitted) {
    Kind kind = new Kind();
    LeafWalk.fields(
        admitted.stream().mapToObj(i -> rules.get(i).predicate()).toList(), kind.unseen);
    return kind;
  }

  private RuleCoverage of(CompiledRule rule) {
    int number = numbers.getOrDefault(rule.id(), -1);
    List<Kind> admitting =
        kinds.entrySet().stream()
            .filter(entry -> entry.getKey().get(number))
            .map(Map.Entry::getValue)
            .toList();
    Set<String> missing = new TreeSet<>();
    Set<String> blind = new LinkedHashSet<>();
    if (!admitting.isEmpty()) {
      LeafWalk.fields(List.of(rule.predicate()), missing);
      selections(rule, admitting, blind);
    }
    admitting.forEach(kind -> missing.retainAll(kind.unseen));
    boolean seesSome =
        admitting.stream().anyMatch(kind -> new FieldSight(kind.unseen).mayHold(rule.predicate()));
    Sight sight = !rule.routable() ? Sight.UNROUTABLE : seesSome ? Sight.LIVE : Sight.BLIND;
    return new RuleCoverage(
        rule,
        admitting.stream().mapToLong(kind -> kind.events).sum(),
        fired[number],
        List.copyOf(missing),
        List.copyOf(blind),
        sight);
  }

  /** Those that are blind to every kind. */
  private static void selections(CompiledRule rule, List<Kind> admitting, Set<String> blind) {
    new FieldSight(admitting.get(0).unseen).blindSelections(rule.predicate(), blind);
    for (Kind kind : admitting) {
      Set<String> here = new LinkedHashSet<>();
      new FieldSight(kind.unseen).blindSelections(rule.predicate(), here);
      blind.retainAll(here);
    }
  }
}
