package dev.sluice.cli;

import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.review.Coverage;
import dev.sluice.engine.review.RuleCoverage;
import dev.sluice.engine.review.RuleCoverage.Sight;
import dev.sluice.stream.control.CoverageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the hosts of one group let the rules in force see.
 *
 * @param events that some rule asks for
 * @param hosts that sent them, about
 * @param since when every subtask has looked, and by the rules in force
 * @param gaps why something may be unknown
 */
record GroupCoverage(
    String group,
    List<RuleCoverage> rules,
    long events,
    long hosts,
    Instant since,
    List<String> gaps) {

  /** The gap of a group whose hosts are silent. */
  static final String NO_EVENT = "no event has come since the rules are in force";

  GroupCoverage {
    rules = List.copyOf(rules);
    gaps = List.copyOf(gaps);
  }

  /**
   * Puts together what subtasks have said.
   *
   * @param hash of the manifest that {@code ruleSet} was compiled from
   */
  static GroupCoverage of(String group, CoverageLog log, RuleSet ruleSet, String hash) {
    List<CoverageRecord> records = log.of(group);
    Coverage coverage = new Coverage(ruleSet);
    records.stream().flatMap(record -> record.kinds().stream()).forEach(coverage::add);
    List<String> gaps = gaps(records, log.silent(group), hash);
    if (!gaps.isEmpty()) {
      coverage.incomplete();
    }
    Instant since =
        records.stream()
            .flatMap(record -> Stream.of(record.since(), record.rulesSince()))
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return new GroupCoverage(
        group, coverage.rules(), coverage.events(), coverage.hosts(), since, gaps);
  }

  private static List<String> gaps(
      List<CoverageRecord> records, List<Integer> silent, String hash) {
    List<String> gaps = new ArrayList<>();
    if (!silent.isEmpty()) {
      gaps.add("subtask " + numbers(silent) + " has not spoken yet");
    }
    List<CoverageRecord> others =
        records.stream().filter(record -> !record.hash().equals(hash)).toList();
    if (!others.isEmpty()) {
      TreeSet<String> names = new TreeSet<>();
      others.forEach(record -> names.add(SignedManifest.name(record.version(), record.hash())));
      List<Integer> subtasks = others.stream().map(record -> record.origin().subtask()).toList();
      gaps.add(
          "the rules have changed since subtask "
              + numbers(subtasks)
              + " spoke of "
              + String.join(", ", names));
    }
    if (records.stream().allMatch(record -> record.asked() == 0)) {
      gaps.add(NO_EVENT);
    }
    long omitted = records.stream().mapToLong(CoverageRecord::eventsOmitted).sum();
    if (omitted > 0) {
      gaps.add("there was no room for the kinds of " + Tally.count(omitted) + " events");
    }
    return gaps;
  }

  private static String numbers(List<Integer> subtasks) {
    return String.join(", ", subtasks.stream().map(String::valueOf).toList());
  }

  /** {@code 2 live, 1 blind (1 without events), 0 unknown, 0 unroutable; 12 events of ...}. */
  String summary() {
    return CoverageLine.summary(rules)
        + ", "
        + Tally.count(rules.stream().filter(rule -> rule.sight() == Sight.UNKNOWN).count())
        + " unknown; "
        + Tally.count(events)
        + " events of about "
        + Tally.count(hosts)
        + " hosts; since "
        + since;
  }
}
