package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.PlainEvent;
import dev.sluice.engine.event.RouteKeys;
import dev.sluice.engine.event.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A rule set made ready to judge events fast: for each kind of event a plan with the rules that may
 * fire on it, indexed by their literals.
 *
 * <p>A plan is built when the first event of its kind comes, off the thread that judges; until it
 * is there the rules of the event's log sources are scanned, so that no event waits. What is built
 * is kept and shared: any number of threads may have a judge. The number of plans is bounded.
 *
 * <p>Invariant: every judge of an index gives the verdicts of {@link ScanJudge}.
 */
public final class RuleIndex {
  /** Kinds of events with a plan of their own; further ones share one per set of log sources. */
  private static final int MAX_OWN_PLANS = 1024;

  private static final int MAX_PLANS = 2 * MAX_OWN_PLANS;
  private static final int MAX_ROUTES = 1 << 13;

  /** Tests of rules long gone are forgotten when there are more, on average. */
  private static final int MAX_TESTS_A_RULE = 100;

  private final RuleSet ruleSet;
  private final EventTables tables;
  private final EventLimits limits;
  private final boolean routed;
  private final Executor executor;
  private final Vocabulary vocabulary;
  private final Asked asked;
  private final RouteKeys keys;
  private final WitnessFinder finder;
  private final PlainTestCompiler compiler;
  private final IdentityHashMap<CompiledRule, Integer> positions;
  private final Map<Long, Route> routes = new ConcurrentHashMap<>();
  private final Map<PlanKey, Building> plans = new ConcurrentHashMap<>();
  private final Map<String, LiteralIndex> shared = new ConcurrentHashMap<>();
  private final LineageNeeds lineageNeeds;

  /** Null once no plan is made of older ones any more. */
  private volatile @Nullable Change change;

  /** What routes share a plan by. */
  private record PlanKey(Set<LogSource> logSources, String constants) {}

  /**
   * A plan, or its future.
   *
   * @param key one of those whose events it serves; its constants are decided in it
   */
  private record Building(long key, CompletableFuture<RoutePlan> plan) {
    @Nullable RoutePlan done() {
      return plan.isDone() ? plan.join() : null;
    }
  }

  /** What came and went since another index, from whose plans those of this one are made. */
  private record Change(RuleIndex before, Set<CompiledRule> gone, List<CompiledRule> come) {}

  private RuleIndex(
      RuleSet ruleSet,
      EventTables tables,
      EventLimits limits,
      boolean routed,
      Executor executor,
      @Nullable RuleIndex before) {
    this.ruleSet = ruleSet;
    this.tables = tables;
    this.limits = limits;
    this.routed = routed;
    this.executor = executor;
    this.positions = new IdentityHashMap<>();
    ruleSet.rules().forEach(rule -> positions.put(rule, positions.size()));
    this.lineageNeeds = LineageNeeds.of(ruleSet, routed);
    Asked ofThis = Asked.of(ruleSet, tables.logSources());
    if (before == null) {
      this.asked = ofThis;
      this.vocabulary = Vocabulary.of(tables.schemas(), asked.fields());
      this.keys = newKeys();
      this.finder = finder(ruleSet);
      this.compiler = new PlainTestCompiler(vocabulary);
      this.change = null;
    } else {
      // What is asked only ever grows, so that events with one key had one key before.
      this.asked = before.asked.or(ofThis);
      this.vocabulary = before.vocabulary.with(asked.fields());
      this.keys = asked.equals(before.asked) ? before.keys : newKeys();
      this.finder = before.finder;
      this.compiler = before.compiler.forAtMost(vocabulary, MAX_TESTS_A_RULE * positions.size());
      this.change = change(before);
    }
  }

  private RouteKeys newKeys() {
    return RouteKeys.of(vocabulary, tables.logSources(), asked.constants(), asked.logSourceWords());
  }

  /** Returns an index of {@code ruleSet} whose plans are built on the common pool of the JVM. */
  public static RuleIndex of(RuleSet ruleSet, EventTables tables, EventLimits limits) {
    return of(ruleSet, tables, limits, ForkJoinPool.commonPool());
  }

