package dev.sluice.engine.event;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One map of a table, read key by key. What is wrong with it goes to a list of errors, and reading
 * goes on.
 */
final class TableSection {
  private final String file;
  private final YamlMap map;
  private final List<SigmaError> errors;

  TableSection(String file, YamlMap map, List<SigmaError> errors) {
    this.file = file;
    this.map = map;
    this.errors = errors;
  }

  /** Reports every key but {@code known}. */
  void allowOnly(List<String> known) {
    for (YamlEntry entry : map.entries()) {
      if (!known.contains(entry.key())) {
        unknownWord(entry.keyPosition(), "unknown key '" + entry.key() + "'", entry.key(), known);
      }
    }
  }

  boolean has(String key) {
    return map.get(key) != null;
  }

  List<YamlEntry> entries() {
    return map.entries();
  }

  /** Returns the text of {@code key}, or null when it is absent or no text. */
  @Nullable String text(String key) {
    YamlNode node = map.get(key);
    return node == null ? null : text(node, key);
  }

  /** Returns the text of {@code key}, or the empty text after an error. */
  String requiredText(String key) {
    if (map.get(key) == null) {
      error(map.position(), "'" + key + "' is missing", "");
    }
    String text = text(key);
    return text == null ? "" : text;
  }

  /** Returns the whole number of {@code key}, or {@code absent}. */
  int number(String key, int absent) {
    YamlNode node = map.get(key);
    if (node == null) {
      return absent;
    }
    if (node instanceof YamlScalar scalar && scalar.text().matches("\\d{1,6}")) {
      return Integer.parseInt(scalar.text());
    }
    error(node.position(), "'" + key + "' must be a whole number", "");
    return absent;
  }

  boolean flag(String key) {
    YamlNode node = map.get(key);
    if (node == null) {
      return false;
    }
    boolean isTrue = node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.TRUE;
    if (!isTrue) {
      error(node.position(), "'" + key + "' can only be true", "leave it out otherwise");
    }
    return isTrue;
  }

  /**
   * Returns the texts of {@code key}, which is one text or a list of them; none when it is absent.
   */
  List<String> texts(String key) {
    YamlNode node = map.get(key);
    return node == null ? List.of() : texts(node, key);
  }

  /** Returns the texts of {@code key}, or none after an error. */
  List<String> requiredTexts(String key) {
    if (map.get(key) == null) {
      error(map.position(), "'" + key + "' is missing", "");
    }
    return texts(key);
  }

  List<String> texts(YamlNode node, String key) {
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items) {
      String text = text(item, key);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Returns the map under {@code key}, or null when it is absent or no map. */
  @Nullable TableSection section(String key) {
    YamlNode node = map.get(key);
    return node == null ? null : section(node, key);
  }

  @Nullable TableSection section(YamlNode node, String key) {
    if (node instanceof YamlMap inner) {
      return new TableSection(file, inner, errors);
    }
    error(node.position(), "'" + key + "' must be a map, not " + node.kindName(), "");
    return null;
  }

  /** Returns the maps in the list under {@code key}; none when it is absent. */
  List<TableSection> sections(String key) {
    YamlNode node = map.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof YamlList list)) {
      error(node.position(), "'" + key + "' must be a list of maps, not " + node.kindName(), "");
      return List.of();
    }
    List<TableSection> sections = new ArrayList<>();
    for (YamlNode item : list.items()) {
      TableSection section = section(item, key);
      if (section != null) {
        sections.add(section);
      }
    }
    return sections;
  }

  Position position() {
    return map.position();
  }

  /** Returns where {@code key} stands, or where the map begins. */
  Position positionOf(String key) {
    YamlEntry entry = map.entry(key);
    return entry == null ? map.position() : entry.keyPosition();
  }

  void unknownWord(Position at, String message, String word, Collection<String> known) {
    String hint = NearestWord.hint(word, known);
    error(at, message, hint.isEmpty() ? "known are " + String.join(", ", known) : hint);
  }

  void error(Position at, String message, String hint) {
    errors.add(SigmaError.at(file, at, ErrorCode.TABLE_INVALID, message, hint));
  }

  /**
   * Returns the text that {@code node}, which stands under {@code key}, is; null after an error.
   */
  @Nullable String text(YamlNode node, String key) {
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    error(node.position(), "'" + key + "' must be a text, not " + node.kindName(), "");
    return null;
  }
}
