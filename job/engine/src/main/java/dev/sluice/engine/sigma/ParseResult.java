package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import java.util.Objects;

/**
 * A file as its documents, in the order of the text. What is no YAML counts as one refused
 * document, which comes first.
 */
public record ParseResult(List<ParsedDocument> parsed) {

  public ParseResult {
    parsed = List.copyOf(parsed);
  }

  /** The documents that can be used. */
  public List<SigmaDocument> documents() {
    return parsed.stream().map(ParsedDocument::document).filter(Objects::nonNull).toList();
  }

  /** Every problem of all documents. */
  public List<SigmaError> problems() {
    return parsed.stream().flatMap(document -> document.problems().stream()).toList();
  }
}
