package dev.sluice.catalog.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that a rule leaves out: those of which all tests of one alternative are true.
 *
 * @param filter the search identifiers it is made of
 * @param whole what is left out when it has too many alternatives to be listed; else null
 */
public record Exclusion(String filter, List<Alternative> alternatives, @Nullable Part whole) {

  public Exclusion {
    alternatives = List.copyOf(alternatives);
  }

  /** Tests that belong together. */
  public record Alternative(List<ExcludedTest> all) {
    public Alternative {
      all = List.copyOf(all);
    }
  }

  /**
   * One test.
   *
   * @param kind that of its values; {@code mixed} when they differ
   * @param negated whether an event is left out that does <em>not</em> pass
   * @param quantifier how many of the values must match
   */
  public record ExcludedTest(
      String field,
      String kind,
      boolean negated,
      FieldTest.Quantifier quantifier,
      List<TestValue> values) {
    public ExcludedTest {
      values = List.copyOf(values);
    }
  }
}
