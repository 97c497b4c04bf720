package dev.sluice.engine.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mapping: entries in the order of the text, keys unique. */
public record YamlMap(List<YamlEntry> entries, Position position) implements YamlNode {

  public YamlMap {
    entries = List.copyOf(entries);
  }

  /** The value of {@code key}, or null. Cost is O(entries). */
  public @Nullable YamlNode get(String key) {
    YamlEntry entry = entry(key);
    return entry == null ? null : entry.value();
  }

  /** The entry of {@code key}, or null. Cost is O(entries). */
  public @Nullable YamlEntry entry(String key) {
    for (YamlEntry entry : entries) {
      if (entry.key().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  /** The keys in the order of the text. */
  public List<String> keys() {
    return entries.stream().map(YamlEntry::key).toList();
  }

  @Override
  public String kindName() {
    return "a map";
  }
}
