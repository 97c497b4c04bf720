package dev.sluice.engine.regex;

/** What is asked of a place between two characters; it takes none of them. */
enum Assertion implements Expression {
  BEGIN_TEXT,
  BEGIN_LINE,
  END_TEXT,
  END_LINE,
  WORD_BOUNDARY,
  NO_WORD_BOUNDARY;

  /** What stands on one side of the place. */
  enum Side {
    EDGE,
    NEWLINE,
    WORD,
    OTHER;

    /** The side that a character beginning or ending with byte {@code value} makes. */
    static Side of(int value) {
      return value == '\n' ? NEWLINE : isWord(value) ? WORD : OTHER;
    }
  }

  /** Whether the character after the place decides. */
  boolean looksAhead() {
    return this != BEGIN_TEXT && this != BEGIN_LINE;
  }

  /** Whether this is true between {@code before} and {@code after}. */
  boolean holds(Side before, Side after) {
    return switch (this) {
      case BEGIN_TEXT -> before == Side.EDGE;
      case BEGIN_LINE -> before == Side.EDGE || before == Side.NEWLINE;
      case END_TEXT -> after == Side.EDGE;
      case END_LINE -> after == Side.EDGE || after == Side.NEWLINE;
      case WORD_BOUNDARY -> (before == Side.WORD) != (after == Side.WORD);
      case NO_WORD_BOUNDARY -> (before == Side.WORD) == (after == Side.WORD);
    };
  }

  /** ASCII only, as in RE2. */
  static boolean isWord(int value) {
    return (value >= '0' && value <= '9')
        || (value >= 'A' && value <= 'Z')
        || (value >= 'a' && value <= 'z')
        || value == '_';
  }
}
