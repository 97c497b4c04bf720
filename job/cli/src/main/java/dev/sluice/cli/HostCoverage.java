package dev.sluice.cli;

import dev.sluice.engine.review.RuleCoverage.Sight;
import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaTail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rules in force could fire on which hosts, by what the running job has seen of them. */
final class HostCoverage {

  /** A subtask says all it knows at least every ten minutes. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(30);

  private static final Map<Sight, Integer> RANK =
      Map.of(Sight.UNROUTABLE, 0, Sight.BLIND, 1, Sight.UNKNOWN, 2, Sight.LIVE, 3);

  private final Console console;
  private final RuleSetOptions options;

  HostCoverage(Console console, RuleSetOptions options) {
    this.console = console;
    this.options = options;
  }

  /** A rule and a group of hosts. */
  private record Row(int rank, long admitted, HostCoverageLine line) {}

  /**
   * Writes a line for each rule and group, what needs action first.
   *
   * @param wanted the only group, null for all
   * @throws CommandFailure when no rule set is in force or there is no such group
   */
  void write(OutputFormat format, @Nullable String wanted) {
    KafkaControl topics = options.control();
    write(RuleSetState.read(options, topics), log(topics), format, wanted);
  }

  /** The same of what was read. */
  void write(RuleSetState state, CoverageLog log, OutputFormat format, @Nullable String wanted) {
    SignedManifest manifest = state.inForce();
    if (manifest == null) {
      throw CommandFailure.unreadable("no version of '" + state.ruleSet() + "' is in force");
    }
    RulesInForce rules = RulesInForce.of(manifest, state.control());
    if (wanted != null && !log.groups().isEmpty() && !log.groups().contains(wanted)) {
      throw CommandFailure.usage(
          "there is no host group '" + wanted + "', only " + String.join(", ", log.groups()));
    }
    List<GroupCoverage> groups =
        log.groups().stream()
            .filter(group -> wanted == null || group.equals(wanted))
            .map(group -> GroupCoverage.of(group, log, rules.ruleSet(), manifest.hash()))
            .toList();
    try (ResultWriter<HostCoverageLine> writer =
        format.open(HostCoverageLine.form(format), console)) {
      rows(groups).forEach(row -> writer.write(row.line()));
    }
    summary(manifest, rules, groups).print(console.err());
  }

  private CoverageLog log(KafkaControl topics) {
    CoverageLog log = new CoverageLog(options.name());
    try (KafkaTail tail = topics.metrics(Instant.now().minus(LOOK_BACK))) {
      tail.readToEnd(options.timeout(), log::read);
    }
    return log;
  }

  private static List<Row> rows(List<GroupCoverage> groups) {
    List<Row> rows = new ArrayList<>();
    for (GroupCoverage group : groups) {
      group
          .rules()
          .forEach(
              rule ->
                  rows.add(
                      new Row(
                          RANK.getOrDefault(rule.sight(), 0),
                          rule.admitted(),
                          HostCoverageLine.of(group, rule))));
    }
    rows.sort(
        Comparator.comparingInt(Row::rank)
            .thenComparing(Comparator.comparingLong(Row::admitted).reversed()));
    return rows;
  }

  private static Summary summary(
      SignedManifest manifest, RulesInForce rules, List<GroupCoverage> groups) {
    Summary summary =
        new Summary().add("rules", rules.ruleSet().rules().size() + " of " + manifest);
    if (rules.missing() > 0) {
      summary.add(
          "missing", rules.missing() + " files are not on the control topic any more: push again");
    }
    if (groups.isEmpty()) {
      summary.add(
          "unknown",
          "no subtask has said what it sees in the last " + LOOK_BACK.toMinutes() + " min");
    }
    for (GroupCoverage group : groups) {
      summary.add(group.group(), group.summary());
      group.gaps().forEach(gap -> summary.add("unknown", group.group() + ": " + gap));
    }
    return summary;
  }
}
