package dev.sluice.engine.regex;

import dev.sluice.engine.regex.Assertion.Side;
import org.jspecify.annotations.Nullable;

/**
 * Builds the states of a program: the subset construction, one step at a time. For one thread.
 *
 * <p>An assertion that looks ahead stays in the state until the next byte is known (as in RE2,
 * {@code dfa.cc}, {@code RunWorkqOnEmptyString}). Cost of a step is O(instructions).
 */
final class Stepper {

  /** The expression has been found, whatever follows. */
  static final State FOUND = new State(new int[0], false, Side.OTHER);

  /** The expression is not found, whatever follows. */
  static final State ABSENT = new State(new int[] {-1}, false, Side.OTHER);

  private final Program program;
  private final PlaceSet current;
  private final PlaceSet next;
  private final int[] stack;
  private boolean found;
  private boolean waits;

  Stepper(Program program) {
    this.program = program;
    this.current = new PlaceSet(program.instructions.length);
    this.next = new PlaceSet(program.instructions.length);
    this.stack = new int[2 * program.instructions.length + 2];
  }

  /** The state at the beginning of a text. */
  State first() {
    return stateAt(program.start, Side.EDGE);
  }

  /**
   * The state that a search returns to when nothing of a match has been seen; null when anchored.
   */
  @Nullable State resting() {
    return program.resting < 0 ? null : stateAt(program.resting, Side.OTHER);
  }

  private State stateAt(int place, Side before) {
    begin(next);
    follow(place, before, null, next);
    return state(before);
  }

  /** The state after a byte of {@code byteClass}. */
  State step(State state, int byteClass) {
    Side side = program.sides[byteClass];
    if (state.waits && resolve(state, side)) {
      return FOUND;
    }
    int count = state.waits ? current.size() : state.places.length;
    begin(next);
    for (int i = 0; i < count; i++) {
      int place = state.waits ? current.get(i) : state.places[i];
      if (program.instructions[place] instanceof Instruction.Take take) {
        int node = program.rows[take.row()][byteClass];
        if (node != Utf8Trie.FAIL) {
          follow(node == Utf8Trie.ACCEPT ? take.out() : take.base() + node, side, null, next);
        }
      }
    }
    return state(side);
  }

  /** {@link #FOUND} or {@link #ABSENT}: what the end of the text decides. */
  State finish(State state) {
    return state.waits && resolve(state, Side.EDGE) ? FOUND : ABSENT;
  }

  /** Goes on from all that waits, now that the next byte is known; returns whether that ends it. */
  private boolean resolve(State state, Side after) {
    begin(current);
    for (int place : state.places) {
      follow(place, state.before, after, current);
    }
    return found;
  }

  private void begin(PlaceSet set) {
    set.clear();
    found = false;
    waits = false;
  }

  private State state(Side before) {
    if (found) {
      return FOUND;
    }
    int[] places = next.sorted(this::takesOrWaits);
    return places.length == 0 ? ABSENT : new State(places, waits, before);
  }

  /** All else has been gone through and is of no use to the next step. */
  private boolean takesOrWaits(int place) {
    Instruction instruction = program.instructions[place];
    return instruction instanceof Instruction.Take
        || (instruction instanceof Instruction.Check check && check.assertion().looksAhead());
  }

  /**
   * Adds what is reached from {@code start} without a byte; {@code after} null is not known yet.
   */
  private void follow(int start, Side before, @Nullable Side after, PlaceSet set) {
    int depth = 0;
    stack[depth++] = start;
    while (depth > 0) {
      int place = stack[--depth];
      if (!set.add(place)) {
        continue;
      }
      Instruction instruction = program.instructions[place];
      if (instruction instanceof Instruction.Fork fork) {
        stack[depth++] = fork.second();
        stack[depth++] = fork.first();
      } else if (instruction instanceof Instruction.Check check) {
        boolean undecided = after == null && check.assertion().looksAhead();
        waits |= undecided;
        if (!undecided && check.assertion().holds(before, after == null ? Side.OTHER : after)) {
          stack[depth++] = check.out();
        }
      } else if (instruction == Instruction.End.FOUND) {
        found = true;
      }
    }
  }
}
