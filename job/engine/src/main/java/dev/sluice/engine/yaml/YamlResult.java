package dev.sluice.engine.yaml;

import java.util.List;

/** The readable documents of a YAML stream in order, and what was wrong with the others. */
public record YamlResult(List<YamlNode> documents, List<SigmaError> errors) {

  public YamlResult {
    documents = List.copyOf(documents);
    errors = List.copyOf(errors);
  }
}
