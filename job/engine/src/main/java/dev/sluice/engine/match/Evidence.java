package dev.sluice.engine.match;

/**
 * One predicate that made a rule fire.
 *
 * @param selection the search identifier it stands in
 * @param field as the rule names it; {@code keyword} for a search in the whole event
 * @param operator equals, contains, startswith, endswith, matches, re, cidr, gt, exists, ...
 * @param value what the rule asks for
 * @param actual what the event has, at most {@value #MAX_ACTUAL} characters of it; empty for a
 *     field that is absent
 * @param enriched whether that was filled in from the lineage of the process, and is not in the
 *     event
 */
public record Evidence(
    String selection,
    String field,
    String operator,
    String value,
    String actual,
    boolean enriched) {

  static final int MAX_ACTUAL = 2048;

  public Evidence {
    actual = actual.length() > MAX_ACTUAL ? actual.substring(0, MAX_ACTUAL) + "…" : actual;
  }
}
