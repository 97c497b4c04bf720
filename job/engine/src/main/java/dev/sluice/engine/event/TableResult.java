package dev.sluice.engine.event;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/** What the good tables give, and what is wrong with the others. */
public record TableResult<T>(T value, List<SigmaError> errors) {
  public TableResult {
    errors = List.copyOf(errors);
  }
}
