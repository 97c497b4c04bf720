package dev.sluice.cli;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.yaml.Printable;
import dev.sluice.engine.yaml.SigmaError;
import java.io.PrintStream;

/**
 * Lists on standard error what was left out: {@code file:line:column: CODE message (hint)}, the
 * form that editors understand. What follows the first {@value #MAX_EVENTS} events is counted only.
 */
final class Problems {

  private static final int MAX_EVENTS = 1000;

  private final PrintStream err;
  private int events;

  Problems(PrintStream err) {
    this.err = err;
  }

  /** Lists a rule, file or table. */
  void rule(SigmaError error) {
    err.println(Printable.of(line(error)));
  }

  /** Lists the event number {@code ordinal} of {@code file}; the column counts bytes. */
  void event(String file, long ordinal, DeadLetter letter) {
    events++;
    if (events <= MAX_EVENTS) {
      String place = file + ":" + ordinal + ":" + (letter.byteOffset() + 1);
      err.println(Printable.of(place + ": " + letter.reason() + " " + letter.message()));
    } else if (events == MAX_EVENTS + 1) {
      err.println("sluice: more events are unreadable; the summary counts them");
    }
  }

  /** One problem on one line. */
  static String line(SigmaError error) {
    String place = error.file() + ":" + error.line() + ":" + error.column();
    String hint = error.hint().isEmpty() ? "" : " (" + error.hint() + ")";
    return place + ": " + error.code() + " " + error.message() + hint;
  }
}
