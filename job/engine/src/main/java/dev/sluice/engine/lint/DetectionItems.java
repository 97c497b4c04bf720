package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Detection;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaFilter;
import dev.sluice.engine.sigma.SigmaRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of a rule or filter, in the order of the text. */
final class DetectionItems {

  private DetectionItems() {}

  /** The search identifiers of {@code document}, none when it has no detections. */
  static Map<String, Detection> identifiers(@Nullable SigmaDocument document) {
    if (document instanceof SigmaRule rule) {
      return rule.detections();
    }
    return document instanceof SigmaFilter filter ? filter.detections() : Map.of();
  }

  /** Every item of {@code document}. */
  static List<Detection.Item> of(@Nullable SigmaDocument document) {
    return identifiers(document).values().stream().flatMap(DetectionItems::items).toList();
  }

  /** Every item of {@code detection}. */
  static Stream<Detection.Item> items(Detection detection) {
    if (detection instanceof Detection.Item item) {
      return Stream.of(item);
    }
    List<Detection> parts =
        detection instanceof Detection.AllOf all
            ? all.parts()
            : ((Detection.AnyOf) detection).parts();
    return parts.stream().flatMap(DetectionItems::items);
  }

  /** {@code detection} as a text in which places play no part. */
  static String text(Detection detection) {
    if (detection instanceof Detection.Item item) {
      return item.field()
          + item.modifiers()
          + item.values().stream().map(value -> value.kind() + "'" + value.text() + "'").toList();
    }
    return detection instanceof Detection.AllOf all
        ? "all" + all.parts().stream().map(DetectionItems::text).toList()
        : "any" + ((Detection.AnyOf) detection).parts().stream().map(DetectionItems::text).toList();
  }
}
