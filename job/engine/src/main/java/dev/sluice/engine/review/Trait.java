package dev.sluice.engine.review;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something by which events are told apart: a field, or a part of the path in it.
 *
 * @param cost how little one would rely on it; the least is best
 */
record Trait(String field, Part part, int cost) {

  /** A longer value is no name of anything. */
  private static final int MAX_VALUE = 1024;

  private static final Pattern PATH = Pattern.compile("([A-Za-z]:[\\\\/]|\\\\|/|%\\w+%)[^\"]*");

  /** Fields that begin with a path and go on. */
  private static final Pattern LINES = Pattern.compile("(?i).*(commandline|scriptblock.*|query)");

  /** What of a field counts. */
  enum Part {
    WHOLE(""),
    /** The name of a file, with the separator before it. */
    FILE_NAME("|endswith"),
    /** The folder of a file, with the separator behind it. */
    FOLDER("|startswith");

    private final String modifier;

    Part(String modifier) {
      this.modifier = modifier;
    }
  }

  /** The key under which a rule would ask for it. */
  String key() {
    return field + part.modifier;
  }

  /**
   * What {@code event} has of it as the event writes it, null when it has not exactly one value.
   */
  @Nullable String of(Event event) {
    List<Value> values = event.values(field);
    if (values.size() != 1) {
      return null;
    }
    Value value = values.get(0);
    String text = value.text();
    boolean usable =
        value.kind() != Value.Kind.NULL
            && value.kind() != Value.Kind.COMPOSITE
            && !text.isEmpty()
            && text.length() <= MAX_VALUE
            && text.chars()
                .noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    return usable ? partOf(text) : null;
  }

  /** What {@code event} has of each of {@code traits}, null when it lacks one. */
  static @Nullable List<String> tuple(List<Trait> traits, Event event) {
    List<String> tuple = new ArrayList<>();
    for (Trait trait : traits) {
      String value = trait.of(event);
      if (value == null) {
        return null;
      }
      tuple.add(value);
    }
    return tuple;
  }

  /** {@code texts} as they are compared. */
  static List<String> folded(List<String> texts) {
    return texts.stream().map(CaseFold::fold).toList();
  }

  private @Nullable String partOf(String text) {
    if (part == Part.WHOLE) {
      return text;
    }
    int separator = Math.max(text.lastIndexOf('\\'), text.lastIndexOf('/'));
    boolean isPath = separator > 0 && separator < text.length() - 1 && PATH.matcher(text).matches();
    if (!isPath || LINES.matcher(field).matches()) {
      return null;
    }
    return part == Part.FILE_NAME ? text.substring(separator) : text.substring(0, separator + 1);
  }
}
