package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.JobOptions.Directories;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobOptionsTest {

  @Test
  void theDefaultsAreThoseOfAPlainRun() {
    JobOptions options = valid().build();
    assertThat(options.parallelism()).isEqualTo(1);
    assertThat(options.follow()).isFalse();
    assertThat(options.outOfOrderness()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.allowedLateness()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatMakesNoSenseIsRefusedWithItsReason() {
    assertRefused(JobOptions.of(List.of(), List.of("e")), "rules");
    assertRefused(JobOptions.of(List.of("r"), List.of()), "events");
    assertRefused(JobOptions.of(List.of("r"), List.of("-", "-")), "only once");
    assertRefused(valid().parallelism(0), "parallelism");
    assertRefused(valid().parallelism(1441), "1440");
    assertRefused(valid().eventsPerSecond(-1), "rate");
    assertRefused(valid().eventsPerSecond(Double.NaN), "rate");
    assertRefused(valid().outOfOrderness(Duration.ofSeconds(-1)), "out-of-orderness");
    assertRefused(valid().allowedLateness(Duration.ofSeconds(-1)), "lateness");
    assertRefused(valid().allowedLateness(Duration.ofDays(400)), "lateness");
    assertRefused(valid().idleness(Duration.ZERO), "idleness");
    assertRefused(valid().ruleInterval(Duration.ZERO), "interval");
    assertRefused(valid().checkpointInterval(Duration.ZERO), "checkpoint interval");
    assertRefused(
        JobOptions.of(List.of("r"), List.of("-"))
            .directories(new Directories(null, null, null, "savepoint")),
        "cannot be restored");
  }

  @Test
  void directoriesBecomeUris() {
    Directories directories = new Directories("out", "/dead", "s3://bucket/checkpoints", null);
    assertThat(directories.alerts()).startsWith("file:///").endsWith("/out");
    assertThat(directories.deadLetters()).isEqualTo("file:///dead");
    assertThat(directories.checkpoints()).isEqualTo("s3://bucket/checkpoints");
    assertThat(directories.restoreFrom()).isNull();
  }

  private static JobOptions.Builder valid() {
    return JobOptions.of(List.of("rules"), List.of("events.ndjson"));
  }

  private static void assertRefused(JobOptions.Builder builder, String reason) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
