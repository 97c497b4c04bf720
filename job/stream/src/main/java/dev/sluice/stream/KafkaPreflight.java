package dev.sluice.stream;

import dev.sluice.stream.PreflightFinding.Code;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at a Kafka cluster before a job starts, so that what is wrong is said at once and in one
 * place, with what to change. Changes nothing itself.
 */
public final class KafkaPreflight {
  private final KafkaOptions options;
  private final KafkaInquiry inquiry;
  private final KafkaRemedies remedies;
  private final Set<PreflightFinding> findings = new LinkedHashSet<>();

  private KafkaPreflight(KafkaOptions options, KafkaInquiry inquiry) {
    this.options = options;
    this.inquiry = inquiry;
    this.remedies = new KafkaRemedies(options.bootstrapServers());
  }

  /**
   * Returns what is wrong, errors first; nothing when all is well. Ends within about {@code
   * timeout}: a cluster that does not answer is itself what is wrong.
   */
  public static List<PreflightFinding> check(KafkaOptions options, Duration timeout) {
    try (KafkaInquiry inquiry = new KafkaInquiry(options, timeout)) {
      return new KafkaPreflight(options, inquiry).check();
    } catch (KafkaException e) {
      return List.of(
          PreflightFinding.error(
              Code.UNUSABLE,
              "",
              options.bootstrapServers() + " cannot be used: " + KafkaClients.reason(e),
              "",
              "check the servers, and security.protocol, SASL and TLS in the client properties"));
    }
  }

  private List<PreflightFinding> check() {
    Collection<Node> brokers = inquiry.get(inquiry.admin().describeCluster().nodes());
    checkBrokers(brokers);
    checkTopics();
    checkGroup();
    checkTransactions();
    return findings.stream()
        .sorted(
            Comparator.comparing(PreflightFinding::severity).thenComparing(PreflightFinding::topic))
        .toList();
  }

  private void checkBrokers(Collection<Node> brokers) {
    KafkaBrokerRule rule = new KafkaBrokerRule(options, remedies);
    PreflightFinding client = rule.checkClient();
    if (client != null) {
      findings.add(client);
    }
    List<ConfigResource> resources =
        brokers.stream().map(b -> resource(ConfigResource.Type.BROKER, b.idString())).toList();
    try {
      for (Config each : inquiry.get(inquiry.admin().describeConfigs(resources).all()).values()) {
        findings.addAll(rule.check(KafkaInquiry.settings(each), brokers.size()));
      }
    } catch (AuthorizationException e) {
      findings.add(
          PreflightFinding.warning(
              Code.SETTINGS_HIDDEN,
              "",
              "this client may not read the settings of the brokers, so that "
                  + KafkaBrokerRule.MAX_TIMEOUT
                  + " is not known",
              "",
              remedies.allow("--cluster", Set.of(AclOperation.DESCRIBE_CONFIGS))));
    }
  }

  private void checkTopics() {
    Map<KafkaTopicRule, TopicDescription> topics =
        described(KafkaTopicRule.of(options, eventTopics()));
    Map<String, Map<String, String>> settings =
        topicSettings(topics.keySet().stream().map(KafkaTopicRule::topic).toList());
    topics.forEach(
        (rule, topic) ->
            findings.addAll(
                rule.check(
                    new KafkaTopicRule.Facts(
                        topic.partitions().size(),
                        settings.getOrDefault(rule.topic(), Map.of()),
                        topic.authorizedOperations()),
                    remedies)));
  }

  /** The topics that there are; what is said of the others is that. */
  private Map<KafkaTopicRule, TopicDescription> described(List<KafkaTopicRule> rules) {
    Map<String, KafkaTopicRule> byName = new HashMap<>();
    rules.forEach(rule -> byName.put(rule.topic(), rule));
    Map<KafkaTopicRule, TopicDescription> topics = new LinkedHashMap<>();
    inquiry
        .admin()
        .describeTopics(
            byName.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
        .topicNameValues()
        .forEach(
            (name, description) -> {
              KafkaTopicRule rule = Objects.requireNonNull(byName.get(name));
              try {
                topics.put(rule, inquiry.get(description));
              } catch (UnknownTopicOrPartitionException e) {
                findings.add(rule.missing(remedies));
              } catch (AuthorizationException e) {
                findings.add(rule.hidden(remedies));
              }
            });
    return topics;
  }

  /** The settings of each topic whose settings may be read. */
  private Map<String, Map<String, String>> topicSettings(Collection<String> topics) {
    List<ConfigResource> resources =
        topics.stream().map(topic -> resource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Map<String, String>> settings = new HashMap<>();
    inquiry
        .admin()
        .describeConfigs(resources)
        .values()
        .forEach(
            (resource, config) -> {
              try {
                settings.put(resource.name(), KafkaInquiry.settings(inquiry.get(config)));
              } catch (AuthorizationException e) {
                findings.add(
                    PreflightFinding.warning(
                        Code.SETTINGS_HIDDEN,
                        resource.name(),
                        "this client may not read its settings, so that they are not known",
                        "",
                        remedies.allow(
                            "--topic " + resource.name(), Set.of(AclOperation.DESCRIBE_CONFIGS))));
              }
            });
    return settings;
  }

  private Collection<String> eventTopics() {
    Collection<String> topics = inquiry.eventTopics(options.topics());
    if (topics.isEmpty()) {
      findings.add(
          PreflightFinding.error(
              Code.NO_EVENT_TOPIC,
              "",
              "no topic of events matches '" + options.topics().eventsPattern() + "'",
              "",
              "check the pattern, or make one"));
    }
    return topics;
  }

  private void checkGroup() {
    String group = options.groupId();
    Set<AclOperation> read = Set.of(AclOperation.READ);
    try {
      ConsumerGroupDescription description =
          inquiry
              .get(
                  inquiry
                      .admin()
                      .describeConsumerGroups(
                          List.of(group),
                          new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                      .all())
              .get(group);
      Set<AclOperation> allowed = description == null ? null : description.authorizedOperations();
      if (allowed == null || allowed.containsAll(read)) {
        return;
      }
    } catch (GroupIdNotFoundException e) {
      return; // It comes to be with the first checkpoint.
    } catch (AuthorizationException e) {
      // Said below.
    }
    findings.add(
        PreflightFinding.error(
            Code.GROUP_ACCESS,
            "",
            "this client may not commit offsets for the group " + group,
            "",
            remedies.allow("--group " + group, read)));
  }

  /** The cluster tells of no more than one transaction at a time, and leave is given by prefix. */
  private void checkTransactions() {
    String prefix = options.transactionalIdPrefix();
    String id = prefix + "-0-0";
    try {
      inquiry.get(inquiry.admin().describeTransactions(List.of(id)).description(id));
    } catch (TransactionalIdNotFoundException e) {
      // There is none yet, and we may know it.
    } catch (AuthorizationException e) {
      findings.add(
          PreflightFinding.error(
              Code.TRANSACTION_ACCESS,
              "",
              "this client may not use transactions named " + prefix + "...",
              "",
              remedies.allow(
                  "--transactional-id " + prefix + " --resource-pattern-type prefixed",
                  Set.of(AclOperation.WRITE, AclOperation.DESCRIBE))));
    }
  }

  private static ConfigResource resource(ConfigResource.Type type, String name) {
    return new ConfigResource(type, name);
  }
}
