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
 * evidence, nor is the time of the event.
 */
final class EvidenceCollector {

  /** An alert stays readable; a rule has seldom more than ten. */
  private static final int MAX_EVIDENCE = 100;

  private final EventValues event;
  private final ValueTester tester;
  private final List<Evidence> found = new ArrayList<>();

  /** How a value is tested: by the test itself, or by a faster form with the same verdict. */
  interface ValueTester {
    boolean passes(ValueTest test, Value value);
  }

  private EvidenceCollector(EventValues event, ValueTester tester) {
    this.event = event;
    this.tester = tester;
  }

  /** The evidence for {@code predicate}, which is true for {@code event}. */
  static List<Evidence> collect(Predicate predicate, Event event) {
    return collect(predicate, EventValues.of(event), ValueTest::test);
  }

  /** The same, with values tested by {@code tester}. */
  static List<Evidence> collect(Predicate predicate, EventValues event, ValueTester tester) {
    EvidenceCollector collector = new EvidenceCollector(event, tester);
    collector.visit(predicate, "");
    return collector.found;
  }

  private void visit(Predicate predicate, String selection) {
    if (found.size() >= MAX_EVIDENCE || isNone(predicate)) {
      return;
    }
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> visit(term, selection));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().stream()
          .filter(term -> !isNone(term) && holds(term))
          .forEach(term -> visit(term, selection));
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
              actual == null ? "" : actual,
              isEnriched(leaf)));
    } else {
      throw new IllegalStateException("unknown predicate " + predicate.getClass());
    }
  }

  private boolean isEnriched(Leaf leaf) {
    return !(leaf instanceof Leaf.Keyword)
        && (event.isEnriched(leaf.field())
            || (leaf instanceof Leaf.FieldRelation relation && event.isEnriched(relation.other())));
  }

  private static boolean isNone(Predicate predicate) {
    return predicate instanceof Predicate.Not || predicate instanceof Predicate.Before;
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
    if (predicate instanceof Predicate.Before before) {
      return before.holds(event.time());
    }
    return holds((Leaf) predicate);
  }

  private boolean holds(Leaf leaf) {
    if (leaf instanceof Leaf.FieldExists exists) {
      return event.values(exists.field()).isEmpty() != exists.expected();
    }
    if (leaf instanceof Leaf.FieldIsNull isNull) {
      List<Value> values = event.values(isNull.field());
      return values.isEmpty() || values.stream().anyMatch(v -> v.kind() == Value.Kind.NULL);
    }
    return witness(leaf) != null;
  }

  /** As {@link Leaf#witness} has it. */
  private @Nullable String witness(Leaf leaf) {
    if (leaf instanceof Leaf.FieldMatches matches) {
      return firstPassing(event.values(matches.field()), matches.valueTest());
    }
    if (leaf instanceof Leaf.Keyword keyword) {
      return firstPassing(event.texts(), keyword.valueTest());
    }
    if (leaf instanceof Leaf.FieldExists exists) {
      List<Value> values = event.values(exists.field());
      return exists.expected() && !values.isEmpty() ? values.get(0).text() : null;
    }
    if (leaf instanceof Leaf.FieldRelation relation) {
      return relation.witness(event.values(relation.field()), event.values(relation.other()));
    }
    if (leaf instanceof Leaf.FieldIsNull) {
      return null;
    }
    throw new IllegalStateException("unknown leaf " + leaf.getClass());
  }

  private @Nullable String firstPassing(List<Value> values, ValueTest test) {
    for (Value value : values) {
      if (tester.passes(test, value)) {
        return value.text();
      }
    }
    return null;
  }
}
