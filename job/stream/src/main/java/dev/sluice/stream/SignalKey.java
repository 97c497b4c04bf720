package dev.sluice.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key under which the windows of one group of one correlation lie.
 *
 * <p>Its text is part of the state of jobs that run: it must stay as it is.
 *
 * @param definition hash of the definition
 * @param group values of the group's fields
 */
record SignalKey(String definition, List<String> group) {
  private static final char SEPARATOR = '|';
  private static final char LENGTH_END = ':';

  SignalKey {
    group = List.copyOf(group);
    if (definition.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("no hash of a definition: " + definition);
    }
  }

  /** By what the alerts of a group are kept together: the host, else the first value, else none. */
  static String host(@Nullable String host, List<String> group) {
    return host != null ? host : group.isEmpty() ? "" : group.get(0);
  }

  /** The definition that {@code text} begins with. Cost: does not depend on the group. */
  static String definition(String text) {
    int end = text.indexOf(SEPARATOR);
    return end < 0 ? text : text.substring(0, end);
  }

  /** Reads what {@link #text} has written. */
  static SignalKey parse(String text) {
    String definition = definition(text);
    List<String> group = new ArrayList<>();
    int at = definition.length();
    while (at < text.length()) {
      int lengthEnd = text.indexOf(LENGTH_END, at);
      int end = lengthEnd + 1 + Integer.parseInt(text.substring(at + 1, lengthEnd));
      group.add(text.substring(lengthEnd + 1, end));
      at = end;
    }
    return new SignalKey(definition, group);
  }

  /** The length in front keeps {@code a, bc} from being {@code ab, c}. */
  String text() {
    StringBuilder text = new StringBuilder(definition);
    for (String value : group) {
      text.append(SEPARATOR).append(value.length()).append(LENGTH_END).append(value);
    }
    return text.toString();
  }
}
