package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.Printable;
import dev.sluice.engine.yaml.SigmaError;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the rules of one file after the other against the events that belong to it, and counts. */
final class FileTests {

  private final Map<String, List<CompiledRule>> rules;
  private final Map<String, List<Header>> correlations;
  private final ExampleJudge events;
  private final SequenceJudge sequences;
  private final RegressionJudge recordings;
  private final TestedRules tested;
  private final ResultWriter<ExampleCheck> writer;
  private final PrintStream err;
  private long passed;
  private long failed;
  private long broken;
  private long withoutEvents;
  private int untested;

  /**
   * @param arrivalOrder see {@link CorrelatedEvents}
   * @param err where lines go that cannot be used
   */
  FileTests(
      LoadedRules loaded,
      boolean arrivalOrder,
      ResultWriter<ExampleCheck> writer,
      PrintStream err) {
    this.rules =
        loaded.compiled().ruleSet().rules().stream()
            .collect(Collectors.groupingBy(rule -> rule.header().file()));
    this.correlations =
        loaded.compiled().correlations().stream().collect(Collectors.groupingBy(Header::file));
    this.events = new ExampleJudge(loaded.tables());
    this.sequences = new SequenceJudge(loaded, arrivalOrder);
    this.recordings = new RegressionJudge(loaded.tables());
    this.tested = new TestedRules(loaded);
    this.writer = writer;
    this.err = err;
  }

  /** Checks the rules of {@code file}. */
  void check(SourceFile file) {
    List<CompiledRule> ownRules = rules.getOrDefault(file.name(), List.of());
    List<Header> ownCorrelations = correlations.getOrDefault(file.name(), List.of());
    if (ownRules.isEmpty() && ownCorrelations.isEmpty()) {
      return;
    }
    List<Header> headers = ownRules.stream().map(CompiledRule::header).toList();
    tested.ask(headers);
    tested.ask(ownCorrelations);
    Path beside = RuleExamples.beside(Path.of(file.name()));
    boolean hasEvents = Files.exists(beside);
    if (hasEvents) {
      examples(beside, ownRules, headers, ownCorrelations);
    }
    for (CompiledRule rule : ownRules) {
      hasEvents |= recordings(rule);
    }
    withoutEvents += hasEvents ? 0 : 1;
  }

  /** Writes which rules lack an event; to be called last. */
  void finish() {
    List<SigmaError> missing = tested.findings();
    missing.stream().map(ExampleCheck::untested).forEach(writer::write);
    untested = (int) missing.stream().map(SigmaError::ruleId).distinct().count();
  }

  private void examples(
      Path file, List<CompiledRule> ownRules, List<Header> headers, List<Header> ownCorrelations) {
    RuleExamples read = RuleExamples.read(file);
    problems(read.problems());
    for (RuleExample example : read.examples()) {
      if (example.isSequence()) {
        tested.add(example, ownCorrelations);
        write(sequences.check(file.toString(), example, ownCorrelations));
      } else {
        tested.add(example, headers);
        write(events.check(file.toString(), example, ownRules));
      }
    }
  }

  private boolean recordings(CompiledRule rule) {
    Path info = RegressionCases.find(rule.header()).orElse(null);
    if (info == null) {
      return false;
    }
    RegressionCases read = RegressionCases.read(info);
    problems(read.problems());
    for (RegressionCase test : read.cases()) {
      tested.add(rule.header(), test.expected() > 0);
      write(recordings.check(info, test, List.of(rule)));
    }
    return true;
  }

  private void problems(List<String> problems) {
    broken += problems.size();
    problems.forEach(problem -> err.println(Printable.of(problem)));
  }

  private void write(ExampleCheck check) {
    writer.write(check);
    if (check.passed()) {
      passed++;
    } else {
      failed++;
    }
  }

  /** Adds what was counted. */
  Summary addTo(Summary summary) {
    summary
        .add("files", Tally.count(withoutEvents) + " without events")
        .add(
            "events",
            Tally.count(passed)
                + " passed, "
                + Tally.count(failed)
                + " failed, "
                + Tally.count(broken)
                + " lines not readable");
    return untested == 0
        ? summary
        : summary.add(
            "untested",
            Tally.count(untested) + " rules without a matching and a non-matching event");
  }

  /** Whether every event did what was expected and could be read. */
  boolean isClean() {
    return failed == 0 && broken == 0;
  }

  /** Whether every rule has a matching and a non-matching event. */
  boolean isComplete() {
    return untested == 0;
  }
}
