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
}
