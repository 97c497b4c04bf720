package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlMap;
import java.util.List;

/**
 * Changes Sigma documents before they are read. The same document must always become the same.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface DocumentRewriting {

  /** Leaves every document as it is. */
  DocumentRewriting NONE = (file, document) -> new Result(document, List.of());

  /** Returns what {@code document} of {@code file} becomes. */
  Result rewrite(String file, YamlMap document);

  /**
   * A changed document, and why it cannot be used: a problem that is an error refuses it.
   *
   * @param document where nothing of it was changed, the positions of the author are kept
   */
  record Result(YamlMap document, List<SigmaError> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }
}
