package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.List;

/** Collects what an author should look at, in one rule. */
final class Warnings {

  private final Header header;
  private final List<SigmaError> found = new ArrayList<>();

  Warnings(Header header) {
    this.header = header;
  }

  void add(Position at, ErrorCode code, String message) {
    found.add(SigmaError.at(header.file(), at, code, message, "").in(header.id(), header.title()));
  }

  /** Where the document starts. */
  Position start() {
    return header.position();
  }

  List<SigmaError> found() {
    return found;
  }
}
