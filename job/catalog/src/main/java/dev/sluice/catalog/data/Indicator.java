package dev.sluice.catalog.data;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A field, a kind of test and a value that rules look for.
 *
 * @param key names its page; unique
 * @param field empty for keywords
 * @param kind eq, contains, startswith, endswith, wildcard, re, cidr, lt, exists, null, ...;
 *     followed by {@code cased} when case counts
 * @param value case folded, escapes resolved, modifiers applied
 * @param rules slugs of those that look for it
 * @param perPack how many of them each pack has
 * @param excludedBy slugs of rules that leave out events for it
 * @param refused slugs of refused documents in which it stands; they count nowhere else
 */
public record Indicator(
    String key,
    String field,
    String kind,
    String value,
    List<String> rules,
    SortedMap<String, Integer> perPack,
    List<String> excludedBy,
    List<String> refused) {

  public Indicator {
    rules = List.copyOf(rules);
    excludedBy = List.copyOf(excludedBy);
    refused = List.copyOf(refused);
    perPack = Collections.unmodifiableSortedMap(new TreeMap<>(perPack));
  }
}
