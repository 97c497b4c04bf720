package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.LogSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict made comparable and printable: which rules fired, in what order and why, and what is
 * said of the event; or the dead letter.
 *
 * @param reason of a dead letter or an exception; else empty
 */
record Outcome(String kind, String reason, @Nullable Facts event, List<FiredRule> fired) {
  private static final Outcome SILENT = new Outcome("silent", "", null, List.of());
  private static final Outcome UNROUTED = new Outcome("unrouted", "", null, List.of());

  /** One rule that fired. */
  record FiredRule(String id, String level, boolean shadow, List<Evidence> evidence) {
    static FiredRule of(Match match) {
      return new FiredRule(
          match.rule().id(), match.rule().header().level(), match.shadow(), match.matched());
    }
  }

  /**
   * What a verdict says of its event.
   *
   * @param sameBytes whether it kept the very bytes that were judged
   */
  record Facts(
      String schema,
      @Nullable String host,
      @Nullable Instant time,
      List<LogSource> logSources,
      boolean sameBytes) {

    static Facts of(Event event, byte[] bytes) {
      return new Facts(
          event.schema(),
          event.host(),
          event.time(),
          List.copyOf(event.logSources()),
          event.bytes() == bytes);
    }
  }

  /** Returns what {@code judge} says; an exception is an outcome too. */
  static Outcome of(Judge judge, byte[] bytes) {
    try {
      return of(judge.judge(bytes), bytes);
    } catch (RuntimeException | StackOverflowError | AssertionError thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      String place = trace.length == 0 ? "" : " at " + trace[0];
      return new Outcome("thrown", thrown + place, null, List.of());
    }
  }

  static Outcome of(Verdict verdict, byte[] bytes) {
    if (verdict instanceof Verdict.Fired fired) {
      return new Outcome(
          "fired",
          "",
          Facts.of(fired.event(), bytes),
          fired.matches().stream().map(FiredRule::of).toList());
    } else if (verdict instanceof Verdict.Unreadable unreadable) {
      return new Outcome("unreadable", unreadable.deadLetter().toString(), null, List.of());
    }
    return verdict instanceof Verdict.Silent ? SILENT : UNROUTED;
  }
}
