package dev.sluice.engine.format;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationRun;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.lineage.LineageRun;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.CorrelationAlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetName;
import dev.sluice.engine.match.SignalMaker;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The alerts that the bundled rules raise on the bundled events, those of correlations among them;
 * without what only joined records raise.
 */
final class SampleAlerts implements SignalSink {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root", "../.."));
  private static final EventTables TABLES = EventTables.builtIn();
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T12:00:00.123456Z");

  private final RuleSet rules;
  private final CorrelationRun correlations;
  private final List<byte[]> alerts = new ArrayList<>();

  private SampleAlerts() throws IOException {
    rules =
        new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
            .compile("sample", 1, RuleFiles.load(ROOT.resolve("rules")).files())
            .ruleSet();
    correlations = new CorrelationRun(rules.correlations(), false);
  }

  static List<byte[]> all() throws IOException {
    SampleAlerts sample = new SampleAlerts();
    sample.judge();
    sample.correlate();
    return sample.alerts;
  }

  private void judge() throws IOException {
    EventLimits limits = EventLimits.defaults();
    Judge judge = RuleIndex.of(rules, TABLES, limits).newJudge();
    LineageRun lineage =
        new LineageRun(new EventReader(TABLES.schemas(), TABLES.logSources(), limits));
    int line = 0;
    for (String text : Files.readAllLines(ROOT.resolve("deploy/local/sample/events.ndjson"))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Origin origin = Origin.file("events.ndjson", ++line);
      if (judge.judge(bytes, lineage.of(bytes, origin)) instanceof Verdict.Fired fired) {
        fired.matches().forEach(match -> add(match, fired, origin));
      }
    }
  }

  private void add(Match match, Verdict.Fired fired, Origin origin) {
    Instant time = Objects.requireNonNull(fired.event().time());
    SignalMaker.make(
        rules, match, fired.event(), time.toEpochMilli(), origin, fired.event().host(), this);
    if (!rules.correlations().isSilent(match.rule().id())) {
      alerts.add(
          new AlertWriter(CLOCK).write(rules, match, fired.event(), fired.ancestry(), origin));
    }
  }

  private void correlate() {
    for (CorrelationAlert alert : correlations.finish()) {
      if (!alert.correlation().silent()) {
        alerts.add(new CorrelationAlertWriter(CLOCK).write(RuleSetName.of(rules), alert));
      }
    }
  }

  @Override
  public void signal(Signal signal) {
    correlations.feed(signal);
  }

  @Override
  public void leftOut(LeftOut reason) {}
}
