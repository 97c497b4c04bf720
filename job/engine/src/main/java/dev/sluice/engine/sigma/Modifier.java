package dev.sluice.engine.sigma;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The modifiers of the specification's appendix, with their aliases. */
public enum Modifier {
  CONTAINS("contains"),
  STARTSWITH("startswith"),
  ENDSWITH("endswith"),
  ALL("all"),
  RE("re"),
  IGNORE_CASE("i", "ignorecase"),
  MULTI_LINE("m", "multiline"),
  DOT_ALL("s", "dotall"),
  CASED("cased"),
  CIDR("cidr"),
  EXISTS("exists"),
  LT("lt"),
  LTE("lte"),
  GT("gt"),
  GTE("gte"),
  NEQ("neq"),
  FIELDREF("fieldref"),
  WINDASH("windash"),
  BASE64("base64"),
  BASE64OFFSET("base64offset"),
  WIDE("wide", "utf16le"),
  UTF16BE("utf16be"),
  UTF16("utf16"),
  EXPAND("expand"),
  MINUTE("minute"),
  HOUR("hour"),
  DAY("day"),
  WEEK("week"),
  MONTH("month"),
  YEAR("year");

  private static final Map<String, Modifier> BY_NAME = new TreeMap<>();

  static {
    for (Modifier modifier : values()) {
      BY_NAME.put(modifier.text, modifier);
      BY_NAME.put(modifier.alias, modifier);
    }
  }

  private final String text;
  private final String alias;

  Modifier(String text) {
    this(text, text);
  }

  Modifier(String text, String alias) {
    this.text = text;
    this.alias = alias;
  }

  /** The modifier written {@code name}, or null. Names are lower case. */
  static @Nullable Modifier named(String name) {
    return BY_NAME.get(name);
  }

  /** All names and aliases. */
  static Collection<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The name in the specification of the modifier written {@code name}, which may be none. */
  public static String canonical(String name) {
    Modifier modifier = named(name);
    return modifier == null ? name : modifier.text();
  }

  /** The name as in the specification. */
  public String text() {
    return text;
  }
}
