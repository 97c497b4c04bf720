package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.KafkaTopicRule.Facts;
import dev.sluice.stream.PreflightFinding.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaTopicRuleTest {
  private static final KafkaRemedies REMEDIES = new KafkaRemedies("h:1");
  private static final KafkaOptions OPTIONS =
      KafkaOptions.of("h:1")
          .topics(KafkaTopics.of("s.", Map.of(KafkaTopics.ALERTS_FAST, "s.alerts.fast")))
          .build();

  @Test
  void everyTopicOfTheDeploymentHasARule() {
    assertThat(rules())
        .extracting(KafkaTopicRule::topic)
        .containsExactlyInAnyOrder(
            "s.events",
            "s.control",
            "s.rulesets",
            "s.alerts",
            "s.alerts.shadow",
            "s.alerts.overflow",
            "s.alerts.fast",
            "s.deadletter",
            "s.late",
            "s.status",
            "s.metrics");
  }

  @Test
  void whatIsNotKnownIsNotHeldAgainstATopic() {
    for (KafkaTopicRule rule : rules()) {
      assertThat(rule.check(new Facts(1, Map.of(), null), REMEDIES)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s.control, cleanup.policy, delete, compact, ERROR",
    "s.control, cleanup.policy, 'compact,delete', compact, ERROR",
    "s.rulesets, cleanup.policy, delete, compact, ERROR",
    "s.alerts, cleanup.policy, compact, delete, ERROR",
    "s.deadletter, cleanup.policy, 'compact,delete', delete, ERROR",
    "s.status, cleanup.policy, compact, delete, ERROR",
    "s.events, cleanup.policy, compact, delete, ERROR",
    "s.control, max.message.bytes, 1048588, 4194304, ERROR",
    "s.rulesets, max.message.bytes, 4194303, 4194304, ERROR",
    "s.alerts, max.message.bytes, 1048575, 1048576, ERROR",
    "s.late, max.message.bytes, 1000000, 1048576, ERROR",
    "s.status, retention.ms, 86400000, 31536000000, WARNING",
    "s.events, message.timestamp.after.max.ms, 7200000, 3600000, WARNING"
  })
  void aSettingThatWouldDoHarmIsNamedWithTheCommandThatMendsIt(
      String topic, String setting, String value, String expected, Severity severity) {
    KafkaTopicRule rule = rule(topic);
    Map<String, String> settings = good(rule);
    assertThat(rule.check(new Facts(1, settings, rule.operations()), REMEDIES)).isEmpty();
    settings.put(setting, value);
    PreflightFinding finding =
        only(rule.check(new Facts(1, settings, rule.operations()), REMEDIES));
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.topic()).isEqualTo(topic);
    assertThat(finding.problem()).startsWith(setting + " is " + value);
    assertThat(finding.remedy())
        .isEqualTo(
            "kafka-configs.sh --bootstrap-server h:1 --alter --entity-type topics"
                + " --entity-name %s --add-config %s=%s".formatted(topic, setting, expected));
  }

  @Test
  void recordsStampedByTheBrokerMayCarryAnyTimeOfTheProducer() {
    Map<String, String> settings = new HashMap<>();
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("message.timestamp.after.max.ms", "9223372036854775807");
    assertThat(rule("s.events").check(new Facts(1, settings, null), REMEDIES)).isEmpty();
  }

  @Test
  void aTopicThatIsKeptForEverIsKeptLongEnough() {
    Facts facts = new Facts(1, Map.of("retention.ms", "-1"), null);
    assertThat(rule("s.status").check(facts, REMEDIES)).isEmpty();
  }

  @Test
  void rulesStandInOnePartition() {
    assertThat(only(rule("s.control").check(new Facts(3, Map.of(), null), REMEDIES)).problem())
        .isEqualTo("it has 3 partitions, expected 1");
    assertThat(rule("s.events").check(new Facts(3, Map.of(), null), REMEDIES)).isEmpty();
  }

  @Test
  void whatTheClientMayNotDoIsNamedWithTheCommandThatAllowsIt() {
    PreflightFinding finding =
        only(
            rule("s.alerts")
                .check(new Facts(1, Map.of(), Set.of(AclOperation.DESCRIBE)), REMEDIES));
    assertThat(finding.problem()).isEqualTo("this client may not [READ, WRITE] it");
    assertThat(finding.remedy())
        .isEqualTo(
            "kafka-acls.sh --bootstrap-server h:1 --add --allow-principal User:NAME"
                + " --topic s.alerts --operation READ --operation WRITE");
  }

  private static Map<String, String> good(KafkaTopicRule rule) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cleanup.policy", rule.compacted() ? "compact" : "delete");
    settings.put("max.message.bytes", "4194304");
    settings.put("retention.ms", "32000000000");
    settings.put("message.timestamp.type", "CreateTime");
    settings.put("message.timestamp.after.max.ms", "3600000");
    return settings;
  }

  private static PreflightFinding only(List<PreflightFinding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static KafkaTopicRule rule(String topic) {
    return rules().stream().filter(rule -> rule.topic().equals(topic)).findFirst().orElseThrow();
  }

  private static List<KafkaTopicRule> rules() {
    return KafkaTopicRule.of(OPTIONS, OPTIONS.topics().events());
  }
}
