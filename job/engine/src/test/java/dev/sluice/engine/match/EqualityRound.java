package dev.sluice.engine.match;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.sigma.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Random events, and random rules over the same words. The same seed gives the same round. One
 * thread calls it; {@link #firstDifference} uses a second one.
 */
final class EqualityRound {
  private static final EventTables BUILT_IN = EventTables.builtIn();
  private static final double REPEATED = 0.25;
  private static final int SECOND_JUDGE_SHARE = 8;

  private final EventTables tables;
  private final RandomWorld world;
  private final RandomTreatments treatments;
  private final RandomRules rules;
  private final EventLimits limits;
  private final EventReader reader;
  private final List<byte[]> events = new ArrayList<>();
  private final List<ReadResult> read = new ArrayList<>();
  private Placeholders placeholders;
  private long planned;

  /**
   * @param size how many events a judge is given
   */
  EqualityRound(long seed, int size) {
    this(new SplittableRandom(seed), BUILT_IN, size);
  }

  /**
   * @param random chooses everything, so that the same choices give the same round
   * @param tables by which events are known
   * @param size how many events a judge is given
   */
  EqualityRound(RandomGenerator random, EventTables tables, int size) {
    this.tables = tables;
    this.world = new RandomWorld(random);
    this.treatments = new RandomTreatments(world);
    this.rules = new RandomRules(world, treatments);
    this.limits = world.oneIn(5) ? new EventLimits(600, 8) : EventLimits.defaults();
    this.reader = new EventReader(tables.schemas(), tables.logSources(), limits);
    this.placeholders = somePlaceholders();
    RandomEvents source = new RandomEvents(random, world);
    for (int i = (int) (size * (1 - REPEATED)); i > 0; i--) {
      events.add(source.next());
      read.add(reader.read(events.get(events.size() - 1)));
    }
  }

  private Placeholders somePlaceholders() {
    return new Placeholders(
        Map.of("name", List.of(world.words().variant(), world.words().variant())));
  }

  /** Some rules, and seldom a filter. */
  List<SourceFile> files() {
    return rules.files(5 + world.below(world.oneIn(8) ? 55 : 16));
  }

  /** The rules of {@code files}, treated as the round has it. */
  CompiledRuleSet compile(List<SourceFile> files) {
    return new RuleSetCompiler(RuleSelection.ALL, placeholders, tables.logSources().known())
        .compile("random", 1, new RuleSetSource(files, treatments.byId(), false));
  }

  /** Returns how many events were judged by their places in the bytes, with a plan. */
  long planned() {
    return planned;
  }

  List<byte[]> events() {
    return Collections.unmodifiableList(events);
  }

  /** What the full reader makes of {@link #events()}. */
  List<ReadResult> read() {
    return Collections.unmodifiableList(read);
  }

  RuleIndex index(RuleSet ruleSet) {
    return RuleIndex.of(ruleSet, tables, limits, Runnable::run);
  }

  Judge oracle(RuleSet ruleSet) {
    return new ScanJudge(reader, new ScanMatcher(ruleSet));
  }

  /**
   * Changes files in place: a small change of rules, filters, treatments or the values of
   * placeholders.
   */
  void change(List<SourceFile> files) {
    int at = world.below(files.size());
    switch (world.below(11)) {
      case 0, 1 -> files.add(at, rules.rule());
      case 2, 3 -> replace(files, at);
      case 4, 5 -> files.remove(files.size() > 1 ? at : 0);
      case 6 -> Collections.swap(files, at, world.below(files.size()));
      case 7 -> files.add(rules.filter());
      case 8, 9 -> treatments.change();
      default -> placeholders = somePlaceholders();
    }
    if (files.isEmpty()) {
      files.add(rules.rule());
    }
  }

  /** Another rule under the same path and id. */
  private void replace(List<SourceFile> files, int at) {
    String path = files.get(at).path();
    files.set(at, rules.rule(path, new UUID(path.hashCode(), 1)));
  }

  /**
   * Lets two judges of {@code index}, each on a thread of its own, judge the events in random
   * orders.
   *
   * @param outcomes counts what the oracle says
   * @return the events that one judge was given up to the first on which it differs; none when none
   *     does
   */
  List<byte[]> firstDifference(RuleIndex index, Map<String, Long> outcomes) {
    List<Outcome> expected = expected(index.ruleSet());
    int[] order = order();
    int[] other = order();
    CompletableFuture<List<byte[]>> second =
        CompletableFuture.supplyAsync(
            () -> difference(index.newJudge(), expected, other, other.length / SECOND_JUDGE_SHARE));
    IndexedJudge judge = index.newJudge();
    List<byte[]> first = difference(judge, expected, order, order.length);
    planned += judge.judged();
    List<byte[]> differing = first.isEmpty() ? second.join() : first;
    second.join();
    for (int i : order) {
      outcomes.merge(expected.get(i).kind(), 1L, Long::sum);
    }
    return differing;
  }

  /**
   * Lets one judge of {@code index} judge the events twice in their order.
   *
   * @return as {@link #firstDifference}
   */
  List<byte[]> differenceInOrder(RuleIndex index) {
    List<Outcome> expected = expected(index.ruleSet());
    int[] order = new int[2 * events.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % events.size();
    }
    return difference(index.newJudge(), expected, order, order.length);
  }

  /** What the oracle says of each event; it reads an event once for all rule sets. */
  List<Outcome> expected(RuleSet ruleSet) {
    ScanMatcher matcher = new ScanMatcher(ruleSet);
    List<Outcome> expected = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      expected.add(Outcome.of(verdict(read.get(i), matcher), events.get(i)));
    }
    return expected;
  }

  /** What {@link ScanJudge} says; a test holds the two together. */
  private static Verdict verdict(ReadResult result, ScanMatcher matcher) {
    if (result instanceof ReadResult.Unreadable unreadable) {
      return new Verdict.Unreadable(unreadable.deadLetter());
    }
    Event event = ((ReadResult.Readable) result).event();
    if (event.logSources().isEmpty()) {
      return Verdict.UNROUTED;
    }
    List<Match> matches = matcher.match(event);
    return matches.isEmpty() ? Verdict.SILENT : new Verdict.Fired(() -> event, matches, List.of());
  }

  /** Every event once and some more often, shuffled. */
  private int[] order() {
    int[] order = new int[(int) Math.round(events.size() / (1 - REPEATED))];
    for (int i = 0; i < order.length; i++) {
      order[i] = i < events.size() ? i : world.below(events.size());
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = world.below(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private List<byte[]> difference(Judge judge, List<Outcome> expected, int[] order, int count) {
    for (int i = 0; i < count; i++) {
      byte[] event = events.get(order[i]);
      if (!Outcome.of(judge, event).equals(expected.get(order[i]))) {
        List<byte[]> judged = new ArrayList<>();
        for (int j = 0; j <= i; j++) {
          judged.add(events.get(order[j]));
        }
        return judged;
      }
    }
    return List.of();
  }
}
