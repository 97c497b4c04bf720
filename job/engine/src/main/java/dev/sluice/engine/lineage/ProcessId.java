package dev.sluice.engine.lineage;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process is known by, in a form that can be compared.
 *
 * @param guid folded and without braces; null when it is not stated or all zeros
 * @param pid in decimal digits; null when it is not stated or 0
 */
record ProcessId(@Nullable String guid, @Nullable String pid) {
  static final ProcessId NONE = new ProcessId(null, null);

  private static final int MAX_GUID = 128;
  private static final int MAX_DIGITS = 20;

  /** Returns the id that the values of two fields state. */
  static ProcessId of(List<Value> guid, List<Value> pid) {
    return new ProcessId(guid(Texts.first(guid)), pid(Texts.first(pid)));
  }

  boolean isNone() {
    return guid == null && pid == null;
  }

  static @Nullable String guid(@Nullable String text) {
    if (text == null || text.length() > MAX_GUID) {
      return null;
    }
    boolean braced = text.startsWith("{") && text.endsWith("}");
    String bare = CaseFold.fold(braced ? text.substring(1, text.length() - 1) : text);
    return bare.chars().allMatch(c -> c == '0' || c == '-') ? null : bare;
  }

  static @Nullable String pid(@Nullable String text) {
    if (text == null || text.length() > MAX_DIGITS) {
      return null;
    }
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    try {
      long number =
          hex ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
      return number == 0 ? null : Long.toUnsignedString(number);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }
}
