package dev.sluice.engine.yaml;

/**
 * Every kind of problem in a rule, filter, correlation or table. The names are stable and
 * documented: {@code sluice explain CODE} prints the page of one.
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
  // processing pipelines, and rules that one of them cannot be applied to
  PIPELINE_INVALID(Severity.ERROR),
  // what loads all the same
  UNKNOWN_KEY(Severity.WARNING),
  ID_MISSING(Severity.WARNING),
  BAD_ID(Severity.WARNING),
  REPEATED_MODIFIER(Severity.WARNING),
  ALL_ON_ONE_VALUE(Severity.WARNING),
  CIDR_HOST_BITS(Severity.WARNING),
  TIMEFRAME_UNUSED(Severity.WARNING),
  UNUSED_IDENTIFIER(Severity.WARNING),
  UNROUTABLE(Severity.WARNING),
  // what the document says of itself
  TITLE_LENGTH(Severity.NOTE),
  TITLE_FORM(Severity.NOTE),
  TITLE_TWICE(Severity.NOTE),
  STATUS_MISSING(Severity.NOTE),
  STATUS_UNKNOWN(Severity.WARNING),
  LEVEL_MISSING(Severity.NOTE),
  LEVEL_UNKNOWN(Severity.WARNING),
  DESCRIPTION_MISSING(Severity.NOTE),
  DESCRIPTION_SHORT(Severity.NOTE),
  AUTHOR_MISSING(Severity.NOTE),
  DATE_MISSING(Severity.NOTE),
  DATE_FORM(Severity.WARNING),
  DATE_ORDER(Severity.WARNING),
  METADATA_TYPE(Severity.WARNING),
  METADATA_EMPTY(Severity.NOTE),
  KEY_MISSPELT(Severity.WARNING),
  KEY_ORDER(Severity.NOTE),
  REFERENCE_FORM(Severity.NOTE),
  REFERENCE_TWICE(Severity.NOTE),
  FALSEPOSITIVES_MISSING(Severity.NOTE),
  FALSEPOSITIVE_EMPTY(Severity.NOTE),
  RELATED_FORM(Severity.WARNING),
  RELATED_TO_ITSELF(Severity.WARNING),
  ID_CASE(Severity.NOTE),
  LICENSE_FORM(Severity.NOTE),
  // tags
  TAG_FORM(Severity.WARNING),
  TAG_CASE(Severity.NOTE),
  TAG_TWICE(Severity.NOTE),
  TAG_NAMESPACE(Severity.NOTE),
  TAG_ATTACK_MISSING(Severity.NOTE),
  TAG_TECHNIQUE_UNKNOWN(Severity.WARNING),
  TAG_TECHNIQUE_REVOKED(Severity.NOTE),
  TAG_TACTIC_UNKNOWN(Severity.WARNING),
  TAG_TACTIC_SPELLING(Severity.NOTE),
  TAG_TACTIC_MISSING(Severity.NOTE),
  TAG_CVE_FORM(Severity.WARNING),
  TAG_CAR_FORM(Severity.WARNING),
  TAG_TLP_UNKNOWN(Severity.WARNING),
  TAG_DETECTION_UNKNOWN(Severity.WARNING),
  // log sources and fields
  LOGSOURCE_CASE(Severity.NOTE),
  LOGSOURCE_LIST(Severity.NOTE),
  LOGSOURCE_WORD_UNKNOWN(Severity.WARNING),
  LOGSOURCE_UNSUPPORTED(Severity.NOTE),
  LOGSOURCE_BY_NAME_ONLY(Severity.NOTE),
  LOGSOURCE_WIDE(Severity.NOTE),
  EVENT_ID_OUTSIDE(Severity.WARNING),
  EVENT_ID_REDUNDANT(Severity.NOTE),
  FIELD_UNKNOWN(Severity.WARNING),
  FIELD_CASE(Severity.WARNING),
  FIELD_BLANK(Severity.WARNING),
  FIELD_OF_ONE_SCHEMA(Severity.NOTE),
  // values that say something else than meant
  VALUE_TWICE(Severity.NOTE),
  VALUE_SHORT(Severity.NOTE),
  VALUE_EMPTY(Severity.WARNING),
  LIST_EMPTY(Severity.WARNING),
  WILDCARD_FOR_MODIFIER(Severity.NOTE),
  WILDCARD_BESIDE_MODIFIER(Severity.NOTE),
  WILDCARD_TWICE(Severity.NOTE),
  WILDCARD_ONLY(Severity.NOTE),
  WILDCARD_ESCAPED(Severity.WARNING),
  NUMBER_AS_TEXT(Severity.NOTE),
  REGEX_PLAIN(Severity.NOTE),
  REGEX_NEEDLESS_ANY(Severity.NOTE),
  REGEX_CATCH_ALL(Severity.WARNING),
  ALL_NEEDS_CONTAINS(Severity.WARNING),
  BASE64_NEEDS_CONTAINS(Severity.WARNING),
  WINDASH_WITHOUT_DASH(Severity.NOTE),
  PATH_END_OPEN(Severity.NOTE),
  INVISIBLE_CHARACTER(Severity.WARNING),
  MODIFIER_ALIAS(Severity.NOTE),
  // conditions that say something else than meant
  CONDITION_NEGATION_ONLY(Severity.NOTE),
  CONDITION_CONTRADICTION(Severity.WARNING),
  CONDITION_LIST(Severity.NOTE),
  CONDITION_WORD_CASE(Severity.NOTE),
  SELECTOR_NAMES_ONE(Severity.NOTE),
  THEM_INCLUDES_FILTER(Severity.WARNING),
  FILTER_ASKED_FOR(Severity.WARNING),
  IDENTIFIERS_EQUAL(Severity.NOTE),
  // correlations that say something else than meant
  CORRELATION_WITHOUT_GROUP(Severity.NOTE),
  CORRELATION_ALWAYS_TRUE(Severity.WARNING),
  CORRELATION_OF_ONE(Severity.WARNING),
  CORRELATION_TIMESPAN_LONG(Severity.NOTE),
  // the file
  TRAILING_SPACE(Severity.NOTE),
  FINAL_NEWLINE(Severity.NOTE),
  LINE_ENDS(Severity.NOTE),
  BYTE_ORDER_MARK(Severity.NOTE),
  FILE_NAME(Severity.NOTE),
  // findings that a document suppresses
  SUPPRESSION_FORM(Severity.WARNING),
  SUPPRESSION_WITHOUT_REASON(Severity.WARNING),
  SUPPRESSION_OF_NO_CODE(Severity.WARNING),
  SUPPRESSION_OF_ERROR(Severity.WARNING),
  SUPPRESSION_UNUSED(Severity.WARNING),
  // events beside rules
  TEST_WITHOUT_MATCH(Severity.WARNING),
  TEST_WITHOUT_OTHER(Severity.WARNING);

  private final Severity severity;

  ErrorCode(Severity severity) {
    this.severity = severity;
  }

  /** Whether a document with this problem is refused. */
  public Severity severity() {
    return severity;
  }
}
