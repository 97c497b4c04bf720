package dev.sluice.engine.match;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.lineage.LineageRun;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Events of one file, judged with lineage. */
final class LineageJudging {
  static final EventTables TABLES = EventTables.builtIn();

  private final Judge judge;
  private final LineageRun lineage = new LineageRun(reader());
  private long ordinal;

  LineageJudging(Judge judge) {
    this.judge = judge;
  }

  /** By every judge there is: the oracle, one that scans for want of a plan, and the fast one. */
  static List<LineageJudging> all(String... rules) {
    RuleSet set = rules(rules);
    return List.of(
        new LineageJudging(new ScanJudge(reader(), new ScanMatcher(set))),
        new LineageJudging(
            RuleIndex.of(set, TABLES, EventLimits.defaults(), later -> {}).newJudge()),
        new LineageJudging(
            RuleIndex.of(set, TABLES, EventLimits.defaults(), Runnable::run).newJudge()));
  }

  static RuleSet rules(String... rules) {
    List<SourceFile> files = new ArrayList<>();
    for (String rule : rules) {
      String path = files.size() + ".yml";
      files.add(new SourceFile("p", path, path, rule.getBytes(StandardCharsets.UTF_8)));
    }
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
        .compile("demo", 1, files)
        .ruleSet();
  }

  static EventReader reader() {
    return new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
  }

  Judge judge() {
    return judge;
  }

  Verdict next(String event) {
    return next(event.getBytes(StandardCharsets.UTF_8));
  }

  Verdict next(byte[] event) {
    ordinal++;
    return judge.judge(event, lineage.of(event, Origin.file("events.ndjson", ordinal)));
  }

  /** Returns what the last of {@code events} gives by {@code judging}, which must fire. */
  static Verdict.Fired last(LineageJudging judging, String... events) {
    Verdict verdict = Verdict.SILENT;
    for (String event : events) {
      verdict = judging.next(event);
    }
    return (Verdict.Fired) verdict;
  }
}
