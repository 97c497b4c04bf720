package dev.sluice.catalog.data;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An indicator of one rule, and how many others look for the same.
 *
 * @param text what is matched, in the letters of the rule
 * @param sources how the rule spells it, as {@code key: value}
 * @param others other rules of the catalogue
 * @param refused refused documents in which it stands; not among the others
 */
public record IndicatorUse(
    String key,
    String field,
    String kind,
    String text,
    List<String> sources,
    int others,
    SortedMap<String, Integer> othersPerPack,
    int refused) {

  public IndicatorUse {
    sources = List.copyOf(sources);
    othersPerPack = Collections.unmodifiableSortedMap(new TreeMap<>(othersPerPack));
  }
}
