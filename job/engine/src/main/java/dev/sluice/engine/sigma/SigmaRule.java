package dev.sluice.engine.sigma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A detection rule.
 *
 * @param detections search identifiers in the order of the text, without {@code condition} and
 *     {@code timeframe}
 */
public record SigmaRule(
    Header header,
    LogSourcePattern logSource,
    Map<String, Detection> detections,
    Condition condition)
    implements SigmaDocument {

  public SigmaRule {
    detections = Collections.unmodifiableMap(new LinkedHashMap<>(detections));
  }
}
