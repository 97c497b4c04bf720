package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * The documents of a file that can be used, and every problem of all of them, both in the order of
 * the text.
 */
public record ParseResult(List<SigmaDocument> documents, List<SigmaError> problems) {

  public ParseResult {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }
}
