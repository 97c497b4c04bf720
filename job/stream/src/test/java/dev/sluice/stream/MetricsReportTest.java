package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.DetectCounters.Totals;
import dev.sluice.stream.control.StatusOrigin;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricsReportTest {
  private static final StatusOrigin ORIGIN = new StatusOrigin("i", "detect", 0, 1);
  private Instant now = Instant.EPOCH;
  private final MetricsReport report = new MetricsReport(3, () -> now);

  @Test
  void somethingIsToBeSaidAfterSoManyTicks() {
    assertThat(report.tick()).isFalse();
    assertThat(report.tick()).isFalse();
    assertThat(report.tick()).isTrue();
    take(Totals.NONE);
    assertThat(report.tick()).isFalse();
  }

  @Test
  void eachRecordGoesOnWhereTheOneBeforeEnded() {
    now = Instant.ofEpochSecond(60);
    MetricsRecord first = take(new Totals(10, 100, 2, 1));
    now = Instant.ofEpochSecond(121);
    MetricsRecord second = take(new Totals(15, 130, 2, 4));
    assertThat(first.from()).isEqualTo(Instant.EPOCH);
    assertThat(first.to()).isEqualTo(second.from()).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(second.to()).isEqualTo(Instant.ofEpochSecond(121));
    assertThat(first.totals()).isEqualTo(new Totals(10, 100, 2, 1));
    assertThat(second.totals()).isEqualTo(new Totals(5, 30, 0, 3));
  }

  @Test
  void rulesThatFiredAreSaidOnceTheBusiestFirst() {
    report.figures().matched("a");
    report.figures().overflowed("a", OverflowReason.BUDGET);
    for (int i = 0; i < 3; i++) {
      report.figures().matched("z");
      report.figures().matched("b");
    }
    report.figures().shadowed("z");
    report.figures().overflowed("b", OverflowReason.SUPPRESSED);
    assertThat(take(Totals.NONE).rules())
        .containsExactly(
            new RuleFigure("b", 3, 0, 1, 0),
            new RuleFigure("z", 3, 1, 0, 0),
            new RuleFigure("a", 1, 0, 0, 1));
    assertThat(take(Totals.NONE).rules()).isEmpty();
  }

  private MetricsRecord take(Totals totals) {
    return report.take(ORIGIN, "n", 1, "h", totals);
  }
}
