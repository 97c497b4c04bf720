package dev.sluice.engine.event;

import org.jspecify.annotations.Nullable;

/** The one spelling of a host name: folded, without the trailing dot of a fully qualified name. */
final class HostName {
  private HostName() {}

  /** Returns the host that {@code value} names, or null when it names none. */
  static @Nullable String of(Value value) {
    if (value.kind() != Value.Kind.STRING && value.kind() != Value.Kind.NUMBER) {
      return null;
    }
    String name = value.folded().strip();
    while (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return name.isEmpty() || name.equals("-") ? null : name;
  }
}
