package dev.sluice.engine.regex;

import dev.sluice.engine.regex.Expression.Choice;
import dev.sluice.engine.regex.Expression.OneOf;
import dev.sluice.engine.regex.Expression.Repeat;
import dev.sluice.engine.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles from the end to the beginning: each part is given the place that follows it. Used once.
 */
final class ProgramCompiler {

  private static final int MAX_INSTRUCTIONS = 20_000;
  private static final int BYTES = 256;

  /** Rows of a set's trie. */
  private record Shape(int firstRow, int nodes) {}

  private final List<Instruction> instructions = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();
  private final Map<CodePoints, Shape> shapes = new HashMap<>();
  private boolean looksAtLines;
  private boolean looksAtWords;

  Program compile(Search search) throws RefusedException {
    int found = add(Instruction.End.FOUND);
    int body = compile(search.body(), found);
    int loopFrom = instructions.size();
    int start = search.anchored() ? body : loop(body);
    separate();
    return new Program(instructions, start, loopFrom, search.anchored(), rows);
  }

  private int compile(Expression expression, int next) throws RefusedException {
    if (expression instanceof OneOf one) {
      return character(one.codePoints(), next);
    }
    if (expression instanceof Sequence sequence) {
      int place = next;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        place = compile(sequence.parts().get(i), place);
      }
      return place;
    }
    if (expression instanceof Choice choice) {
      int last = choice.branches().size() - 1;
      int place = compile(choice.branches().get(last), next);
      for (int i = last - 1; i >= 0; i--) {
        place = add(new Instruction.Fork(compile(choice.branches().get(i), next), place));
      }
      return place;
    }
    if (expression instanceof Repeat repeat) {
      return repeat(repeat, next);
    }
    return check((Assertion) expression, next);
  }

  private int check(Assertion assertion, int next) throws RefusedException {
    looksAtLines |= assertion == Assertion.BEGIN_LINE || assertion == Assertion.END_LINE;
    looksAtWords |= assertion == Assertion.WORD_BOUNDARY || assertion == Assertion.NO_WORD_BOUNDARY;
    return add(new Instruction.Check(assertion, next));
  }

  private int repeat(Repeat repeat, int next) throws RefusedException {
    int place = next;
    int copies = repeat.least();
    if (repeat.most() == Repeat.UNBOUNDED) {
      int fork = add(new Instruction.Fork(next, next));
      int body = compile(repeat.body(), fork);
      instructions.set(fork, new Instruction.Fork(body, next));
      place = repeat.least() == 0 ? fork : body;
      copies = Math.max(0, repeat.least() - 1);
    } else {
      for (int i = repeat.least(); i < repeat.most(); i++) {
        place = add(new Instruction.Fork(compile(repeat.body(), place), next));
      }
    }
    for (int i = 0; i < copies; i++) {
      place = compile(repeat.body(), place);
    }
    return place;
  }

  private int character(CodePoints set, int next) throws RefusedException {
    Shape shape = shapes.get(set);
    if (shape == null) {
      int[][] trie = Utf8Trie.of(set);
      shape = new Shape(rows.size(), trie.length);
      rows.addAll(List.of(trie));
      shapes.put(set, shape);
    }
    int base = instructions.size();
    for (int node = 0; node < shape.nodes(); node++) {
      add(new Instruction.Take(shape.firstRow() + node, base, next));
    }
    return base;
  }

  /** A match may begin at each character, not at each byte: {@code \B} is no match within one. */
  private int loop(int body) throws RefusedException {
    int fork = add(new Instruction.Fork(body, body));
    instructions.set(fork, new Instruction.Fork(body, character(CodePoints.ALL, fork)));
    return fork;
  }

  /** Bytes that an assertion tells apart are of different classes. */
  private void separate() {
    int[] row = new int[BYTES];
    for (int value = 0; value < BYTES; value++) {
      boolean newline = looksAtLines && value == '\n';
      boolean word = looksAtWords && Assertion.isWord(value);
      row[value] = newline ? 1 : word ? 2 : 0;
    }
    rows.add(row);
  }

  private int add(Instruction instruction) throws RefusedException {
    if (instructions.size() == MAX_INSTRUCTIONS) {
      throw new RefusedException("too large");
    }
    instructions.add(instruction);
    return instructions.size() - 1;
  }
}
