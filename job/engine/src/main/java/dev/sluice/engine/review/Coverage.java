package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.review.RuleCoverage.Sight;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
  private boolean incomplete;

  /** What is known of the events that admit the same rules. */
  private static final class Kind {
    private final Set<String> unseen = new LinkedHashSet<>();

    /** Fields that were not looked for in all of them. */
    private final Set<String> unsought = new LinkedHashSet<>();

    private final HostSketch hosts = new HostSketch();
    private long events;
    private long looked;

    /** Fields that none of them has. */
    Set<String> absent() {
      Set<String> absent = new LinkedHashSet<>(unseen);
      absent.removeAll(unsought);
      return absent;
    }

    void add(SeenKind seen) {
      events += seen.events();
      looked += seen.looked();
      hosts.addAll(seen.hosts());
      unseen.removeAll(seen.present());
      unseen.stream().filter(field -> !seen.absent().contains(field)).forEach(unsought::add);
    }
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
    kind.looked++;
    if (event.host() != null) {
      kind.hosts.add(event.host());
    }
    kind.unseen.removeIf(field -> !event.values(field).isEmpty());
  }

  /** Adds events that were looked at elsewhere, perhaps with other rules in mind. */
  public void add(SeenKind seen) {
    kindOf(seen.logSources()).add(seen);
  }

  /** More events came than were added: what was not seen may have been in those. */
  public void incomplete() {
    incomplete = true;
  }

  /** Returns how many events were added. */
  public long events() {
    return kinds.values().stream().mapToLong(kind -> kind.events).sum();
  }

  /** Returns how many hosts sent events, about. */
  public long hosts() {
    return hosts(kinds.values());
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
      if (Firing.admits(rules.get(i), sources)) {
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
    admitting.forEach(kind -> missing.retainAll(kind.absent()));
    return new RuleCoverage(
        rule,
        admitting.stream().mapToLong(kind -> kind.events).sum(),
        admitting.stream().mapToLong(kind -> kind.looked).sum(),
        fired[number],
        hosts(admitting),
        List.copyOf(missing),
        List.copyOf(blind),
        sight(rule, admitting));
  }

  private Sight sight(CompiledRule rule, List<Kind> admitting) {
    if (!rule.routable()) {
      return Sight.UNROUTABLE;
    }
    if (admitting.stream().anyMatch(kind -> mayHold(rule, kind.unseen))) {
      return Sight.LIVE;
    }
    boolean open = incomplete || admitting.stream().anyMatch(kind -> mayHold(rule, kind.absent()));
    return open ? Sight.UNKNOWN : Sight.BLIND;
  }

  private static boolean mayHold(CompiledRule rule, Set<String> absent) {
    return new FieldSight(absent).mayHold(rule.predicate());
  }

  private static long hosts(Collection<Kind> kinds) {
    HostSketch hosts = new HostSketch();
    kinds.forEach(kind -> hosts.addAll(kind.hosts));
    return hosts.estimate();
  }

  /** Those that are blind to every kind. */
  private static void selections(CompiledRule rule, List<Kind> admitting, Set<String> blind) {
    blind.addAll(blind(rule, admitting.get(0)));
    admitting.forEach(kind -> blind.retainAll(blind(rule, kind)));
  }

  private static Set<String> blind(CompiledRule rule, Kind kind) {
    return new FieldSight(kind.absent())
        .blind(rule.predicate()).stream()
            .map(Predicate.Selection::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
