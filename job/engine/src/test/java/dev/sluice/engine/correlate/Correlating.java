package dev.sluice.engine.correlate;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.match.SignalMaker;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compiles rules and correlations that tests write as text, and runs events through them. */
public final class Correlating {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final String RULE =
      """
      title: rule %1$s
      id: id-%1$s
      name: %1$s
      logsource: {product: windows}
      detection:
        sel: {Image: %1$s}
        condition: sel
      """;

  private Correlating() {}

  /** A rule with this name, whose id has {@code id-} before it, on events with it as image. */
  public static String rule(String name) {
    return RULE.formatted(name);
  }

  /** A correlation with this name, whose id has {@code id-} before it. */
  public static String correlation(String name, String body) {
    return "title: correlation %1$s\nid: id-%1$s\nname: %1$s\nlevel: high\ncorrelation:\n"
            .formatted(name)
        + body.indent(2);
  }

  /** A file of these documents. */
  public static SourceFile file(String path, String... documents) {
    return packed("pack", path, documents);
  }

  /** A file of these documents in a pack. */
  public static SourceFile packed(String pack, String path, String... documents) {
    byte[] text = String.join("---\n", documents).getBytes(StandardCharsets.UTF_8);
    return new SourceFile(pack, path, path, text);
  }

  /** All documents in one file. */
  public static CompiledRuleSet compile(String... documents) {
    return compile(Map.of(), file("all.yml", documents));
  }

  /** The documents of {@code files}, treated. */
  public static CompiledRuleSet compile(Map<String, Treatment> treatments, SourceFile... files) {
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
        .compile("set", 7, new RuleSetSource(List.of(files), treatments, false));
  }

  /** The correlation with this name. */
  public static CompiledCorrelation named(CompiledRuleSet compiled, String name) {
    return compiled.ruleSet().correlations().all().stream()
        .filter(correlation -> correlation.id().equals("id-" + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in force: " + compiled.problems()));
  }

  /** Signals, and what was left out. */
  public static final class Collected implements SignalSink {
    final List<Signal> signals = new ArrayList<>();
    final List<LeftOut> leftOut = new ArrayList<>();

    @Override
    public void signal(Signal signal) {
      signals.add(signal);
    }

    @Override
    public void leftOut(LeftOut reason) {
      leftOut.add(reason);
    }

    /** The signals. */
    public List<Signal> signals() {
      return signals;
    }

    /** Why others are missing. */
    public List<LeftOut> leftOut() {
      return leftOut;
    }
  }

  /** What events give, the n-th from line n of a file; each must have a time. */
  public static Collected signals(CompiledRuleSet compiled, List<String> events) {
    ScanJudge judge = new ScanJudge(reader(), new ScanMatcher(compiled.ruleSet()));
    Collected collected = new Collected();
    for (int i = 0; i < events.size(); i++) {
      Verdict verdict = judge.judge(events.get(i).getBytes(StandardCharsets.UTF_8));
      if (verdict instanceof Verdict.Fired fired) {
        Origin origin = Origin.file("events", i + 1);
        long time = Objects.requireNonNull(fired.event().time()).toEpochMilli();
        fired
            .matches()
            .forEach(
                match ->
                    SignalMaker.make(
                        compiled.ruleSet(),
                        match,
                        fired.event(),
                        time,
                        origin,
                        fired.event().host(),
                        collected));
      } else if (verdict instanceof Verdict.Unreadable unreadable) {
        throw new AssertionError(unreadable.deadLetter().toString());
      }
    }
    return collected;
  }

  private static EventReader reader() {
    return new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
  }

  /** The alerts that events give in a whole run. */
  public static List<CorrelationAlert> alerts(
      CompiledRuleSet compiled, boolean arrivalOrder, List<String> events) {
    CorrelationRun run = new CorrelationRun(compiled.ruleSet().correlations(), arrivalOrder);
    signals(compiled, events).signals().forEach(run::feed);
    return run.finish();
  }

  /** An event that {@link #rule} {@code name} fires on, so many seconds into a day. */
  public static String event(String name, int second, String... members) {
    StringBuilder json = new StringBuilder();
    json.append("{\"EventID\":1,\"Channel\":\"c\",\"Image\":\"").append(name);
    json.append("\",\"UtcTime\":\"2024-05-06 ");
    json.append("%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60));
    json.append("\"");
    for (String member : members) {
      json.append(",").append(member);
    }
    return json.append("}").toString();
  }
}
