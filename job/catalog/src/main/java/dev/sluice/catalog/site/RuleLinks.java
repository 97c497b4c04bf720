package dev.sluice.catalog.site;

import java.util.List;

/** A few rules as links in one cell; of many the first. */
final class RuleLinks {

  private static final int MAX = 20;

  private RuleLinks() {}

  /** The first of {@code slugs}, and how many more there are. */
  static Cell of(RuleRows rules, List<String> slugs) {
    return new Cell.Links(
        slugs.stream().limit(MAX).map(rules::link).toList(), Math.max(0, slugs.size() - MAX));
  }
}
