package dev.sluice.engine.regex;

/** A step of a {@link Program}; instructions name each other by their place in it. */
sealed interface Instruction {

  /**
   * Takes one byte.
   *
   * @param row the row of the program that says what follows a class of bytes: {@link
   *     Utf8Trie#FAIL}, {@link Utf8Trie#ACCEPT} or the node of the trie
   * @param base the place of node 0
   * @param out what follows when a whole character has been taken
   */
  record Take(int row, int base, int out) implements Instruction {}

  /** Goes on at both places. */
  record Fork(int first, int second) implements Instruction {}

  /** Goes on at {@code out} if {@code assertion} holds. */
  record Check(Assertion assertion, int out) implements Instruction {}

  /** The expression has been found. */
  enum End implements Instruction {
    FOUND
  }
}
