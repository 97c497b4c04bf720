package dev.sluice.catalog.data;

import java.util.List;

/** A property by which the list can be narrowed, and its values, the most frequent first. */
public record Facet(String name, List<FacetValue> values) {

  public Facet {
    values = List.copyOf(values);
  }

  /**
   * One value.
   *
   * @param value as the list has it; empty for rules that say nothing
   * @param label for people
   * @param rules how many have it
   */
  public record FacetValue(String value, String label, int rules) {}
}
