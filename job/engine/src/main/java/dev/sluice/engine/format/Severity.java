package dev.sluice.engine.format;

import java.util.Locale;

/** How bad it is, by the level of the rule. The one table of levels for all forms. */
enum Severity {
  /** Of a rule without a level. */
  UNKNOWN(0, "Unknown"),
  INFORMATIONAL(1, "Informational"),
  LOW(2, "Low"),
  MEDIUM(3, "Medium"),
  HIGH(4, "High"),
  CRITICAL(5, "Critical"),
  /** Of a level that Sigma does not know. */
  OTHER(99, "Other");

  private final int id;
  private final String caption;

  Severity(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  static Severity of(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "" -> UNKNOWN;
      case "informational" -> INFORMATIONAL;
      case "low" -> LOW;
      case "medium" -> MEDIUM;
      case "high" -> HIGH;
      case "critical" -> CRITICAL;
      default -> OTHER;
    };
  }

  /** As OCSF numbers it; more is worse. */
  int id() {
    return id;
  }

  /** What OCSF calls it. */
  String caption() {
    return caption;
  }
}
