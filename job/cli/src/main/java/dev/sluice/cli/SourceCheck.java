package dev.sluice.cli;

import dev.sluice.cli.Symptom.Code;
import dev.sluice.engine.review.Coverage;
import dev.sluice.engine.review.RuleCoverage;
import dev.sluice.engine.review.RuleCoverage.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which log sources rules in force ask for and no event has come of. Knows no connection.
 *
 * @param hash of the manifest that {@code rules} are of
 * @param log what subtasks say they see
 */
record SourceCheck(RulesInForce rules, String hash, CoverageLog log, Instant now) {

  private static final String SUBJECT = "log sources";
  private static final String LOOK = "sluice status --coverage";
  private static final int MAX_IDS = 5;

  /** A source that sends nothing for less is not called silent. */
  private static final Duration LEAST = Duration.ofMinutes(15);

  List<Symptom> symptoms() {
    if (log.groups().isEmpty()) {
      return List.of(Symptom.unknown(SUBJECT, "no subtask has said what it sees", LOOK));
    }
    Coverage coverage = new Coverage(rules.ruleSet());
    List<String> gaps = new ArrayList<>();
    Instant since = Instant.EPOCH;
    for (String group : log.groups()) {
      log.of(group).forEach(record -> record.kinds().forEach(coverage::add));
      GroupCoverage said = GroupCoverage.of(group, log, rules.ruleSet(), hash);
      // That a group has sent nothing at all is no reason to doubt that it has.
      said.gaps().stream()
          .filter(gap -> !gap.equals(GroupCoverage.NO_EVENT))
          .forEach(gap -> gaps.add(group + ": " + gap));
      since = said.since().isAfter(since) ? said.since() : since;
    }
    gaps.addAll(incomplete());
    if (since.plus(LEAST).isAfter(now)) {
      gaps.add("subtasks have looked since " + since + " only");
    }
    if (!gaps.isEmpty()) {
      coverage.incomplete();
    }
    return symptoms(coverage, gaps, since);
  }

  private List<String> incomplete() {
    return rules.missing() == 0
        ? List.of()
        : List.of(rules.missing() + " files of the rule set are not on the control topic any more");
  }

  private static List<Symptom> symptoms(Coverage coverage, List<String> gaps, Instant since) {
    List<Symptom> symptoms = new ArrayList<>();
    Map<String, List<RuleCoverage>> silent = new TreeMap<>();
    long open = 0;
    for (RuleCoverage rule : coverage.rules()) {
      if (rule.admitted() == 0 && rule.sight() == Sight.BLIND) {
        silent
            .computeIfAbsent(rule.rule().rule().logSource().toString(), key -> new ArrayList<>())
            .add(rule);
      } else if (rule.admitted() == 0 && rule.sight() == Sight.UNKNOWN) {
        open++;
      }
    }
    silent.forEach((source, asking) -> symptoms.add(silent(source, asking, since)));
    if (open > 0) {
      symptoms.add(
          Symptom.unknown(
              SUBJECT,
              "whether events come for " + open + " rules is not known: " + String.join("; ", gaps),
              LOOK));
    }
    return symptoms;
  }

  private static Symptom silent(String source, List<RuleCoverage> asking, Instant since) {
    String ids =
        asking.stream()
            .limit(MAX_IDS)
            .map(rule -> rule.rule().id())
            .collect(Collectors.joining(" "));
    return Symptom.warning(
        Code.LOG_SOURCE_SILENT,
        source,
        "no event since " + since + ", and " + Tally.count(asking.size()) + " rules ask for it",
        "events, or no rule that asks",
        "look at what collects it; or sluice disable "
            + ids
            + (asking.size() > MAX_IDS ? " ..." : ""));
  }
}
