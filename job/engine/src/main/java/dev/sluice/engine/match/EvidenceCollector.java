package dev.sluice.engine.match;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the positive predicates that make a condition true; what stands under {@code not} is no
 * evidence.
 */
final class EvidenceCollector {

  /** An alert stays readable; a rule has seldom more than ten. */
  private static final int MAX_EVIDENCE = 100;

  private final Event event;
  private final ValueTester tester;
  private final List<Evidence> found = new ArrayList<>();

  /** How a value is tested: by the test itself, or by a faster form with the same verdict. */
  interface ValueTester {
    boolean passes(ValueTest test, Value value);
  }

  private EvidenceCollector(Event event, ValueTester tester) {
    this.event = event;
    this.tester = tester;
  }

  /** The evidence for {@code predicate}, which is true for {@code event}. */
  static List<Evidence> collect(Predicate predicate, Event event) {
    return collect(predicate, event, ValueTest::test);
  }

  /** The same, with values tested by {@code tester}. */
  static List<Evidence> collect(Predicate predicate, Event event, ValueTester tester) {
    EvidenceCollector collector = new EvidenceCollector(event, tester);
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
      or.terms().stream().filter(this::holds).forEach(term -> visit(term, selection));
    } else if (predicate instanceof Predicate.Selection named) {
      visit(named.body(), named.name());
    } else if (predicate instanceof Leaf leaf) {
      String actual = witness(leaf);
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

  private boolean holds(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms().stream().allMatch(this::holds);
    }
    if (predicate instanceof Predicate.Or or) {
      return or.terms().stream().anyMatch(this::holds);
    }
    if (predicate instanceof Predicate.Not not) {
      return !holds(not.term());
    }
    if (predicate instanceof Predicate.Selection named) {
      return holds(named.body());
    }
    return predicate instanceof Leaf.FieldMatches matches
        ? witness(matches) != null
        : predicate.test(event);
  }

  private @Nullable String witness(Leaf leaf) {
    if (leaf instanceof Leaf.FieldMatches matches) {
      return event.values(matches.field()).stream()
          .filter(value -> tester.passes(matches.valueTest(), value))
          .findFirst()
          .map(Value::text)
          .orElse(null);
    }
    return leaf.witness(event);
  }
}
