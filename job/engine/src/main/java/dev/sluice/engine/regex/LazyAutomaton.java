package dev.sluice.engine.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The deterministic automaton of a program, built where texts lead to. For one thread.
 *
 * <p>Follows RE2's {@code dfa.cc} (Russ Cox, "Regular Expression Matching in the Wild", 2010): a
 * transition is computed when first needed and kept in a table; when the table is full all states
 * are forgotten; when that happens again before the states have paid for themselves the search is
 * given up, so that the caller can take the slower way.
 *
 * <p>Cost: two loads per byte on known transitions, no allocation; O(instructions) for each unknown
 * one, of which there is at most one per byte.
 */
final class LazyAutomaton {

  /** What a search comes to. */
  enum Outcome {
    FOUND,
    ABSENT,
    /** The states did not fit; nothing is known. */
    GIVEN_UP
  }

  private static final int UNKNOWN = -1;
  private static final int FOUND = -2;
  private static final int ABSENT = -3;
  private static final int RESTING = -4;
  private static final int TOO_MANY = -5;
  private static final int NONE = -6;

  /** Bytes that a kept state must have been worth, or the search is given up. */
  private static final int BYTES_PER_STATE = 10;

  private static final int INITIAL_STATES = 8;

  /** What a state costs apart from its arrays: objects, map entry. */
  private static final int STATE_OVERHEAD = 96;

  private final @Nullable Skip skip;
  private final Stepper stepper;
  private final State firstState;
  private final short[] classOf;

  /** Entries per state: one for each class of bytes, one for the end of the text. */
  private final int width;

  private final long maxBytes;

  /** State i begins at i * width; an entry is the beginning of a state or a negative word. */
  private int[] table;

  private final List<State> states = new ArrayList<>();
  private final Map<State, Integer> known = new HashMap<>();
  private long bytes;
  private int first = NONE;
  private int resting = NONE;
  private long steps;
  private int flushes;

  /** Where in the text of this search all states were forgotten last. */
  private int flushedAt = NONE;

  LazyAutomaton(Program program, @Nullable Skip skip, long maxBytes) {
    this.skip = skip;
    this.stepper = new Stepper(program);
    this.firstState = stepper.first();
    this.classOf = program.classes.classOf();
    this.width = program.classes.count() + 1;
    this.maxBytes = maxBytes;
    this.table = new int[INITIAL_STATES * width];
  }

  /** Transitions computed so far. */
  long steps() {
    return steps;
  }

  /** How often all states have been forgotten. */
  int flushes() {
    return flushes;
  }

  /** Searches {@code text} from {@code from} to before {@code to}. */
  Outcome search(byte[] text, int from, int to) {
    flushedAt = NONE;
    int at = from;
    int state = first();
    while (true) {
      if (state == RESTING) {
        Skip atRest = Objects.requireNonNull(skip);
        at = atRest.next(text, at, to);
        state = resting(atRest);
      }
      if (state < 0) {
        return state == FOUND ? Outcome.FOUND : state == ABSENT ? Outcome.ABSENT : Outcome.GIVEN_UP;
      }
      int[] transitions = table;
      int next = state;
      while (at < to && (next = transitions[state + classOf[text[at] & 0xFF]]) >= 0) {
        state = next;
        at++;
      }
      if (at == to) {
        return end(state);
      }
      state = next == UNKNOWN ? build(state, classOf[text[at] & 0xFF], at) : next;
      at++;
    }
  }

  private Outcome end(int state) {
    int entry = state + width - 1;
    if (table[entry] == UNKNOWN) {
      steps++;
      boolean found = stepper.finish(states.get(state / width)).equals(Stepper.FOUND);
      table[entry] = found ? FOUND : ABSENT;
    }
    return table[entry] == FOUND ? Outcome.FOUND : Outcome.ABSENT;
  }

  private int first() {
    if (first == NONE) {
      first = place(firstState);
    }
    return first;
  }

  private int resting(Skip atRest) {
    if (resting == NONE) {
      resting = add(atRest.resting());
    }
    return resting;
  }

  /** Computes a transition over the byte at {@code at}; {@link #TOO_MANY} to give up. */
  private int build(int state, int byteClass, int at) {
    steps++;
    int flushesBefore = flushes;
    int statesBefore = states.size();
    int next = place(stepper.step(states.get(state / width), byteClass));
    if (flushes == flushesBefore) {
      table[state + byteClass] = next;
      return next;
    }
    boolean tooSoon = flushedAt != NONE && at - flushedAt < (long) BYTES_PER_STATE * statesBefore;
    flushedAt = at;
    return tooSoon ? TOO_MANY : next;
  }

  /** The entry that leads to {@code state}. */
  private int place(State state) {
    if (state.equals(Stepper.FOUND)) {
      return FOUND;
    }
    if (state.equals(Stepper.ABSENT)) {
      return ABSENT;
    }
    if (skip != null && state.equals(skip.resting())) {
      return RESTING;
    }
    Integer place = known.get(state);
    return place == null ? add(state) : place;
  }

  private int add(State state) {
    Integer place = known.get(state);
    if (place != null) {
      return place;
    }
    long cost = 4L * (width + state.places.length) + STATE_OVERHEAD;
    if (bytes + cost > maxBytes && !states.isEmpty()) {
      flush();
    }
    bytes += cost;
    int added = states.size() * width;
    if (added + width > table.length) {
      table = Arrays.copyOf(table, 2 * table.length);
    }
    Arrays.fill(table, added, added + width, UNKNOWN);
    states.add(state);
    known.put(state, added);
    return added;
  }

  private void flush() {
    flushes++;
    states.clear();
    known.clear();
    bytes = 0;
    first = NONE;
    resting = NONE;
  }
}
