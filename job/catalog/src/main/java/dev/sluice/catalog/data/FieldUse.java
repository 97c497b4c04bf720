package dev.sluice.catalog.data;

import java.util.List;

/**
 * A field that rules read.
 *
 * @param rules slugs of those that look for something in it
 * @param excludedBy slugs of those that leave out events for it
 * @param indicators distinct ones that rules look for
 */
public record FieldUse(
    String key, String field, List<String> rules, List<String> excludedBy, int indicators) {

  public FieldUse {
    rules = List.copyOf(rules);
    excludedBy = List.copyOf(excludedBy);
  }
}
