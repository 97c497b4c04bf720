package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.RuleCounts;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusTextTest {

  private final StatusLog log = new StatusLog(Manifests.NAME);
  private final SignedManifest manifest =
      new Manifests().accept("first\nmore", edit -> edit.upsert(List.of(Manifests.rule("a"))));

  @Test
  void aReportSaysWhatIsInForceWhereAndWhatIsNot() {
    log.add(said(Kind.ACCEPTED, "rollout", 0, 1).counting(new RuleCounts(1, 0, 2, 3)));
    log.add(said(Kind.ACTIVE, "detect", 0, 2));
    log.add(said(Kind.NOISY, "detect", 0, 2).about("rule-1").saying("more than 1000 alerts"));
    log.add(
        StatusRecord.rejected(
            new Rejection(Rejection.Reason.MALFORMED, "no key"),
            Manifests.NAME,
            0,
            "",
            new StatusOrigin("1", "rollout", 0, 1),
            Instant.EPOCH));
    assertThat(text())
        .containsExactly(
            "rule set    default, environment default",
            "state       PENDING",
            "version     1  " + manifest.hash(),
            "made        2026-11-22T08:00:00Z by alice (upsert): first [T-1]",
            "rules       1 in force, 0 of them in shadow; 2 disabled, 3 refused",
            "subtasks    detect: 1 of 2 ACTIVE, 0 DURABLE; not yet subtask 1",
            "last said   1970-01-01T00:00:00Z in incarnation 1",
            "rejected    1970-01-01T00:00:00Z  a record: MALFORMED: no key",
            "noisy       1970-01-01T00:00:00Z  rule-1: more than 1000 alerts");
  }

  @Test
  void whatWasSaidBeforeTheSetWasAcceptedIsOver() {
    log.add(said(Kind.NOISY, "detect", 0, 1).about("rule-1"));
    log.add(said(Kind.ACCEPTED, "rollout", 0, 1));
    StatusOrigin.READERS.forEach(operator -> log.add(said(Kind.ACTIVE, operator, 0, 1)));
    assertThat(text()).contains("state       ACTIVE").noneMatch(line -> line.startsWith("noisy"));
  }

  private List<String> text() {
    RuleSetOptions options = new RuleSetOptions();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = Console.of(InputStream.nullInputStream(), out, System.err);
    new StatusText(console).write(StatusReport.of(options, manifest, log));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private StatusRecord said(Kind kind, String operator, int subtask, int parallelism) {
    StatusOrigin origin = new StatusOrigin("1", operator, subtask, parallelism);
    return StatusRecord.of(kind, Manifests.NAME, 1, manifest.hash(), origin, Instant.EPOCH);
  }
}
