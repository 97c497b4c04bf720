package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** The rewriting of one document: what was found wrong. For one thread. */
final class Rewriting {

  private final String file;
  private final YamlMap document;
  private final List<SigmaError> problems = new ArrayList<>();

  Rewriting(String file, YamlMap document) {
    this.file = file;
    this.document = document;
  }

  /** Refuses the document. */
  void problem(Position at, String message, String hint) {
    problems.add(
        SigmaError.at(file, at, ErrorCode.PIPELINE_INVALID, message, hint)
            .in(text("id"), text("title")));
  }

  List<SigmaError> problems() {
    return List.copyOf(problems);
  }

  private String text(String key) {
    return document.get(key) instanceof YamlScalar scalar ? scalar.text() : "";
  }
}
