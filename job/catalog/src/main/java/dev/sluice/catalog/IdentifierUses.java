package dev.sluice.catalog;

import dev.sluice.catalog.data.Stage.Use;
import dev.sluice.engine.sigma.Condition;
import java.util.HashSet;
import java.util.Set;

/** Which search identifiers a condition wants to be true, and which false. */
final class IdentifierUses {

  private final Set<String> wanted = new HashSet<>();
  private final Set<String> unwanted = new HashSet<>();

  IdentifierUses(Condition condition) {
    add(condition, true);
  }

  private void add(Condition condition, boolean holds) {
    if (condition instanceof Condition.And and) {
      and.terms().forEach(term -> add(term, holds));
    } else if (condition instanceof Condition.Or or) {
      or.terms().forEach(term -> add(term, holds));
    } else if (condition instanceof Condition.Not not) {
      add(not.term(), !holds);
    } else {
      (holds ? wanted : unwanted).addAll(condition.names());
    }
  }

  Use of(String name) {
    if (wanted.contains(name)) {
      return unwanted.contains(name) ? Use.BOTH : Use.WANTED;
    }
    return unwanted.contains(name) ? Use.NOT : Use.UNUSED;
  }

  /** Whether {@code name} is wanted to be true, or to be false, at some place. */
  boolean uses(String name, boolean holds) {
    return (holds ? wanted : unwanted).contains(name);
  }
}
