package dev.sluice.engine.pipeline;

import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the detection items of a rule or filter and changes each. For one use. */
final class DetectionItems {

  private static final int MAX_ALTERNATIVES = 64;
  private static final Set<String> NO_IDENTIFIERS = Set.of("condition", "timeframe", "rules");

  /** Modifiers under which several values can be asked for together. */
  private static final Set<String> JOINABLE =
      Set.of("contains", "startswith", "endswith", "cased", "windash", "all");

  private final Change change;
  private final Rewriting rewriting;

  /** What becomes of an item. */
  interface Change {

    /** What stands in place of {@code item}: nothing, one, or several of which one is enough. */
    List<Item> of(Item item);

    /** What stands in place of a keyword that has no modifier, null for nothing. */
    default @Nullable YamlScalar ofKeyword(YamlScalar keyword) {
      return keyword;
    }
  }

  private DetectionItems(Change change, Rewriting rewriting) {
    this.change = change;
    this.rewriting = rewriting;
  }

  /** {@code document} with every item of its search identifiers changed. */
  static YamlMap change(YamlMap document, Change change, Rewriting rewriting) {
    DetectionItems items = new DetectionItems(change, rewriting);
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : document.entries()) {
      boolean detection = entry.key().equals("detection") || entry.key().equals("filter");
      entries.add(
          detection && entry.value() instanceof YamlMap map
              ? new YamlEntry(entry.key(), entry.keyPosition(), items.identifiers(map))
              : entry);
    }
    return new YamlMap(entries, document.position());
  }

  private YamlMap identifiers(YamlMap detection) {
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : detection.entries()) {
      if (NO_IDENTIFIERS.contains(entry.key())) {
        entries.add(entry);
      } else {
        YamlNode body = body(entry.value());
        if (body == null) {
          rewriting.problem(
              entry.keyPosition(),
              "the pipeline leaves nothing of '" + entry.key() + "'",
              "without it the condition would mean something else");
        } else {
          entries.add(new YamlEntry(entry.key(), entry.keyPosition(), body));
        }
      }
    }
    return new YamlMap(entries, detection.position());
  }

  /** Null when nothing is left. */
  private @Nullable YamlNode body(YamlNode node) {
    List<YamlNode> parts = parts(node);
    boolean wasEmpty = node instanceof YamlList list && list.items().isEmpty();
    if (parts.isEmpty() && !wasEmpty) {
      return null;
    }
    return node instanceof YamlList || parts.size() != 1
        ? new YamlList(parts, node.position())
        : parts.get(0);
  }

  /** What stands in place of {@code node}: any of these. */
  private List<YamlNode> parts(YamlNode node) {
    if (node instanceof YamlMap map) {
      return map.entries().isEmpty() ? List.of(map) : maps(map);
    }
    if (node instanceof YamlList list) {
      return list.items().stream().flatMap(item -> parts(item).stream()).toList();
    }
    YamlScalar keyword = (YamlScalar) node;
    YamlScalar changed = keyword.isNull() ? keyword : change.ofKeyword(keyword);
    return changed == null ? List.of() : List.of(changed);
  }

  /** Alternatives inside of a conjunction become several conjunctions. */
  private List<YamlNode> maps(YamlMap map) {
    List<List<YamlEntry>> maps = List.of(List.of());
    for (YamlEntry entry : map.entries()) {
      List<Item> alternatives = change.of(Item.of(entry));
      if (!alternatives.isEmpty()) {
        List<List<YamlEntry>> longer = new ArrayList<>();
        for (List<YamlEntry> before : maps) {
          alternatives.forEach(item -> longer.add(joined(before, item)));
        }
        maps = longer;
      }
      if (maps.size() > MAX_ALTERNATIVES) {
        rewriting.problem(
            entry.keyPosition(),
            "the pipeline makes more than " + MAX_ALTERNATIVES + " alternatives of one map",
            "map fewer fields to several");
        return List.of(map);
      }
    }
    return maps.stream()
        .filter(entries -> !entries.isEmpty())
        .<YamlNode>map(entries -> new YamlMap(entries, map.position()))
        .toList();
  }

  /** {@code entries} and {@code item}: a key stands in a map once. */
  private List<YamlEntry> joined(List<YamlEntry> entries, Item item) {
    List<YamlEntry> all = new ArrayList<>(entries);
    String key = item.entry().key();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).key().equals(key)) {
        Item together = together(Item.of(all.get(i)), item);
        if (together == null) {
          cannotJoin(item.position(), key);
          return all;
        }
        all.remove(i);
        return joined(all, together);
      }
    }
    all.add(item.entry());
    return all;
  }

  /** Both items as one, null when that cannot be said in one. */
  private static @Nullable Item together(Item one, Item other) {
    boolean single = one.has("all") || (one.values().size() == 1 && other.values().size() == 1);
    boolean texts =
        one.values().stream().allMatch(DetectionItems::isText)
            && other.values().stream().allMatch(DetectionItems::isText);
    if (!single || !texts || !JOINABLE.containsAll(one.modifiers())) {
      return null;
    }
    List<YamlNode> values = new ArrayList<>(one.values());
    values.addAll(other.values());
    List<String> modifiers = new ArrayList<>(one.modifiers());
    if (!one.has("all")) {
      modifiers.add("all");
    }
    return one.withModifiers(modifiers).withValues(values);
  }

  private static boolean isText(YamlNode node) {
    return node instanceof YamlScalar scalar && !scalar.isNull();
  }

  private void cannotJoin(Position at, String key) {
    rewriting.problem(
        at,
        "the pipeline gives two items of one map the name '" + key + "'",
        "write them as two search identifiers");
  }
}