  /**
   * Returns an index of {@code ruleSet}.
   *
   * @param executor builds plans; one that runs at once makes the first event of a kind wait
   */
  public static RuleIndex of(
      RuleSet ruleSet, EventTables tables, EventLimits limits, Executor executor) {
    return new RuleIndex(ruleSet, tables, limits, true, executor, null);
  }

  /**
   * Returns an index that tests every rule on every event that has a log source, whatever log
   * source the rule asks for: what routing saves can be measured with it.
   */
  public static RuleIndex unrouted(RuleSet ruleSet, EventTables tables, EventLimits limits) {
    return new RuleIndex(ruleSet, tables, limits, false, Runnable::run, null);
  }

  /**
   * Returns an index of {@code next}, made for the same tables: rules that are the same instances
   * in both sets are not indexed again. Judges of this index go on as before.
   *
   * <p>Each kind of event that has a plan in this index has one in the next when this returns: the
   * caller waits for those that are built anew, so that nothing is scanned because the rules have
   * changed. Cost is that of what changed, and of a walk over the rules.
   */
  public RuleIndex update(RuleSet next) {
    RuleIndex updated = new RuleIndex(next, tables, limits, routed, executor, this);
    updated.takeOver(this);
    change = null;
    return updated;
  }

  /**
   * Makes the plans of {@code before} its own when events are numbered as they were. One that is
   * still being built is not begun anew.
   */
  private void takeOver(RuleIndex before) {
    Change since = change;
    if (since == null || keys != before.keys) {
      return;
    }
    List<CompletableFuture<RoutePlan>> built = new ArrayList<>();
    before.plans.forEach(
        (planKey, building) -> {
          RoutePlan old = building.done();
          CompletableFuture<RoutePlan> plan;
          if (old == null) {
            plan =
                building
                    .plan()
                    .thenApplyAsync(
                        late -> afterOrAnew(late, planKey.logSources(), building.key(), since),
                        executor);
          } else {
            plan = afterOrBuilding(old, planKey.logSources(), building.key(), since);
            built.add(plan);
          }
          plans.put(planKey, new Building(building.key(), plan));
        });
    built.forEach(CompletableFuture::join);
    before.routes.forEach(
        (key, route) -> {
          Building building = plans.get(planKey(route.logSources(), key));
          if (building != null || route.logSources().isEmpty()) {
            routes.put(key, newRoute(key, route.logSources(), building));
          }
        });
    change = null;
  }

  private CompletableFuture<RoutePlan> afterOrBuilding(
      RoutePlan old, Set<LogSource> logSources, long key, Change since) {
    RoutePlan plan = after(old, logSources, key, since);
    return plan == null ? build(logSources, key) : CompletableFuture.completedFuture(plan);
  }

  private RoutePlan afterOrAnew(RoutePlan old, Set<LogSource> logSources, long key, Change since) {
    RoutePlan plan = after(old, logSources, key, since);
    return plan == null ? anew(logSources, key) : plan;
  }

  /** Returns {@code old} as it is after the change, or null when it is better built anew. */
  private @Nullable RoutePlan after(
      RoutePlan old, Set<LogSource> logSources, long key, Change since) {
    return old.after(
        since.gone(),
        routed ? ScanMatcher.admitted(since.come(), logSources) : since.come(),
        rules -> index(rules, key));
  }

  /** Returns the plan that the index before had for events like this one, as it is now. */
  private @Nullable RoutePlan derived(long key, PlainEvent plain, Set<LogSource> logSources) {
    Change since = change;
    if (since == null) {
      return null;
    }
    long keyBefore = since.before().keys.of(plain);
    Route route = keyBefore == RouteKeys.NONE ? null : since.before().routes.get(keyBefore);
    if (route == null || route.ready() == null || !route.logSources().equals(logSources)) {
      return null;
    }
    return after(route.ready().plan(), logSources, key, since);
  }

  /** Returns a judge for one thread. */
  public IndexedJudge newJudge() {
    return new IndexedJudge(this, new ValueMemory());
  }

  /** Returns the rule set this is an index of. */
  public RuleSet ruleSet() {
    return ruleSet;
  }

