package dev.sluice.catalog;

import dev.sluice.engine.compile.Leaf;
import java.util.HashMap;
import java.util.Map;

/** Indicators by the key that names their page, and a leaf that looks for each. */
final class KnownIndicators {

  private final Map<String, IndicatorKey> byKey = new HashMap<>();
  private final Map<IndicatorKey, Leaf> leaves = new HashMap<>();

  void add(Leaf leaf) {
    IndicatorKey indicator = IndicatorKey.of(leaf);
    leaves.putIfAbsent(indicator, leaf);
    IndicatorKey other = byKey.putIfAbsent(indicator.key(), indicator);
    if (other != null && !other.equals(indicator)) {
      throw new IllegalStateException("two indicators have one key: " + indicator + ", " + other);
    }
  }

  IndicatorKey of(String key) {
    IndicatorKey known = byKey.get(key);
    if (known == null) {
      throw new IllegalStateException("no leaf has the indicator " + key);
    }
    return known;
  }

  /** A leaf that looks for {@code indicator}, which is known. */
  Leaf leaf(IndicatorKey indicator) {
    Leaf leaf = leaves.get(indicator);
    if (leaf == null) {
      throw new IllegalStateException("no leaf looks for " + indicator);
    }
    return leaf;
  }
}
