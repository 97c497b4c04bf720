package dev.sluice.cli;

import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.join.JoinedEvent;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.CorrelationAlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleSetName;
import dev.sluice.engine.match.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One pass over files of events: an alert is written when its event has been read. Those of events
 * that are joined of records follow after the last event, in the order of time, host and serial
 * number, and then those of correlations. Memory is that of one event, of the records that wait,
 * and of what correlations look at.
 */
final class Evaluation {

  private final EventLimits limits;
  private final Judge judge;
  private final BiFunction<byte[], Origin, Lineage> lineage;
  private final AlertWriter alerts = new AlertWriter(Clock.systemUTC());
  private final CorrelationAlertWriter correlationAlerts =
      new CorrelationAlertWriter(Clock.systemUTC());
  private final GatheredRecords gathered;
  private final CorrelatedEvents correlated;
  private final ResultWriter<AlertResult> writer;
  private final Tally tally;
  private final Problems problems;
  private final Console console;

  /**
   * @param lineage is asked for every event, in order
   */
  Evaluation(
      Judge judge,
      BiFunction<byte[], Origin, Lineage> lineage,
      EventLimits limits,
      GatheredRecords gathered,
      CorrelatedEvents correlated,
      ResultWriter<AlertResult> writer,
      Tally tally,
      Problems problems,
      Console console) {
    this.limits = limits;
    this.judge = judge;
    this.lineage = lineage;
    this.gathered = gathered;
    this.correlated = correlated;
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
    gathered.finish();
    judgeJoined();
    correlated.judge().forEach(this::write);
    return complete;
  }

  private boolean judge(EventFile file, Progress progress) {
    try (JsonDocuments documents = file.open(console, limits, progress)) {
      for (Document next = documents.nextLine(); next != null; next = documents.nextLine()) {
        judge(file, documents, next);
      }
      return true;
    } catch (IOException e) {
      console.err().println("sluice: " + file.name() + ": " + CommandFailure.reason(e));
      return false;
    }
  }

  private void judge(EventFile file, JsonDocuments documents, Document document)
      throws IOException {
    Origin origin = Origin.file(file.name(), document.ordinal());
    if (gathered.take(document.bytes(), origin, file.isStandardInput())) {
      judgeJoined();
      return;
    }
    Verdict verdict = verdict(document.bytes(), origin);
    Document split = verdict instanceof Verdict.Unreadable ? documents.again() : null;
    if (split == null) {
      add(verdict, origin);
    } else {
      judge(file, documents, split);
    }
  }

  private void judgeJoined() {
    for (JoinedEvent event : gathered.due()) {
      add(judge.judge(event.bytes(), lineage.apply(event.bytes(), Lineage.JOINED)), event.origin());
    }
  }

  private Verdict verdict(byte[] bytes, Origin origin) {
    return judge.judge(bytes, lineage.apply(bytes, origin));
  }

  private void add(Verdict verdict, Origin origin) {
    if (verdict instanceof Verdict.Unreadable unreadable) {
      tally.unreadableEvent(unreadable.deadLetter().reason());
      problems.event(origin.name(), origin.position(), unreadable.deadLetter());
    } else if (verdict == Verdict.UNROUTED) {
      tally.eventWithoutLogSource();
    } else {
      tally.judgedEvent();
    }
    if (verdict instanceof Verdict.Fired fired) {
      write(fired, origin);
    }
  }

  private void write(Verdict.Fired fired, Origin origin) {
    for (Match match : fired.matches()) {
      correlated.add(match, fired.event(), origin);
      if (!judge.ruleSet().correlations().isSilent(match.rule().id())) {
        byte[] json = alerts.write(judge.ruleSet(), match, fired.event(), fired.ancestry(), origin);
        writer.write(AlertResult.of(match.rule().header(), fired.event(), origin, json));
        tally.alert(match.rule().header().level());
      }
    }
  }

  private void write(CorrelationAlert alert) {
    if (!alert.correlation().silent()) {
      byte[] json = correlationAlerts.write(RuleSetName.of(judge.ruleSet()), alert);
      writer.write(AlertResult.of(alert, json));
      tally.alert(alert.correlation().header().level());
    }
  }
}
