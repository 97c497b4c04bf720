package dev.sluice.engine.yaml;

/**
 * Gives one instance of words that come again and again: thousands of rules have the same keys,
 * tags and file names, of SigmaHQ about 130,000 strings (7 MB).
 *
 * <p>Bounded: a word that loses its slot to another is shared no longer. Safe for use by several
 * threads; a race costs a word its sharing only, for strings are immutable.
 */
final class SharedWords {

  private static final int SLOTS = 1 << 13;
  private static final int MAX_LENGTH = 40;
  private static final String[] WORDS = new String[SLOTS];

  private SharedWords() {}

  /** Returns a text equal to {@code word}. */
  static String shared(String word) {
    if (word.length() > MAX_LENGTH) {
      return word;
    }
    int hash = word.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    String known = WORDS[slot];
    if (word.equals(known)) {
      return known;
    }
    WORDS[slot] = word;
    return word;
  }
}
