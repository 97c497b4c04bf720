package dev.sluice.engine.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A nondeterministic automaton over classes of bytes. Immutable; its arrays are not to be written
 * to.
 */
final class Program {

  /** At the first character of the text. */
  final int start;

  /** Where every later search begins: at any character of the text; -1 when anchored. */
  final int resting;

  /** The places from {@code resting} on belong to the loop over characters that come before. */
  final int loopFrom;

  final Instruction[] instructions;

  /** By the number of the row, then by the class of a byte. */
  final int[][] rows;

  final ByteClasses classes;

  /** What each class is to an assertion on either side of it. */
  final Assertion.Side[] sides;

  Program(
      List<Instruction> instructions, int start, int loopFrom, boolean anchored, List<int[]> rows) {
    this.instructions = instructions.toArray(new Instruction[0]);
    this.start = start;
    this.resting = anchored ? -1 : start;
    this.loopFrom = loopFrom;
    this.classes = ByteClasses.of(rows);
    this.rows = rows.stream().map(classes::compress).toArray(int[][]::new);
    this.sides = new Assertion.Side[classes.count()];
    int[] examples = classes.examples();
    for (int i = 0; i < sides.length; i++) {
      sides[i] = Assertion.Side.of(examples[i]);
    }
  }

  /** Returns the program of {@code search}, or null when it would be too large. */
  static @Nullable Program of(Search search) {
    try {
      return new ProgramCompiler().compile(search);
    } catch (RefusedException e) {
      return null;
    }
  }

  /** Whether {@code place} only passes over characters before a match. */
  boolean isLoop(int place) {
    return place >= loopFrom;
  }
}
