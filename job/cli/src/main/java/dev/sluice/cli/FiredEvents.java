package dev.sluice.cli;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of files on which one rule fires, in their order.
 *
 * @param judged how many events were read
 */
record FiredEvents(List<Held> events, long judged) {

  /**
   * Their memory is the caller's: a rule that fires more often needs another text, no exclusion.
   */
  private static final int MAX_EVENTS = 100_000;

  FiredEvents {
    events = List.copyOf(events);
  }

  /**
   * One event.
   *
   * @param place file and line
   */
  record Held(String place, Event event) {}

  /**
   * Judges the events of {@code files} by {@code rules}.
   *
   * @param ruleId the rule that is meant
   * @throws CommandFailure when a file cannot be read to its end, or the rule fires too often
   */
  static FiredEvents read(
      List<EventFile> files,
      LoadedRules rules,
      String ruleId,
      EventLimits limits,
      Console console) {
    Judge judge = RuleIndex.of(rules.compiled().ruleSet(), rules.tables(), limits).newJudge();
    List<Held> fired = new ArrayList<>();
    long judged = 0;
    for (EventFile file : files) {
      try (JsonDocuments documents = file.open(console, limits, Progress.none())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          judged++;
          if (judge.judge(next.bytes()) instanceof Verdict.Fired verdict
              && verdict.matches().stream().anyMatch(match -> match.rule().id().equals(ruleId))) {
            fired.add(new Held(file.name() + ":" + next.ordinal(), verdict.event()));
          }
        }
      } catch (IOException e) {
        throw CommandFailure.unreadable(file.name(), e);
      }
      if (fired.size() > MAX_EVENTS) {
        throw CommandFailure.usage(
            file.name() + ": the rule fires on more than " + MAX_EVENTS + " events");
      }
    }
    return new FiredEvents(fired, judged);
  }

  /** The events without their places. */
  List<Event> all() {
    return events.stream().map(Held::event).toList();
  }

  int size() {
    return events.size();
  }

  /** {@code 3 of 12 events}. */
  String text() {
    return Tally.count(size()) + " of " + Tally.count(judged) + " events";
  }
}
