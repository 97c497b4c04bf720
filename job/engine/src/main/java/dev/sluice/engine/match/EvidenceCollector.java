package dev.sluice.engine.match;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the positive predicates that make a condition true; what stands under {@code not} is no
 * evidence.
 */
final class EvidenceCollector {

  /** An alert stays readable; a rule has seldom more than ten. */
  private static final int MAX_EVIDENCE = 100;

  private final Event event;
  private final List<Evidence> found = new ArrayList<>();

  private EvidenceCollector(Event event) {
    this.event = event;
  }

  /** The evidence for {@code predicate}, which is true for {@code event}. */
  static List<Evidence> collect(Predicate predicate, Event event) {
    EvidenceCollector collector = new EvidenceCollector(event);
    collector.visit(predicate, "");
    return collector.found;
  }

  private void visit(Predicate predicate, String selection) {
    if (found.size() >= MAX_EVIDENCE || predicate instanceof Predicate.Not) {
      return;
    }
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> visit(term, selection));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().stream().filter(term -> term.test(event)).forEach(term -> visit(term, selection));
    } else if (predicate instanceof Predicate.Selection named) {
      visit(named.body(), named.name());
    } else if (predicate instanceof Leaf leaf) {
      String actual = leaf.witness(event);
      found.add(
          new Evidence(
              selection,
              leaf.field(),
              leaf.operator(),
              leaf.value(),
              actual == null ? "" : actual));
    } else {
      throw new IllegalStateException("unknown predicate " + predicate.getClass());
    }
  }
}
