package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.CorrelationAlert;
import dev.sluice.engine.correlate.CorrelationDefinition;
import dev.sluice.engine.correlate.Firing;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.CorrelationAlertWriter;
import dev.sluice.engine.match.RuleSetName;
import dev.sluice.engine.sigma.AlertHeader;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema of alerts says what alerts of correlations are. */
class CorrelationAlertSchemaTest {
  private static final MessageSchema ALERT = MessageSchema.of("alert");
  private static final RuleSetName RULE_SET = new RuleSetName("demo", 3, "abc");

  private static CompiledCorrelation correlation(SigmaCorrelation.Type type) {
    List<String> user = List.of("User");
    AlertHeader header =
        new AlertHeader(
            "id-c",
            "T",
            "",
            "high",
            "",
            "",
            List.of("x.y"),
            List.of(),
            List.of(),
            "c.yml",
            Manifests.hash("c"));
    CorrelationDefinition definition =
        new CorrelationDefinition(
            "id-c",
            type,
            List.of(new CorrelationDefinition.Input("id-a", user, List.of())),
            user,
            300_000,
            List.of(),
            List.of(),
            BigDecimal.valueOf(50),
            List.of());
    return new CompiledCorrelation(header, definition, "hash", 1, false, Treatment.ENABLED);
  }

  private static byte[] written(
      SigmaCorrelation.Type type, Origin origin, @Nullable String alertId, boolean isAtLeast) {
    Contribution from = new Contribution(1_500, origin, alertId == null ? "h" : null, 0, alertId);
    Firing firing =
        new Firing(
            1_500,
            0,
            300_000,
            new BigDecimal("1E+2"),
            isAtLeast,
            from,
            from,
            List.of(from),
            false,
            isAtLeast);
    return new CorrelationAlertWriter(() -> Instant.EPOCH)
        .write(RULE_SET, new CorrelationAlert(correlation(type), List.of("eve"), firing));
  }

  private static String record() {
    return text(
        written(
            SigmaCorrelation.Type.EVENT_COUNT, Origin.kafka("sluice.events", 2, 9), null, true));
  }

  @ParameterizedTest
  @EnumSource(SigmaCorrelation.Type.class)
  void anAlertIsValid(SigmaCorrelation.Type type) {
    Origin record = Origin.kafka("sluice.events", 2, 9);
    assertThat(ALERT.problems(written(type, record, null, false))).isEmpty();
    assertThat(ALERT.problems(written(type, record, "some-id", true))).isEmpty();
    assertThat(ALERT.problems(written(type, Origin.file("in/a.json", 4), null, false))).isEmpty();
  }

  @Test
  void anAlertThatWasCutIsValid() {
    String cut = record().replace("\"detectedAt\"", "\"truncated\":true,\"detectedAt\"");
    assertThat(ALERT.problems(bytes(cut))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "\"event_count\",\"count\"",
        "\"PT5M\",\"5m\"",
        "\"late\":false,\"late\":0",
        "\"value\":,\"values\":",
        "\"atLeast\":true,\"atLeast\":1",
        "\"User\":\"eve\",\"User\":5",
        "\"rule\":\"id-a\",\"rules\":\"id-a\"",
        "\"origin\":,\"place\":",
        "\"correlation\":,\"correlated\":",
        "\"detectedAt\",\"event\":{};\"detectedAt\"",
        "\"detectedAt\",\"origin\":{\"topic\":\"t\";\"partition\":0;\"offset\":1};\"detectedAt\""
      })
  void whatIsNoAlertIsRefused(String from, String to) {
    String bad = record().replace(from, to.replace(';', ','));
    assertThat(bad).isNotEqualTo(record());
    assertThat(ALERT.problems(bytes(bad))).as(bad).isNotEmpty();
  }
}
