package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.engine.sigma.SourceFile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The job that scenarios are played on, one after the other, and what is known of it. */
final class ChaosJob implements AutoCloseable {
  private static final int EVENTS = 1_500_000;
  private static final Stage.Pace PACE = new Stage.Pace(500, Duration.ofSeconds(1));
  private static final int USUAL_PARALLELISM = 2;

  private final ChaosEvents events;
  private final Stage stage;
  private final Pushes pushes;
  private final ExpectedCorrelations correlations;
  private final Set<String> overflowing = new HashSet<>();
  private Push inForce;
  private int parallelism = USUAL_PARALLELISM;
  private int changes;

  /** Submits a job; events can flow when this is done, and none does yet. */
  ChaosJob(
      ClusterOptions on,
      String name,
      int brokerPort,
      MadeEvents usual,
      TestRules rules,
      Patience patience)
      throws Exception {
    List<String> options = List.of("--bootstrap-server", "127.0.0.1:" + brokerPort);
    this.events = new ChaosEvents(usual);
    this.stage = new Stage(on, name, events, new EventLog(EVENTS), PACE, options);
    this.pushes = new Pushes(stage, patience);
    this.inForce = pushes.first(rules);
    this.correlations = stage.expectedCorrelations();
    stage.flow().start();
    stage.job().submit(parallelism, null);
    pushes.awaitActive(inForce, parallelism, Set.of());
  }

  Stage stage() {
    return stage;
  }

  Pushes pushes() {
    return pushes;
  }

  ChaosEvents events() {
    return events;
  }

  ExpectedCorrelations correlations() {
    return correlations;
  }

  /** Rules whose alerts may be beyond their budget. */
  Set<String> overflowing() {
    return overflowing;
  }

  Push inForce() {
    return inForce;
  }

  int parallelism() {
    return parallelism;
  }

  /** Events flow until they are held. */
  void flow() {
    stage.flow().allow(EVENTS);
  }

  void submit(int newParallelism, @Nullable String from) throws Exception {
    parallelism = newParallelism;
    stage.job().submit(newParallelism, from);
  }

  /** Brings a set into force. */
  void push(Push next) throws Exception {
    begin(next);
    pushes.send(next);
    end(next);
  }

  /** From now on two sets may judge; the events sent so far have been judged. */
  void begin(Push next) throws InterruptedException {
    pushes.settle(next);
  }

  /**
   * Waits until all judge by the new set and a failure cannot bring back the one before: what is
   * only active is active in the attempt that says so, which may be about to end.
   */
  void end(Push next) throws InterruptedException {
    inForce = next;
    pushes.awaitDurable(next, parallelism);
    pushes.activate(next, parallelism);
  }

  /** The next content of the rule that changes. */
  Push change() {
    changes++;
    SourceFile file = TestRules.CHANGED.get(changes % TestRules.CHANGED.size());
    return stage.pusher().upsert(List.of(RulePusher.entry(file)), List.of(file));
  }

  /** Waits until all subtasks of the newest incarnation judge by the set in force. */
  void awaitIntact() throws InterruptedException {
    Set<String> older = stage.statuses().incarnations();
    older.remove(stage.statuses().newestIncarnation());
    pushes.awaitActive(inForce, parallelism, older);
  }

  @Override
  public void close() throws Exception {
    stage.close();
  }
}
