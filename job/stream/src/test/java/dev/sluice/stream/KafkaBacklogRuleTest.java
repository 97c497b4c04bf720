package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.KafkaBacklog.Partition;
import dev.sluice.stream.PreflightFinding.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaBacklogRuleTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final KafkaBacklogRule RULE = new KafkaBacklogRule(new KafkaRemedies("h:1"));

  /** Committed, first, first that is not overdue, end. */
  @ParameterizedTest
  @CsvSource({
    "5, 0, 5, 9, ",
    "9, 0, 5, 9, ",
    "4, 0, 5, 9, EVENTS_WAITING",
    "5, 5, 5, 9, ",
    "4, 5, 5, 9, EVENTS_LOST",
    "-1, 0, 0, 0, ",
    "-1, 5, 5, 5, ",
    "-1, 0, 5, 9, OFFSETS_MISSING",
    "-1, 0, 0, 9, OFFSETS_MISSING"
  })
  void whatIsLeftUnreadForTooLongIsAnError(
      long committed, long begin, long due, long end, Code code) {
    KafkaBacklog backlog = backlog(new Partition(0, committed, begin, due, end));
    assertThat(RULE.ofEvents(backlog, PATIENCE))
        .extracting(PreflightFinding::code)
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void aPartitionThatWasNeverReadBesideOthersThatWereIsBehind() {
    KafkaBacklog backlog =
        backlog(new Partition(0, 9, 0, 5, 9), new Partition(1, KafkaBacklog.NONE, 2, 1500, 1600));
    assertThat(RULE.ofEvents(backlog, PATIENCE))
        .singleElement()
        .hasToString(
            "ERROR s.events: 1,598 events wait for group g, 1,498 of them for longer than 10 min,"
                + " expected none for so long; SluiceBehind in deploy/README.md;"
                + " kafka-consumer-groups.sh --bootstrap-server h:1 --describe --group g");
  }

  @Test
  void alertsThatNobodyReadsAreAWarning() {
    assertThat(RULE.ofAlerts(backlog(new Partition(0, 9, 0, 5, 9)), PATIENCE)).isEmpty();
    assertThat(RULE.ofAlerts(backlog(new Partition(0, 2, 0, 5, 9)), PATIENCE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(Code.ALERTS_UNREAD);
              assertThat(finding.seen()).contains("has left 3 alerts unread");
            });
  }

  private static KafkaBacklog backlog(Partition... partitions) {
    return new KafkaBacklog("g", "s.events", List.of(partitions));
  }
}
