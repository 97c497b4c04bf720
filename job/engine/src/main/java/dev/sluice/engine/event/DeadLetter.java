package dev.sluice.engine.event;

/**
 * Why bytes are no event. The message never holds event data, for that may be a secret.
 *
 * @param byteOffset where the reader stood, counted from the first byte given
 */
public record DeadLetter(Reason reason, String message, long byteOffset) {
  /** What is wrong with the bytes. */
  public enum Reason {
    /** No byte but white space. */
    EMPTY,
    /** Not JSON as RFC 8259 defines it. */
    MALFORMED_JSON,
    /** Not UTF-8: JSON is exchanged in nothing else. */
    MALFORMED_UTF8,
    /** JSON, but no object. */
    NOT_AN_OBJECT,
    /** More bytes than {@link EventLimits#maxBytes()}. */
    TOO_LARGE,
    /** Nested deeper than {@link EventLimits#maxDepth()}. */
    TOO_DEEP,
    /** Something follows the first object. */
    TRAILING_DATA
  }
}
