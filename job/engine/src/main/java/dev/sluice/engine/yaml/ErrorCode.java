package dev.sluice.engine.yaml;

/**
 * Every kind of problem in a rule, filter, correlation or table. The names are stable and
 * documented.
 */
public enum ErrorCode {
  // the text
  FILE_UNREADABLE(Severity.ERROR),
  YAML_SYNTAX(Severity.ERROR),
  DUPLICATE_KEY(Severity.ERROR),
  DOCUMENT_TOO_LARGE(Severity.ERROR),
  NESTING_TOO_DEEP(Severity.ERROR),
  TOO_MANY_ALIASES(Severity.ERROR),
  // the document
  NOT_A_SIGMA_DOCUMENT(Severity.ERROR),
  MISSING_FIELD(Severity.ERROR),
  MISSING_CONDITION(Severity.ERROR),
  WRONG_TYPE(Severity.ERROR),
  COLLECTION_ACTION(Severity.ERROR),
  DUPLICATE_ID(Severity.ERROR),
  // detections and values
  NULL_IDENTIFIER(Severity.ERROR),
  NULL_IN_LIST(Severity.ERROR),
  UNKNOWN_MODIFIER(Severity.ERROR),
  MODIFIER_CHAIN(Severity.ERROR),
  MODIFIER_VALUE(Severity.ERROR),
  BAD_CIDR(Severity.ERROR),
  BAD_REGEX(Severity.ERROR),
  REGEX_UNSUPPORTED(Severity.ERROR),
  REGEX_TOO_LARGE(Severity.ERROR),
  EXPANSION_TOO_LARGE(Severity.ERROR),
  PLACEHOLDER_MISSING(Severity.ERROR),
  // conditions
  CONDITION_SYNTAX(Severity.ERROR),
  UNKNOWN_IDENTIFIER(Severity.ERROR),
  EMPTY_SELECTOR(Severity.ERROR),
  AGGREGATION(Severity.ERROR),
  // filters and correlations
  FILTER_NOT_NEGATED(Severity.ERROR),
  FILTER_TARGET(Severity.WARNING),
  CORRELATION_TYPE(Severity.ERROR),
  CORRELATION_CONDITION(Severity.ERROR),
  CORRELATION_TIMESPAN(Severity.ERROR),
  CORRELATION_REFERENCE(Severity.ERROR),
  CORRELATION_CYCLE(Severity.ERROR),
  CORRELATION_DEPTH(Severity.ERROR),
  CORRELATION_FIELD(Severity.ERROR),
  CORRELATION_ALIAS(Severity.WARNING),
  CORRELATION_SHADOWED(Severity.WARNING),
  CORRELATION_NOT_IN_FORCE(Severity.WARNING),
  RULE_SILENCED(Severity.NOTE),
  // mapping, log source and placeholder tables
  TABLE_INVALID(Severity.ERROR),
  // what loads all the same
  UNKNOWN_KEY(Severity.WARNING),
  ID_MISSING(Severity.WARNING),
  BAD_ID(Severity.WARNING),
  REPEATED_MODIFIER(Severity.WARNING),
  ALL_ON_ONE_VALUE(Severity.WARNING),
  CIDR_HOST_BITS(Severity.WARNING),
  TIMEFRAME_UNUSED(Severity.WARNING),
  UNUSED_IDENTIFIER(Severity.WARNING),
  UNROUTABLE(Severity.WARNING);

  private final Severity severity;

  ErrorCode(Severity severity) {
    this.severity = severity;
  }

  /** Whether a document with this problem is refused. */
  public Severity severity() {
    return severity;
  }
}
