package dev.sluice.engine.regex;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.regex.CodePoints.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which code points {@code (?i)} takes for one another: those that {@link CaseFold} folds alike, as
 * RE2/J 1.8 has them.
 *
 * <p>Two differences of RE2/J are kept. The letters U+1C80 to U+1C88 are in no orbit, and RE2/J
 * never finishes compiling an expression that names one. Beyond {@link #LAST_IN_CLASS} a range of a
 * class is not folded though a single letter is; whoever asks for it is refused.
 */
final class CaseOrbits {

  private static final int FIRST_TRAPPED = 0x1C80;
  private static final int LAST_TRAPPED = 0x1C88;

  /** The smallest code point that folds, {@code A}. */
  private static final int FIRST_FOLDING = 'A';

  /** The last code point that RE2/J folds in a class. */
  private static final int LAST_IN_CLASS = 0x1044F;

  /** The supplementary code points among which all that fold are. */
  static final Range SUPPLEMENTARY = new Range(0x10400, 0x1E943);

  private static final int BMP_SIZE = 0x10000;

  private CaseOrbits() {}

  /** Only an expression with {@code (?i)} pays for the table. */
  private static final class Table {
    static final Map<Integer, CodePoints> ORBITS = orbits();

    private static Map<Integer, CodePoints> orbits() {
      Map<Integer, List<Range>> byFolded = new HashMap<>();
      for (int c = 0; c < BMP_SIZE; c++) {
        int folded = CaseFold.fold(c);
        if (folded != c && !trapped(c, c)) {
          byFolded.computeIfAbsent(folded, f -> startedBy(f)).add(new Range(c, c));
        }
      }
      Map<Integer, CodePoints> orbits = new HashMap<>();
      for (List<Range> members : byFolded.values()) {
        CodePoints orbit = new CodePoints(members);
        orbit.stream().forEach(member -> orbits.put(member, orbit));
      }
      return orbits;
    }

    private static List<Range> startedBy(int folded) {
      return new ArrayList<>(List.of(new Range(folded, folded)));
    }
  }

  /** All that match {@code codePoint} whatever their case; itself alone when it has none. */
  static CodePoints of(int codePoint) {
    CodePoints orbit = Table.ORBITS.get(codePoint);
    return orbit == null ? CodePoints.of(codePoint) : orbit;
  }

  /** {@code range} and all that match a member of it whatever their case, as RE2/J has it. */
  static CodePoints closure(Range range) throws RefusedException {
    CodePoints set = CodePoints.of(range.first(), range.last());
    if (range.first() <= FIRST_FOLDING && range.last() >= LAST_IN_CLASS) {
      return set;
    }
    if (trapped(range.first(), range.last())) {
      throw new RefusedException("RE2/J cannot ignore the case of U+1C80 to U+1C88");
    }
    if (range.first() <= SUPPLEMENTARY.last() && range.last() >= SUPPLEMENTARY.first()) {
      throw new RefusedException("RE2/J folds supplementary letters in part only");
    }
    List<Range> members = new ArrayList<>(List.of(range));
    int last = Math.min(range.last(), BMP_SIZE - 1);
    for (int c = range.first(); c <= last; c++) {
      members.addAll(of(c).ranges());
    }
    return new CodePoints(members);
  }

  private static boolean trapped(int first, int last) {
    return first <= LAST_TRAPPED && last >= FIRST_TRAPPED;
  }
}
