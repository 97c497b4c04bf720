package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One compilation of the correlations of a rule set. For one thread. */
final class CorrelationCompilation {
  private final List<CorrelationInProgress> all = new ArrayList<>();

  CorrelationCompilation(
      List<CorrelationTarget> others, List<CorrelationCompiler.Candidate> candidates) {
    Targets targets = new Targets();
    others.forEach(other -> targets.add(new Target(other)));
    for (CorrelationCompiler.Candidate candidate : candidates) {
      Target target = new Target(candidate);
      targets.add(target);
      all.add(new CorrelationInProgress(candidate, target));
    }
    all.forEach(one -> one.resolve(targets));
  }

  /** Compiles; to be called once. */
  CorrelationResult run() {
    List<CorrelationInProgress> pending = new ArrayList<>(all);
    while (pending.removeIf(CorrelationInProgress::settle)) {
      // what was settled now may be what others wait for
    }
    new Circles(pending).refuse();
    List<CorrelationInProgress> inForce =
        all.stream().filter(CorrelationInProgress::isInForce).toList();
    List<SigmaError> problems = all.stream().flatMap(one -> one.problems().stream()).toList();
    return new CorrelationResult(
        set(inForce),
        inForce.stream().map(CorrelationInProgress::correlation).toList(),
        count(State.REFUSED),
        count(State.DISABLED),
        problems);
  }

  private static CorrelationSet set(List<CorrelationInProgress> inForce) {
    Map<String, String> silencers = Silencing.of(inForce);
    List<CompiledCorrelation> compiled =
        inForce.stream()
            .map(one -> one.compiled(silencers.containsKey(one.target().header().id())))
            .sorted(Comparator.comparingInt(CompiledCorrelation::stage))
            .toList();
    return new CorrelationSet(compiled, silencers);
  }

  private int count(State state) {
    return (int) all.stream().filter(one -> one.target().state() == state).count();
  }
}
