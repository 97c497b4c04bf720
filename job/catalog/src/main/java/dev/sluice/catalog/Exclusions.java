package dev.sluice.catalog;

import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.Exclusion.Alternative;
import dev.sluice.catalog.data.Exclusion.ExcludedTest;
import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.Part;
import dev.sluice.catalog.data.Part.Op;
import dev.sluice.catalog.data.TestValue;
import dev.sluice.engine.sigma.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a condition, joined by {@code and} at its top, that are negated: each search
 * identifier of {@code not 1 of filter_*} is one by itself. Tests of one filter stay together.
 */
final class Exclusions {

  private static final int MAX_ALTERNATIVES = 500;

  private final Map<String, Part> bodies;
  private final List<Exclusion> found = new ArrayList<>();

  private Exclusions(Map<String, Part> bodies) {
    this.bodies = bodies;
  }

  /**
   * Those of {@code condition}.
   *
   * @param bodies of the search identifiers
   */
  static List<Exclusion> of(Condition condition, Map<String, Part> bodies) {
    Exclusions exclusions = new Exclusions(bodies);
    exclusions.conjunct(condition);
    return exclusions.found;
  }

  private void conjunct(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.terms().forEach(this::conjunct);
    } else if (condition instanceof Condition.Not not) {
      excluded(not.term());
    }
  }

  private void excluded(Condition condition) {
    if (condition instanceof Condition.Or or) {
      or.terms().forEach(this::excluded);
    } else if (condition instanceof Condition.Selector selector && !selector.all()) {
      selector.names().forEach(name -> add(new Condition.Identifier(name)));
    } else if (condition instanceof Condition.Not not) {
      conjunct(not.term());
    } else {
      add(condition);
    }
  }

  private void add(Condition condition) {
    Part part = part(condition);
    List<List<ExcludedTest>> alternatives = alternatives(part, false);
    String filter = String.join(", ", condition.names());
    found.add(
        alternatives == null
            ? new Exclusion(filter, List.of(), part)
            : new Exclusion(filter, alternatives.stream().map(Alternative::new).toList(), null));
  }

  private Part part(Condition condition) {
    if (condition instanceof Condition.Not not) {
      return new Part(Op.NOT, List.of(part(not.term())), null);
    }
    if (condition instanceof Condition.And and) {
      return new Part(Op.ALL, and.terms().stream().map(this::part).toList(), null);
    }
    if (condition instanceof Condition.Or or) {
      return new Part(Op.ANY, or.terms().stream().map(this::part).toList(), null);
    }
    if (condition instanceof Condition.Selector selector) {
      List<Part> parts = selector.names().stream().map(this::body).toList();
      return new Part(selector.all() ? Op.ALL : Op.ANY, parts, null);
    }
    return body(((Condition.Identifier) condition).name());
  }

  private Part body(String name) {
    return bodies.getOrDefault(name, new Part(Op.ANY, List.of(), null));
  }

  /** Each a list of tests that belong together; null when there are too many. */
  private static @Nullable List<List<ExcludedTest>> alternatives(Part part, boolean negated) {
    FieldTest test = part.test();
    if (test != null) {
      return List.of(List.of(excluded(test, negated)));
    }
    if (part.op() == Op.NOT) {
      return alternatives(part.parts().get(0), !negated);
    }
    boolean together = (part.op() == Op.ALL) != negated;
    List<List<ExcludedTest>> made = together ? List.of(List.of()) : List.of();
    for (Part each : part.parts()) {
      List<List<ExcludedTest>> own = alternatives(each, negated);
      if (own == null) {
        return null;
      }
      made = together ? product(made, own) : joined(made, own);
      if (made.size() > MAX_ALTERNATIVES) {
        return null;
      }
    }
    return made;
  }

  private static List<List<ExcludedTest>> joined(
      List<List<ExcludedTest>> left, List<List<ExcludedTest>> right) {
    List<List<ExcludedTest>> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  private static List<List<ExcludedTest>> product(
      List<List<ExcludedTest>> left, List<List<ExcludedTest>> right) {
    List<List<ExcludedTest>> both = new ArrayList<>();
    for (List<ExcludedTest> one : left) {
      for (List<ExcludedTest> other : right) {
        List<ExcludedTest> all = new ArrayList<>(one);
        all.addAll(other);
        both.add(all);
        if (both.size() > MAX_ALTERNATIVES) {
          return both;
        }
      }
    }
    return both;
  }

  private static ExcludedTest excluded(FieldTest test, boolean negated) {
    List<String> kinds =
        test.values().stream().map(TestValue::kind).distinct().collect(Collectors.toList());
    return new ExcludedTest(
        test.field(),
        kinds.size() == 1 ? kinds.get(0) : kinds.isEmpty() ? "never" : "mixed",
        test.negated() != negated,
        test.quantifier(),
        test.values());
  }
}
