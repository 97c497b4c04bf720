package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/** Collects what is found in one document. */
final class Findings {

  private final Header header;
  private final List<SigmaError> found;

  /**
   * @param found to which is added
   */
  Findings(Header header, List<SigmaError> found) {
    this.header = header;
    this.found = found;
  }

  void add(Position at, ErrorCode code, String message) {
    add(at, code, message, "");
  }

  void add(Position at, ErrorCode code, String message, String hint) {
    String id = header.idDerived() ? null : header.id();
    String title = header.title().isEmpty() ? null : header.title();
    found.add(SigmaError.at(header.file(), at, code, message, hint).in(id, title));
  }
}
