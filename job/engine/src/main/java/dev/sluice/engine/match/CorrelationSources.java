package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CorrelationCompiler;
import dev.sluice.engine.correlate.CorrelationCompiler.Candidate;
import dev.sluice.engine.correlate.CorrelationResult;
import dev.sluice.engine.correlate.CorrelationTarget;
import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.ArrayList;
import java.util.List;

/** What the correlations of a rule set are made of, gathered while its rules are compiled. */
final class CorrelationSources {
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<CorrelationTarget> targets = new ArrayList<>();

  /** Adds a correlation; of one that is disabled only the errors are looked for. */
  void add(SigmaCorrelation correlation, Treatment treatment) {
    candidates.add(new Candidate(correlation, treatment));
  }

  /** Adds a rule that is evaluated. */
  void add(CompiledRule rule) {
    targets.add(
        new CorrelationTarget(rule.header(), rule.shadow() ? State.SHADOW : State.IN_FORCE));
  }

  /** Adds a document that has an error. */
  void addRefused(Header header) {
    targets.add(new CorrelationTarget(header, State.REFUSED));
  }

  /** Adds a document that is disabled or left out. */
  void addDisabled(Header header) {
    targets.add(new CorrelationTarget(header, State.DISABLED));
  }

  CorrelationResult compile() {
    return new CorrelationCompiler(targets).compile(candidates);
  }
}
