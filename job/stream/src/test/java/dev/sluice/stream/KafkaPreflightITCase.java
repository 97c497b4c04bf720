package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.PreflightFinding.Severity;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(KafkaBroker.Shared.class)
class KafkaPreflightITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaBroker broker = KafkaBroker.get();
  private final KafkaOptions options = broker.options().build();
  private final KafkaTopics topics = options.topics();

  @Test
  void aClusterAsItShouldBeGivesNothingToSay() throws Exception {
    broker.createTopics(options, 3);
    Recording.await("nothing to say", () -> check(options).isEmpty());
  }

  @Test
  void aClusterThatDoesNotAnswerIsTheOnlyThingSaid() {
    KafkaOptions nowhere = KafkaOptions.of("127.0.0.1:1").build();
    assertThat(KafkaPreflight.check(nowhere, Duration.ofMillis(500)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.problem()).startsWith("127.0.0.1:1 cannot be used: ");
              assertThat(finding.remedy()).contains("security.protocol");
            });
    KafkaOptions unknown = KafkaOptions.of("x".repeat(64) + ":9092").build();
    assertThat(KafkaPreflight.check(unknown, Duration.ofMillis(500)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.problem()).contains("No resolvable bootstrap"));
  }

  @Test
  void clientPropertiesThatAreNoneGiveAFinding() {
    KafkaOptions broken =
        KafkaOptions.of(options.bootstrapServers())
            .client(Map.of("security.protocol", "CARRIER_PIGEON"))
            .build();
    assertThat(check(broken))
        .singleElement()
        .satisfies(finding -> assertThat(finding.problem()).contains("CARRIER_PIGEON"));
  }

  @Test
  void everyTopicThatIsMissingIsNamedWithTheCommandThatMakesIt() {
    List<PreflightFinding> findings = check(options);
    assertThat(findings).hasSize(11).allMatch(finding -> finding.severity() == Severity.ERROR);
    assertThat(findings)
        .filteredOn(finding -> finding.topic().equals(topics.control()))
        .singleElement()
        .hasToString(
            "ERROR %1$s: there is no such topic; kafka-topics.sh --bootstrap-server %2$s --create"
                    .formatted(topics.control(), options.bootstrapServers())
                + " --topic %s --partitions 1 --config cleanup.policy=compact"
                    .formatted(topics.control())
                + " --config max.message.bytes=4194304");
  }

  @Test
  void settingsOfTopicsAreReadFromTheCluster() throws Exception {
    broker.createTopics(options, 1);
    set(topics.control(), "cleanup.policy", "compact,delete");
    set(topics.alerts(), "max.message.bytes", "1000000");
    set(topics.events().get(0), "message.timestamp.after.max.ms", "7200000");
    Recording.await("three findings", () -> check(options).size() == 3);
    assertThat(check(options))
        .extracting(finding -> finding.severity() + " " + finding.topic())
        .containsExactly(
            "ERROR " + topics.alerts(),
            "ERROR " + topics.control(),
            "WARNING " + topics.events().get(0));
  }

  @Test
  void rulesThatAreSpreadOverPartitionsAreAnError() throws Exception {
    broker.createTopics(options, 1);
    broker.growTo(topics.control(), 2);
    assertThat(onlyFinding(options))
        .satisfies(
            finding -> {
              assertThat(finding.topic()).isEqualTo(topics.control());
              assertThat(finding.problem()).isEqualTo("it has 2 partitions, expected 1");
            });
  }

  @Test
  void transactionsThatOutlastWhatTheBrokerAllowsAreAnError() throws Exception {
    broker.createTopics(options, 1);
    KafkaOptions hour =
        broker.options().topics(topics).transactionTimeout(Duration.ofHours(1)).build();
    assertThat(onlyFinding(hour))
        .satisfies(
            finding -> {
              assertThat(finding.problem())
                  .startsWith("transaction.max.timeout.ms of the brokers is 900000")
                  .contains("3600000");
              assertThat(finding.remedy())
                  .contains("--entity-default --add-config transaction.max.timeout.ms=3600000");
            });
  }

  @Test
  void aProducerThatCouldNotSendTheLargestRecordIsAnError() throws Exception {
    broker.createTopics(options, 1);
    KafkaOptions small =
        broker.options().topics(topics).client(Map.of("max.request.size", "1000")).build();
    assertThat(onlyFinding(small))
        .satisfies(finding -> assertThat(finding.problem()).startsWith("max.request.size"));
  }

  @Test
  void aPatternThatNoTopicMatchesIsAnError() throws Exception {
    broker.createTopics(options, 1);
    KafkaOptions none =
        broker
            .options()
            .topics(
                KafkaTopics.of(
                    options.deployment() + ".", Map.of("events.pattern", "nothing\\..*")))
            .build();
    assertThat(onlyFinding(none))
        .satisfies(finding -> assertThat(finding.problem()).contains("'nothing\\..*'"));
  }

  @Test
  void whatThisClientMayNotDoIsAnErrorWithTheCommandThatAllowsIt() throws Exception {
    broker.createTopics(options, 1);
    // Where an ACL names someone, everyone else is shut out.
    Collection<AclBinding> acls =
        List.of(
            acl(ResourceType.TOPIC, topics.events().get(0), "*", AclOperation.DESCRIBE),
            acl(ResourceType.TOPIC, topics.alerts(), "*", AclOperation.WRITE),
            acl(ResourceType.TOPIC, topics.metrics(), "other", AclOperation.WRITE),
            acl(ResourceType.GROUP, options.groupId(), "other", AclOperation.READ),
            acl(
                ResourceType.TRANSACTIONAL_ID,
                options.transactionalIdPrefix() + "-0-0",
                "other",
                AclOperation.WRITE));
    broker.admin().createAcls(acls).all().get();
    Recording.await("seven findings", () -> check(options).size() == 7);
    List<PreflightFinding> findings = check(options);
    assertThat(findings)
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(finding -> finding.topic() + ": " + finding.problem())
        .containsExactlyInAnyOrder(
            topics.events().get(0) + ": this client may not [READ] it",
            topics.alerts() + ": this client may not [READ] it",
            topics.metrics() + ": this client may not see it",
            ": this client may not commit offsets for the group " + options.groupId(),
            ": this client may not use transactions named "
                + options.transactionalIdPrefix()
                + "...");
    assertThat(findings)
        .filteredOn(finding -> finding.topic().equals(topics.metrics()))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.remedy())
                    .isEqualTo(
                        "kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME"
                                .formatted(options.bootstrapServers())
                            + " --topic %s --operation WRITE".formatted(topics.metrics())));
    assertThat(findings)
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .extracting(PreflightFinding::topic)
        .as("settings that may not be read")
        .containsExactlyInAnyOrder(topics.events().get(0), topics.alerts());
  }

  private static AclBinding acl(
      ResourceType type, String name, String user, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  /** What was just changed may take a moment to be seen. */
  private static PreflightFinding onlyFinding(KafkaOptions options) throws InterruptedException {
    Recording.await("one finding", () -> check(options).size() == 1);
    return check(options).get(0);
  }

  private static List<PreflightFinding> check(KafkaOptions options) {
    return KafkaPreflight.check(options, PATIENCE);
  }

  private void set(String topic, String setting, String value) throws Exception {
    broker
        .admin()
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET))))
        .all()
        .get();
  }
}
