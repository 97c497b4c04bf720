package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * The correlations in force, and what became of the others.
 *
 * @param inForce documents of {@code set}, in the order of the files
 * @param refused those with an error
 * @param disabled those without an error that are not in force, by their treatment or by that of
 *     what they look at
 * @param problems in the order of the files
 */
public record CorrelationResult(
    CorrelationSet set,
    List<SigmaCorrelation> inForce,
    int refused,
    int disabled,
    List<SigmaError> problems) {

  public CorrelationResult {
    inForce = List.copyOf(inForce);
    problems = List.copyOf(problems);
  }
}
