package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document. */
final class Problems {

  private final String file;
  private final List<SigmaError> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Position at, ErrorCode code, String message) {
    add(at, code, message, "");
  }

  void add(Position at, ErrorCode code, String message, String hint) {
    found.add(SigmaError.at(file, at, code, message, hint));
  }

  void add(SigmaError problem) {
    found.add(problem);
  }

  boolean anyError() {
    return found.stream().anyMatch(SigmaError::isError);
  }

  List<SigmaError> found() {
    return found;
  }
}
