package dev.sluice.engine.regex;

import java.util.Arrays;

/**
 * A state of the deterministic automaton: the places of the program where a search may be, before
 * the next byte is known.
 */
final class State {

  /** In ascending order. */
  final int[] places;

  /** Whether some place is an assertion that waits for the next byte. */
  final boolean waits;

  /** What came before the places; the same for all states that do not wait. */
  final Assertion.Side before;

  private final int hash;

  State(int[] places, boolean waits, Assertion.Side before) {
    this.places = places;
    this.waits = waits;
    this.before = waits ? before : Assertion.Side.OTHER;
    this.hash = 31 * Arrays.hashCode(places) + this.before.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof State state
        && state.hash == hash
        && state.before == before
        && state.waits == waits
        && Arrays.equals(state.places, places);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
