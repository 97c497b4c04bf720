package dev.sluice.cli;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.Matcher;
import dev.sluice.engine.match.ScanMatcher;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * One pass over files of events: each alert is written when its event has been read. Memory is that
 * of one event.
 */
final class Evaluation {

  private final EventLimits limits;
  private final EventReader reader;
  private final Matcher matcher;
  private final AlertWriter alerts = new AlertWriter(Clock.systemUTC());
  private final ResultWriter<AlertResult> writer;
  private final Tally tally;
  private final Problems problems;
  private final Console console;

  Evaluation(
      LoadedRules rules,
      EventLimits limits,
      ResultWriter<AlertResult> writer,
      Tally tally,
      Problems problems,
      Console console) {
    this.limits = limits;
    this.reader = new EventReader(rules.tables().schemas(), rules.tables().logSources(), limits);
    this.matcher = new ScanMatcher(rules.compiled().ruleSet());
    this.writer = writer;
    this.tally = tally;
    this.problems = problems;
    this.console = console;
  }

  /** Returns whether every file was read to its end. */
  boolean judge(List<EventFile> files) {
    boolean complete = true;
    try (Progress progress = Progress.over(files, console)) {
      for (EventFile file : files) {
        complete &= judge(file, progress);
      }
    }
    return complete;
  }

  private boolean judge(EventFile file, Progress progress) {
    try (JsonDocuments documents = file.open(console, limits, progress)) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        judge(file, next);
      }
      return true;
    } catch (IOException e) {
      console.err().println("sluice: " + file.name() + ": " + CommandFailure.reason(e));
      return false;
    }
  }

  private void judge(EventFile file, Document document) {
    ReadResult read = reader.read(document.bytes());
    if (read instanceof ReadResult.Readable readable) {
      judge(readable.event(), Origin.file(file.name(), document.ordinal()));
    } else if (read instanceof ReadResult.Unreadable unreadable) {
      tally.unreadableEvent(unreadable.deadLetter().reason());
      problems.event(file.name(), document.ordinal(), unreadable.deadLetter());
    }
  }

  private void judge(Event event, Origin origin) {
    if (event.logSources().isEmpty()) {
      tally.eventWithoutLogSource();
      return;
    }
    tally.judgedEvent();
    for (Match match : matcher.match(event)) {
      byte[] json = alerts.write(matcher.ruleSet(), match, event, origin);
      writer.write(AlertResult.of(match.rule().header(), event, origin, json));
      tally.alert(match.rule().header().level());
    }
  }
}
