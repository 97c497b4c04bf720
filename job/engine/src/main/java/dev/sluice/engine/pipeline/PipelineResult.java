package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pipeline that was read.
 *
 * @param pipeline null when it is refused
 * @param errors none when it is not
 */
public record PipelineResult(@Nullable Pipeline pipeline, List<SigmaError> errors) {

  public PipelineResult {
    errors = List.copyOf(errors);
  }
}
