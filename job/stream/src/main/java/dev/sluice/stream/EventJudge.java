package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.Matcher;
import dev.sluice.engine.sigma.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one event gives: alerts, or the reason why its bytes are no event. Knows no Flink; safe for
 * several threads.
 */
final class EventJudge {
  private final EventReader reader;
  private final AlertWriter writer;

  EventJudge(EventReader reader, AlertWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** What became of an event. */
  sealed interface Verdict {

    /** It was judged; {@code alerts} in the order of the rules. */
    record Judged(List<Alert> alerts) implements Verdict {}

    /** It fits no log source, so that no rule asks for it. */
    record Unrouted() implements Verdict {}

    /** It is no event. */
    record Undecodable(UndecodableEvent event) implements Verdict {}
  }

  /** Judges {@code raw} by the rules of {@code matcher}. */
  Verdict judge(RawEvent raw, Matcher matcher) {
    DeadLetter error = raw.error();
    if (error != null) {
      return new Verdict.Undecodable(UndecodableEvent.of(raw, error));
    }
    ReadResult read = reader.read(raw.bytes());
    if (read instanceof ReadResult.Unreadable unreadable) {
      return new Verdict.Undecodable(UndecodableEvent.of(raw, unreadable.deadLetter()));
    }
    Event event = ((ReadResult.Readable) read).event();
    return event.logSources().isEmpty()
        ? new Verdict.Unrouted()
        : new Verdict.Judged(alerts(raw, event, matcher));
  }

  private List<Alert> alerts(RawEvent raw, Event event, Matcher matcher) {
    List<Match> matches = matcher.match(event);
    if (matches.isEmpty()) {
      return List.of();
    }
    List<Alert> alerts = new ArrayList<>(matches.size());
    for (Match match : matches) {
      Header rule = match.rule().header();
      alerts.add(
          new Alert(
              raw.host(),
              AlertWriter.alertId(rule, raw.bytes(), raw.origin()),
              rule.level().toLowerCase(Locale.ROOT),
              writer.write(matcher.ruleSet(), match, event, raw.origin())));
    }
    return alerts;
  }
}
