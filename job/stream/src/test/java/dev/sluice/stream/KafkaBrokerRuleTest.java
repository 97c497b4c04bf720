package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaBrokerRuleTest {

  private static KafkaBrokerRule rule(Map<String, String> client) {
    return new KafkaBrokerRule(
        KafkaOptions.of("h:1").client(client).build(), new KafkaRemedies("h:1"));
  }

  @Test
  void theTransactionTimeoutMayBeWhatTheBrokersAllowAndNoMore() {
    String key = "transaction.max.timeout.ms";
    assertThat(rule(Map.of()).check(Map.of(key, "900000"), 1)).isEmpty();
    assertThat(rule(Map.of()).check(Map.of(key, "899999"), 1))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.remedy())
                    .endsWith("--entity-default --add-config transaction.max.timeout.ms=900000"));
  }

  @Test
  void transactionsNeedAsManyBrokersAsTheirLogHasReplicas() {
    String key = "transaction.state.log.replication.factor";
    assertThat(rule(Map.of()).check(Map.of(key, "3"), 3)).isEmpty();
    assertThat(rule(Map.of()).check(Map.of(key, "3"), 2))
        .singleElement()
        .satisfies(finding -> assertThat(finding.problem()).contains("is 3, expected 2 at most"));
  }

  @Test
  void aProducerMustTakeTheLargestRecord() {
    assertThat(rule(Map.of()).checkClient()).isNull();
    assertThat(rule(Map.of("max.request.size", "4194304")).checkClient()).isNull();
    assertThat(rule(Map.of("max.request.size", "4194303")).checkClient())
        .extracting(PreflightFinding::problem)
        .isEqualTo(
            "max.request.size of the client properties is 4194303, expected 4194304 at least");
  }
}
