package dev.sluice.engine.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that the Linux audit daemon gives to all records of one event. */
final class AuditId {
  private static final Pattern ID =
      Pattern.compile("(?:audit\\()?((\\d{1,12}\\.\\d{1,9}):\\d{1,20})(?:\\):?)?");

  private AuditId() {}

  /**
   * Returns {@code 1795166047.318:4021} of {@code audit(1795166047.318:4021):} or of what is in the
   * brackets, null when {@code text} is neither.
   */
  static @Nullable String of(String text) {
    Matcher id = ID.matcher(text);
    return id.matches() ? id.group(1) : null;
  }

  /** Returns the seconds in it, null when {@code text} is none. */
  static @Nullable String seconds(String text) {
    Matcher id = ID.matcher(text);
    return id.matches() ? id.group(2) : null;
  }
}
