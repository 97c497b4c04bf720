package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one document of a file.
 *
 * @param header what it says about itself; null when it could not even be told that it is a Sigma
 *     document
 * @param document null when it is refused; then one of {@code problems} is an error
 * @param problems in the order of the text
 */
public record ParsedDocument(
    @Nullable Header header, @Nullable SigmaDocument document, List<SigmaError> problems) {

  public ParsedDocument {
    problems = List.copyOf(problems);
  }
}
