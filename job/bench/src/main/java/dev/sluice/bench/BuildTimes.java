package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes until rules are in force, what they occupy, and how long they hold up an event.
 */
final class BuildTimes {

  private static final int UPDATES = 7;
  private static final int COLLECTIONS = 3;
  private static final double SECOND = 1e9;
  private static final double MILLISECOND = 1e6;
  private static final double MEGABYTE = 1e6;
  private static final double MAX_COLD_SECONDS = 3;
  private static final double MAX_UPDATE_MILLISECONDS = 100;
  private static final double MAX_HOLD_UP_MILLISECONDS = 1;
  private static final double MAX_MEGABYTES = 150;

  private final EventTables tables;
  private final RuleSetCompiler compiler;
  private final List<SourceFile> files;
  private final RuleSet ruleSet;
  private final List<Figure> figures = new ArrayList<>();

  /** Compiles {@code archive}; cold when it is the first thing that this process does. */
  BuildTimes(Path archive) throws IOException {
    long start = System.nanoTime();
    this.tables = EventTables.builtIn();
    this.compiler = RuleSets.compiler();
    this.files = RuleSets.sigmaHq(archive);
    this.ruleSet = RuleSets.compile(compiler, files);
    RuleIndex.of(ruleSet, tables, EventLimits.defaults());
    double seconds = (System.nanoTime() - start) / SECOND;
    figures.add(new Figure("YAML to ready, cold", seconds, "s", MAX_COLD_SECONDS));
  }

  List<SourceFile> files() {
    return files;
  }

  RuleSet ruleSet() {
    return ruleSet;
  }

  /** Measures what needs events and returns all figures. */
  List<Figure> over(EventRounds natural, List<SourceFile> replacements) {
    firstPass(natural);
    memory(natural);
    updates(natural, replacements);
    return List.copyOf(figures);
  }

  /** The code is warm, the index is not: each event type is seen for the first time. */
  private void firstPass(EventRounds natural) {
    Judge warm = RuleIndex.of(ruleSet, tables, EventLimits.defaults()).newJudge();
    Pass.of(warm, natural.warmUp(), fired -> {});
    Judge judge = RuleIndex.of(ruleSet, tables, EventLimits.defaults()).newJudge();
    List<byte[]> events = natural.events().apply(0);
    long[] nanos = new long[events.size()];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      judge.judge(events.get(i));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    figures.add(Figure.of("first pass, median event", at(nanos, 0.5), "ms"));
    figures.add(Figure.of("first pass, 99.9 % of events", at(nanos, 0.999), "ms"));
    figures.add(Figure.of("first pass, longest event", at(nanos, 1), "ms"));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / MILLISECOND;
  }

  /** Compiled anew, so that what is dropped at the end is what it occupied. */
  private void memory(EventRounds natural) {
    List<byte[]> events = natural.events().apply(0);
    long before = usedHeap(events);
    RuleSet compiled = RuleSets.compile(RuleSets.compiler(), files);
    long afterCompiling = usedHeap(compiled);
    RuleIndex index = RuleIndex.of(compiled, tables, EventLimits.defaults());
    Judge judge = index.newJudge();
    Pass.of(judge, events, fired -> {});
    long afterAll = usedHeap(compiled, index, judge);
    figures.add(Figure.of("rules as compiled", (afterCompiling - before) / MEGABYTE, "MB"));
    figures.add(
        new Figure(
            "rules, index and judge, all routes in use",
            (afterAll - before) / MEGABYTE,
            "MB",
            MAX_MEGABYTES));
  }

  /** Returns the bytes in use, {@code kept} among them. */
  private static long usedHeap(Object... kept) {
    try {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
      }
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  /** Other rules take the places of some, one after the other. */
  private void updates(EventRounds natural, List<SourceFile> replacements) {
    List<byte[]> events = natural.warmUp();
    RuleIndex index = RuleIndex.of(ruleSet, tables, EventLimits.defaults());
    Pass.of(index.newJudge(), events, fired -> {});
    RuleSets.compile(compiler, files);
    double[] ready = new double[UPDATES];
    double[] heldUp = new double[UPDATES];
    for (int i = 0; i < UPDATES; i++) {
      int place = i * (files.size() / UPDATES);
      List<SourceFile> changed = new ArrayList<>(files);
      changed.set(place, replacements.get(i * (replacements.size() / UPDATES)));
      long start = System.nanoTime();
      RuleSet next = compiler.compile("bench", i + 2L, changed).ruleSet();
      RuleIndex updated = index.update(next);
      Judge judge = updated.newJudge();
      judge.judge(events.get(0));
      ready[i] = (System.nanoTime() - start) / MILLISECOND;
      for (byte[] event : events) {
        long before = System.nanoTime();
        judge.judge(event);
        heldUp[i] = Math.max(heldUp[i], (System.nanoTime() - before) / MILLISECOND);
      }
    }
    figures.add(
        new Figure(
            "one rule replaced, ready and an event judged",
            Throughput.median(ready),
            "ms",
            MAX_UPDATE_MILLISECONDS));
    figures.add(
        new Figure(
            "one rule replaced, longest event afterwards",
            Throughput.median(heldUp),
            "ms",
            MAX_HOLD_UP_MILLISECONDS));
  }
}
