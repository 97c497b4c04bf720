package dev.sluice.cli;

import dev.sluice.cli.StatusReport.Rejected;
import dev.sluice.cli.StatusReport.State;
import dev.sluice.cli.Symptom.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a rule set is in force everywhere and what was proposed has been judged. Knows no
 * connection.
 *
 * @param proposed what stands on the control topic
 * @param log what the job has said
 */
record RolloutCheck(
    StatusReport report, List<SignedManifest> proposed, StatusLog log, Instant now) {

  /** A proposal is judged within seconds. */
  private static final Duration JUDGED = Duration.ofMinutes(2);

  private static final Duration RECENT = Duration.ofDays(1);

  RolloutCheck {
    proposed = List.copyOf(proposed);
  }

  List<Symptom> symptoms() {
    List<Symptom> symptoms = new ArrayList<>();
    if (report.state() == State.NONE) {
      symptoms.add(
          Symptom.error(
              Code.NO_RULE_SET,
              report.ruleSet(),
              "no version is in force",
              "one",
              "sluice push PATH --wait"));
    } else if (report.state() == State.PENDING) {
      symptoms.add(differ());
    }
    proposed.stream().filter(this::isWaiting).map(this::waiting).forEach(symptoms::add);
    rejected(symptoms);
    return symptoms;
  }

  private Symptom differ() {
    String behind =
        report.operators().stream()
            .filter(operator -> !operator.missing().isEmpty())
            .map(Object::toString)
            .collect(Collectors.joining("; "));
    return Symptom.error(
        Code.RULES_DIFFER,
        report.ruleSet(),
        behind.isEmpty() ? "not every step that reads rules has spoken" : behind,
        "that all judge by " + SignedManifest.name(report.version(), report.hash()),
        "SluiceRulesDiffer in deploy/README.md; or sluice rollback --wait");
  }

  private boolean isWaiting(SignedManifest proposal) {
    return proposal.manifest().version() > report.version()
        && log.verdict(proposal.hash()) == null
        && Instant.parse(proposal.manifest().createdAt()).plus(JUDGED).isBefore(now);
  }

  private Symptom waiting(SignedManifest proposal) {
    return Symptom.warning(
        Code.PROPOSAL_WAITING,
        report.ruleSet(),
        "%s by %s of %s was neither accepted nor rejected"
            .formatted(proposal, proposal.manifest().createdBy(), proposal.manifest().createdAt()),
        "an answer of the job within " + JUDGED.toMinutes() + " min",
        "start the job; it then judges the proposal");
  }

  private void rejected(List<Symptom> symptoms) {
    List<Rejected> all = report.rejected();
    if (all.isEmpty()) {
      return;
    }
    Rejected last = all.get(all.size() - 1);
    if (Instant.parse(last.at()).plus(RECENT).isAfter(now)) {
      String what =
          last.hash().isEmpty() ? "a record" : SignedManifest.name(last.version(), last.hash());
      symptoms.add(
          Symptom.warning(
              Code.PROPOSAL_REJECTED,
              report.ruleSet(),
              "%s was rejected at %s: %s: %s"
                  .formatted(what, last.at(), last.reason(), last.message()),
              "that what is pushed comes into force",
              "sluice history; then push again what is mended"));
    }
  }
}
