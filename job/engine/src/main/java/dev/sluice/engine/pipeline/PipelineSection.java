package dev.sluice.engine.pipeline;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of a pipeline, with typed look-ups; what is wrong becomes an error. */
record PipelineSection(String file, YamlMap map, List<SigmaError> errors) {

  void error(Position at, String message, String hint) {
    errors.add(SigmaError.at(file, at, ErrorCode.PIPELINE_INVALID, message, hint));
  }

  /** Refuses every key but these, by its name. */
  void allowOnly(Collection<String> known) {
    for (YamlEntry entry : map.entries()) {
      if (!known.contains(entry.key())) {
        String near = NearestWord.hint(entry.key(), known);
        error(
            entry.keyPosition(),
            "'" + entry.key() + "' is not supported here",
            near.isEmpty() ? "expected one of " + String.join(", ", known) : near);
      }
    }
  }

  /** The value under {@code key}; null, and an error, when there is none. */
  @Nullable YamlNode required(String key) {
    YamlNode node = map.get(key);
    if (node == null) {
      error(map.position(), "'" + key + "' is missing", "");
    }
    return node;
  }

  /** The text under {@code key}, empty when there is none. */
  String text(String key) {
    YamlNode node = map.get(key);
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    if (node != null && !(node instanceof YamlScalar)) {
      error(node.position(), "'" + key + "' must be a text, found " + node.kindName(), "");
    }
    return "";
  }

  boolean isTrue(String key) {
    YamlNode node = map.get(key);
    boolean isTrue = node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.TRUE;
    boolean isFalse = node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.FALSE;
    if (node != null && !isTrue && !isFalse) {
      error(node.position(), "'" + key + "' must be true or false", "");
    }
    return isTrue;
  }

  /** Whether one of several conditions is enough: {@code or}, where {@code and} is the default. */
  boolean isAny(String key) {
    String word = text(key);
    YamlNode node = map.get(key);
    if (node != null && !word.equals("or") && !word.equals("and")) {
      error(node.position(), "'" + key + "' must be 'and' or 'or'", "");
    }
    return word.equals("or");
  }

  /** The texts under {@code key}, a list or a single one. */
  List<String> texts(String key) {
    YamlNode node = map.get(key);
    return node == null ? List.of() : texts(node, key);
  }

  List<String> texts(YamlNode node, String key) {
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar && !scalar.isNull()) {
        texts.add(scalar.text());
      } else {
        error(item.position(), "'" + key + "' holds texts, found " + item.kindName(), "");
      }
    }
    return texts;
  }

  /** The regular expressions {@code texts}, which stand under {@code key}. */
  List<Pattern> patterns(String key, List<String> texts) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : texts) {
      try {
        patterns.add(Pattern.compile(text));
      } catch (PatternSyntaxException e) {
        error(
            positionOf(key),
            "the regular expression cannot be used: " + e.getDescription() + ": " + e.getPattern(),
            "look-around and back-references are not supported");
      }
    }
    return patterns;
  }

  /** The map from text to texts under {@code key}. */
  Map<String, List<String>> mapping(String key) {
    Map<String, List<String>> mapping = new LinkedHashMap<>();
    YamlNode node = map.get(key);
    if (node instanceof YamlMap found) {
      found.entries().forEach(e -> mapping.put(e.key(), texts(e.value(), e.key())));
    } else if (node != null) {
      error(node.position(), "'" + key + "' must be a map, found " + node.kindName(), "");
    }
    return mapping;
  }

  /** The maps in the list under {@code key}; {@code what} they are, for messages. */
  List<PipelineSection> sections(String key, String what) {
    YamlNode node = map.get(key);
    List<PipelineSection> sections = new ArrayList<>();
    if (node == null || (node instanceof YamlScalar scalar && scalar.isNull())) {
      return sections;
    }
    if (!(node instanceof YamlList list)) {
      error(node.position(), "'" + key + "' must be a list of " + what, "");
      return sections;
    }
    for (YamlNode item : list.items()) {
      if (item instanceof YamlMap section) {
        sections.add(new PipelineSection(file, section, errors));
      } else {
        error(item.position(), "one of the " + what + " is no map: " + item.kindName(), "");
      }
    }
    return sections;
  }

  /** Where the value of {@code key} stands, else where the map does. */
  Position positionOf(String key) {
    YamlNode node = map.get(key);
    return node == null ? map.position() : node.position();
  }
}
