package dev.sluice.engine.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the bytes at which no match can begin, without a look at the automaton.
 *
 * <p>Immutable. Cost is about half a nanosecond per byte, a third of a transition.
 */
final class Skip {

  /** Where printable bytes stop more often than that the automaton is as fast. */
  private static final int MAX_PRINTABLE_STOPS = 12;

  private static final int BYTES = 256;

  private final State resting;
  private final boolean[] stops;

  private Skip(State resting, boolean[] stops) {
    this.resting = resting;
    this.stops = stops;
  }

  /** The state in which bytes may be passed over. */
  State resting() {
    return resting;
  }

  /** Returns what leads a search of {@code program} out of rest; null when that is too much. */
  static @Nullable Skip of(Program program) {
    Stepper stepper = new Stepper(program);
    State resting = stepper.resting();
    if (resting == null || resting.equals(Stepper.FOUND) || resting.waits) {
      return null;
    }
    boolean[] stopsClass = new boolean[program.classes.count()];
    for (int i = 0; i < stopsClass.length; i++) {
      stopsClass[i] = !staysAtRest(program, resting, stepper.step(resting, i));
    }
    boolean[] stops = new boolean[BYTES];
    int printable = 0;
    for (int value = 0; value < BYTES; value++) {
      boolean continuation = value >= 0x80 && value < 0xC0;
      stops[value] = !continuation && stopsClass[program.classes.classOf()[value]];
      printable += stops[value] && value >= ' ' && value < 0x7F ? 1 : 0;
    }
    return printable <= MAX_PRINTABLE_STOPS ? new Skip(resting, stops) : null;
  }

  /** A character of several bytes that begins no match leads back to rest when it is over. */
  private static boolean staysAtRest(Program program, State resting, State next) {
    return next.equals(resting)
        || (!next.equals(Stepper.FOUND) && Arrays.stream(next.places).allMatch(program::isLoop));
  }

  /** Returns the first place from {@code from} on where a match may begin; {@code to} if none. */
  int next(byte[] text, int from, int to) {
    boolean[] stop = stops;
    int at = from;
    while (at < to && !stop[text[at] & 0xFF]) {
      at++;
    }
    return at;
  }
}
