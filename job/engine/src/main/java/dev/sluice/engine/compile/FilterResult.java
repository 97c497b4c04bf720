package dev.sluice.engine.compile;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one filter.
 *
 * @param filter null when it was refused; then one of {@code problems} says why
 * @param problems the reason for a refusal, and warnings
 */
public record FilterResult(@Nullable CompiledFilter filter, List<SigmaError> problems) {

  public FilterResult {
    problems = List.copyOf(problems);
  }
}
