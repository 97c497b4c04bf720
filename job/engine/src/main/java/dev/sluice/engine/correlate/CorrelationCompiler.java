package dev.sluice.engine.correlate;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.List;

/**
 * Makes the correlations of a rule set: finds what they name, resolves their aliases, orders them
 * in stages and says which rules they silence. One bad correlation never stops the rest. Immutable;
 * safe for use by several threads.
 */
public final class CorrelationCompiler {
  private final List<CorrelationTarget> others;

  /**
   * @param others every document that a correlation may name but those that are compiled with it
   */
  public CorrelationCompiler(List<CorrelationTarget> others) {
    this.others = List.copyOf(others);
  }

  /**
   * A correlation and what is done with it; of one that is disabled only the errors are looked for.
   */
  public record Candidate(SigmaCorrelation correlation, Treatment treatment) {}

  /** Compiles {@code candidates}, whose order is that of the files. */
  public CorrelationResult compile(List<Candidate> candidates) {
    return candidates.isEmpty()
        ? new CorrelationResult(CorrelationSet.NONE, List.of(), 0, 0, List.of())
        : new CorrelationCompilation(others, candidates).run();
  }
}
