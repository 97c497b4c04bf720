package dev.sluice.engine.compile;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one rule.
 *
 * @param rule null when it was refused; then one of {@code problems} says why
 * @param problems the reason for a refusal, and warnings
 */
public record CompileResult(@Nullable CompiledRule rule, List<SigmaError> problems) {

  public CompileResult {
    problems = List.copyOf(problems);
  }

  /** The same for the rule, which must be in force as it is written, under {@code treatment}. */
  public CompileResult treated(Treatment treatment) {
    return rule == null || treatment.equals(Treatment.ENABLED)
        ? this
        : new CompileResult(rule.treated(treatment), problems);
  }
}