  /** Returns what is needed of the lineage of events that are each of {@code logSources}. */
  LineageNeed lineageNeed(Set<LogSource> logSources) {
    return lineageNeeds.of(logSources);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  RouteKeys keys() {
    return keys;
  }

  PlainTestCompiler compiler() {
    return compiler;
  }

  EventLimits limits() {
    return limits;
  }

  EventReader newReader() {
    return new EventReader(tables.schemas(), tables.logSources(), limits);
  }

  boolean isRouted() {
    return routed;
  }

  /** Returns the place of a rule in the rule set. */
  int position(CompiledRule rule) {
    Integer position = positions.get(rule);
    if (position == null) {
      throw new IllegalStateException("a rule fired that is not in force: " + rule.id());
    }
    return position;
  }

  /** Returns the route of {@code key}, or null when no event of it has come yet. */
  @Nullable Route route(long key) {
    return routes.get(key);
  }

  /**
   * Returns the route of events like {@code plain}.
   *
   * @param whole the same event, read in full
   */
  Route route(long key, PlainEvent plain, Event whole) {
    Set<LogSource> logSources = whole.logSources();
    Building building = logSources.isEmpty() ? null : building(logSources, key, plain);
    Route route = newRoute(key, logSources, building);
    if (routes.size() < MAX_ROUTES) {
      routes.put(key, route);
    }
    return route;
  }

  private Route newRoute(long key, Set<LogSource> logSources, @Nullable Building building) {
    return new Route(
        vocabulary,
        keys.shape(key),
        logSources,
        lineageNeed(logSources),
        building == null ? null : building.plan());
  }

  /**
   * Returns the plan for events of {@code logSources} of which nothing else is known, null while it
   * is being built.
   */
  @Nullable RoutePlan plan(Set<LogSource> logSources) {
    Building building = building(logSources, RouteKeys.NONE, null);
    return building == null ? null : building.done();
  }

  private @Nullable Building building(
      Set<LogSource> logSources, long key, @Nullable PlainEvent plain) {
    long known = routed && plans.size() < MAX_OWN_PLANS ? key : RouteKeys.NONE;
    PlanKey planKey = planKey(logSources, known);
    Building building = plans.get(planKey);
    if (building == null && plans.size() < MAX_PLANS) {
      RoutePlan derived = plain == null ? null : derived(key, plain, logSources);
      building =
          plans.computeIfAbsent(
              planKey,
              absent ->
                  new Building(
                      known,
                      derived == null
                          ? build(logSources, known)
                          : CompletableFuture.completedFuture(derived)));
    }
    return building;
  }

  private PlanKey planKey(Set<LogSource> logSources, long key) {
    if (!routed) {
      return new PlanKey(Set.of(), "");
    }
    return new PlanKey(
        logSources, key == RouteKeys.NONE ? "" : ConstantFolder.constants(keys, key));
  }

  private CompletableFuture<RoutePlan> build(Set<LogSource> logSources, long key) {
    return CompletableFuture.supplyAsync(() -> anew(logSources, key), executor);
  }

  private RoutePlan anew(Set<LogSource> logSources, long key) {
    List<CompiledRule> rules =
        routed ? ScanMatcher.admitted(ruleSet.rules(), logSources) : ruleSet.rules();
    return RoutePlan.of(index(rules, key));
  }

  private IndexedRules index(List<CompiledRule> rules, long key) {
    UnaryOperator<Predicate> fold =
        key == RouteKeys.NONE ? UnaryOperator.identity() : new ConstantFolder(keys, key)::fold;
    return new IndexedRules.Builder(compiler, finder, shared).addAll(rules, fold).build();
  }

  private static WitnessFinder finder(RuleSet ruleSet) {
    LiteralCost cost = new LiteralCost();
    LeafWalk.literals(ruleSet.rules().stream().map(CompiledRule::predicate).toList(), cost::use);
    return new WitnessFinder(cost);
  }

  private Change change(RuleIndex before) {
    Set<CompiledRule> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    before.ruleSet.rules().stream().filter(rule -> !positions.containsKey(rule)).forEach(gone::add);
    List<CompiledRule> come =
        ruleSet.rules().stream().filter(rule -> !before.positions.containsKey(rule)).toList();
    return new Change(before, gone, come);
  }
}
