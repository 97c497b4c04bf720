package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ChaosResult.Counts;
import dev.sluice.bench.e2e.Comparison.Group;
import dev.sluice.bench.e2e.Scene.ChaosGround;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays scenarios on one job: events flow, trouble comes, and when it is over all events must have
 * been judged, by the rules in force, once. Events flow on all the time, so that each belongs to
 * one scenario.
 */
final class ChaosTrial {
  private static final Duration LATER = Duration.ofSeconds(90);
  private static final Duration AFTERWARDS = Duration.ofMillis(700);
  private static final int BEFORE = 300;
  private static final int AT_LAST = 200;

  private final ChaosJob job;
  private final Stage stage;
  private final ChaosGround ground;
  private final MemoryWatch memory;
  private final long memoryBound;
  private int counted;
  private int correlationsCounted;

  /**
   * @param memoryBound bytes that a TaskManager may have at most
   */
  ChaosTrial(ChaosJob job, ChaosGround ground, MemoryWatch memory, long memoryBound) {
    this.job = job;
    this.stage = job.stage();
    this.ground = ground;
    this.memory = memory;
    this.memoryBound = memoryBound;
  }

  ChaosResult play(ChaosScenario scenario, long seed) throws Exception {
    long start = System.nanoTime();
    Draws draws = new Draws(seed, scenario.name());
    memory.takePeak();
    int incarnations = stage.statuses().incarnations().size();
    int from = counted;
    job.flow();
    awaitSent(stage.flow().next() + BEFORE);
    Scene scene = new Scene(job, ground, draws);
    scenario.trouble().happen(scene);
    ground.proxy().calm();
    scene.pass(AFTERWARDS);
    job.awaitIntact();
    int end = pushOnce();
    Comparison comparison = compare(from, end);
    counted = end;
    int restarts = stage.statuses().incarnations().size() - incarnations;
    long peak = memory.takePeak();
    List<String> problems =
        new ArrayList<>(ChaosResult.problems(scenario, comparison, restarts, peak, memoryBound));
    problems.addAll(scene.unmet());
    Counts counts = Counts.of(end - from, comparison, correlationsCounted);
    correlationsCounted = comparison.tally(Group.CORRELATED).expected();
    return new ChaosResult(
        scenario,
        seed,
        draws.toString(),
        counts,
        scene.recovery(),
        restarts,
        peak,
        Patience.since(start),
        problems);
  }

  /** Rules can still be changed, and the change is seen in alerts; returns the end of these. */
  private int pushOnce() throws Exception {
    job.push(job.change());
    int end = stage.flow().next() + AT_LAST;
    awaitSent(end);
    job.pushes().awaitWatched(end);
    return end;
  }

  private void awaitSent(int end) throws InterruptedException {
    ground.patience().await("events to be sent", LATER, () -> stage.flow().hasSent(end));
  }

  /** Two more checkpoints must not bring anything that was there. */
  private Comparison compare(int from, int end) throws Exception {
    int sent = stage.flow().next();
    awaitSent(sent);
    Map<String, Boolean> certainly = job.correlations().upTo(sent).alerts();
    Set<String> certain =
        certainly.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    boolean all = ground.patience().holdsWithin(LATER, () -> stage.seen().hasCorrelated(certain));
    int checkpoints = stage.job().checkpoints();
    ground
        .patience()
        .await("two checkpoints", LATER, () -> stage.job().checkpoints() >= checkpoints + 2);
    stage.check();
    Comparison comparison = stage.comparison();
    Map<String, Boolean> correlated = allCorrelated(certain);
    job.overflowing().forEach(comparison::overflowing);
    comparison.run(from, end, correlated);
    if (!all && comparison.isRight()) {
      throw new IllegalStateException("alerts of correlations came only at the very end");
    }
    return comparison;
  }

  /** Events flow on, so that more alerts may have come than those that are waited for. */
  private Map<String, Boolean> allCorrelated(Collection<String> certain) throws Exception {
    int sent = stage.flow().next();
    awaitSent(sent);
    Map<String, Boolean> correlated = job.correlations().upTo(sent).alerts();
    correlated.replaceAll((id, unused) -> certain.contains(id));
    return correlated;
  }
}
