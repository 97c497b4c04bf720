package dev.sluice.catalog.site;

/** What kinds of tests are called in sentences. */
final class KindWords {

  private static final String CASED = " cased";

  private KindWords() {}

  /** {@code kind}, as indicators have it, in words. */
  static String of(String kind) {
    if (kind.endsWith(CASED)) {
      return of(kind.substring(0, kind.length() - CASED.length())) + ", case counts";
    }
    return switch (kind) {
      case "eq" -> "equals";
      case "neq" -> "does not equal";
      case "contains" -> "contains";
      case "startswith" -> "starts with";
      case "endswith" -> "ends with";
      case "wildcard" -> "matches the pattern";
      case "re" -> "matches the regular expression";
      case "cidr" -> "is in the network";
      case "lt" -> "is less than";
      case "lte" -> "is at most";
      case "gt" -> "is more than";
      case "gte" -> "is at least";
      case "exists" -> "exists";
      case "null" -> "is null or missing";
      case "fieldref" -> "equals the field";
      default -> more(kind);
    };
  }

  private static String more(String kind) {
    if (kind.startsWith("re|")) {
      return "matches the regular expression (flags " + kind.substring("re|".length()) + ")";
    }
    return kind.startsWith("fieldref ")
        ? of(kind.substring("fieldref ".length())) + " what stands in the field"
        : kind;
  }
}
