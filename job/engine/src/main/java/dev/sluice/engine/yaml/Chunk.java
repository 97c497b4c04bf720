package dev.sluice.engine.yaml;

import org.yaml.snakeyaml.error.Mark;

/**
 * One document of a stream, and where its places are in the file. Lines end as editors end them;
 * snakeyaml ends them at a lone CR and at the line ends of Unicode as well.
 *
 * @param linesBefore number of lines that stand before it
 * @param oddLines whether snakeyaml sees more lines in it than there are
 */
record Chunk(String text, int linesBefore, boolean oddLines) {

  static Chunk of(String text, int linesBefore) {
    return new Chunk(text, linesBefore, hasOddLines(text));
  }

  private static boolean hasOddLines(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (lone || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        return true;
      }
    }
    return false;
  }

  Position start() {
    return new Position(linesBefore + 1, 1);
  }

  Position at(Mark mark) {
    return oddLines
        ? at(mark.getIndex())
        : new Position(mark.getLine() + 1 + linesBefore, mark.getColumn() + 1);
  }

  /** Where the character stands that has {@code codePoints} before it. */
  Position at(int codePoints) {
    int all = text.codePointCount(0, text.length());
    String before = text.substring(0, text.offsetByCodePoints(0, Math.min(codePoints, all)));
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int begin = before.lastIndexOf('\n') + 1;
    int column = before.codePointCount(begin, before.length()) + 1;
    return new Position(linesBefore + lines + 1, column);
  }
}
