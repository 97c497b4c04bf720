package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sigma 1 rule collections: {@code action: global} is merged into the documents that follow, {@code
 * reset} ends that, {@code repeat} takes the previous document again with changes (sigma-semantics
 * 2).
 */
final class LegacyCollection {

  private static final List<String> ACTIONS = List.of("global", "reset", "repeat");

  private @Nullable YamlMap global;
  private @Nullable YamlMap previous;

  /** The document that {@code document} stands for, or null when it only steers the collection. */
  @Nullable YamlMap next(YamlMap document, Problems problems) {
    YamlEntry action = document.entry("action");
    if (action == null) {
      previous = document;
      return merge(withoutId(global), document);
    }
    String text = action.value() instanceof YamlScalar scalar ? scalar.text() : "";
    YamlMap content = without(document, "action");
    switch (text) {
      case "global" -> global = merge(global, content);
      case "reset" -> global = null;
      case "repeat" -> {
        if (previous == null) {
          problems.add(
              action.value().position(),
              ErrorCode.COLLECTION_ACTION,
              "'action: repeat' has no document before it");
          return null;
        }
        previous = merge(withoutId(previous), content);
        return merge(withoutId(global), previous);
      }
      default ->
          problems.add(
              action.value().position(),
              ErrorCode.COLLECTION_ACTION,
              "'action' must be one of " + String.join(", ", ACTIONS),
              NearestWord.hint(text, ACTIONS));
    }
    return null;
  }

  /** An id names one document: what several inherit would make all of them duplicates. */
  private static @Nullable YamlMap withoutId(@Nullable YamlMap map) {
    return map == null ? null : without(map, "id");
  }

  private static YamlMap merge(@Nullable YamlMap base, YamlMap over) {
    if (base == null) {
      return over;
    }
    List<YamlEntry> merged = new ArrayList<>();
    for (YamlEntry entry : base.entries()) {
      YamlEntry winner = over.entry(entry.key());
      if (winner == null) {
        merged.add(entry);
      } else if (entry.value() instanceof YamlMap a && winner.value() instanceof YamlMap b) {
        merged.add(new YamlEntry(winner.key(), winner.keyPosition(), merge(a, b)));
      } else {
        merged.add(winner);
      }
    }
    for (YamlEntry entry : over.entries()) {
      if (base.entry(entry.key()) == null) {
        merged.add(entry);
      }
    }
    return new YamlMap(merged, over.position());
  }

  private static YamlMap without(YamlMap map, String key) {
    List<YamlEntry> rest = map.entries().stream().filter(e -> !e.key().equals(key)).toList();
    return new YamlMap(rest, rest.isEmpty() ? map.position() : rest.get(0).keyPosition());
  }
}
