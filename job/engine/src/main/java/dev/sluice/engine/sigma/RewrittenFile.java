package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * A file whose documents were rewritten.
 *
 * @param file without the documents that could not be; of another content than it was given
 * @param problems by the positions of the file as it was given
 */
public record RewrittenFile(SourceFile file, List<SigmaError> problems) {

  public RewrittenFile {
    problems = List.copyOf(problems);
  }
}
