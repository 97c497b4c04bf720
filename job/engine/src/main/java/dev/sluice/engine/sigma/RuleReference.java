package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.Position;

/** A rule named by its id or its name, and where that is written. */
public record RuleReference(String idOrName, Position position) {

  /** Whether {@code header} is the one that is meant; ids compare in any case, names exactly. */
  public boolean names(Header header) {
    return idOrName.equalsIgnoreCase(header.id()) || idOrName.equals(header.name());
  }
}
