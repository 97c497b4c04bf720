package dev.sluice.stream;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.sluice.stream.PreflightFinding.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a topic must be like for the job. Knows no connection.
 *
 * @param compacted the last record of each key is kept for ever; otherwise records are kept for a
 *     time, whatever their key
 * @param onePartition the order of its records is the order of a rollout
 * @param leastRecordBytes the largest record that will be written; 0 for events, which others write
 * @param leastRetention shorter is worth a warning
 * @param operations what the job does with it
 */
record KafkaTopicRule(
    String topic,
    boolean compacted,
    boolean onePartition,
    int leastRecordBytes,
    Duration leastRetention,
    Set<AclOperation> operations) {

  private static final Duration AUDIT = Duration.ofDays(365);
  private static final Duration OUTAGE = Duration.ofDays(1);
  private static final Duration LARGEST_LEAD = Duration.ofHours(1);

  /** What is found out about a topic; empty and null for what the cluster does not tell. */
  record Facts(int partitions, Map<String, String> config, @Nullable Set<AclOperation> allowed) {}

  /**
   * The rules for all topics of a deployment.
   *
   * @param events the topics of events that there are
   */
  static List<KafkaTopicRule> of(KafkaOptions options, Collection<String> events) {
    KafkaTopics topics = options.topics();
    int rules = KafkaClients.RULE_RECORD_BYTES;
    List<KafkaTopicRule> all = new ArrayList<>();
    events.forEach(topic -> all.add(kept(topic, 0, EnumSet.of(READ)).keptFor(OUTAGE)));
    all.add(
        new KafkaTopicRule(topics.control(), true, true, rules, Duration.ZERO, EnumSet.of(READ)));
    all.add(
        new KafkaTopicRule(
            topics.rulesets(), true, true, rules, Duration.ZERO, EnumSet.of(READ, WRITE)));
    // Flink looks up in the topics themselves which transactions an earlier attempt left open.
    for (String topic : topics.exactlyOnce()) {
      all.add(kept(topic, options.maxRecordBytes(), EnumSet.of(READ, WRITE)));
    }
    for (String topic : topics.atLeastOnce()) {
      if (!topic.equals(topics.rulesets())) {
        KafkaTopicRule rule = kept(topic, options.maxRecordBytes(), EnumSet.of(WRITE));
        all.add(topic.equals(topics.status()) ? rule.keptFor(AUDIT) : rule);
      }
    }
    return all;
  }

  private static KafkaTopicRule kept(String topic, int bytes, Set<AclOperation> operations) {
    return new KafkaTopicRule(topic, false, false, bytes, Duration.ZERO, operations);
  }

  private KafkaTopicRule keptFor(Duration retention) {
    return new KafkaTopicRule(
        topic, compacted, onePartition, leastRecordBytes, retention, operations);
  }

  /** Returns what must be said when there is no such topic. */
  PreflightFinding missing(KafkaRemedies remedies) {
    return PreflightFinding.error(
        Code.TOPIC_MISSING, topic, "there is no such topic", "", creation(remedies));
  }

  private String creation(KafkaRemedies remedies) {
    Map<String, String> settings = new HashMap<>();
    if (compacted) {
      settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    if (leastRecordBytes > KafkaOptions.MAX_RECORD_BYTES) {
      settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(leastRecordBytes));
    }
    if (!leastRetention.isZero()) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(leastRetention.toMillis()));
    }
    return remedies.createTopic(topic, settings);
  }

  /** Returns what must be said when the cluster does not tell of the topic. */
  PreflightFinding hidden(KafkaRemedies remedies) {
    return PreflightFinding.error(
        Code.TOPIC_HIDDEN,
        topic,
        "this client may not see it",
        "",
        remedies.allow("--topic " + topic, operations));
  }

  /** Returns where {@code facts} break this rule. */
  List<PreflightFinding> check(Facts facts, KafkaRemedies remedies) {
    List<PreflightFinding> findings = new ArrayList<>();
    if (onePartition && facts.partitions() != 1) {
      findings.add(
          PreflightFinding.error(
              Code.TOPIC_PARTITIONS,
              topic,
              "it has " + facts.partitions() + " partitions",
              "1",
              "a topic cannot lose partitions: delete it and " + creation(remedies)));
    }
    checkCleanup(facts, remedies, findings);
    checkSize(facts, remedies, findings);
    checkRetention(facts, remedies, findings);
    checkLead(facts, remedies, findings);
    checkAccess(facts, remedies, findings);
    return findings;
  }

  private void checkCleanup(Facts facts, KafkaRemedies remedies, List<PreflightFinding> findings) {
    String key = TopicConfig.CLEANUP_POLICY_CONFIG;
    String policy = facts.config().get(key);
    if (policy == null) {
      return;
    }
    if (compacted && !policy.equals("compact")) {
      findings.add(
          PreflightFinding.error(
              Code.TOPIC_CLEANUP,
              topic,
              key + " is " + policy,
              "compact: rules would be lost",
              remedies.setTopic(topic, key, "compact")));
    } else if (!compacted && policy.contains("compact")) {
      findings.add(
          PreflightFinding.error(
              Code.TOPIC_CLEANUP,
              topic,
              key + " is " + policy,
              "delete: of each key only one record would stay",
              remedies.setTopic(topic, key, "delete")));
    }
  }

  private void checkSize(Facts facts, KafkaRemedies remedies, List<PreflightFinding> findings) {
    String key = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    long bytes = number(facts, key, Long.MAX_VALUE);
    if (bytes < leastRecordBytes) {
      findings.add(
          PreflightFinding.error(
              Code.TOPIC_RECORD_SIZE,
              topic,
              key + " is " + bytes,
              leastRecordBytes + " at least",
              remedies.setTopic(topic, key, Integer.toString(leastRecordBytes))));
    }
  }

  private void checkRetention(
      Facts facts, KafkaRemedies remedies, List<PreflightFinding> findings) {
    String key = TopicConfig.RETENTION_MS_CONFIG;
    long kept = number(facts, key, -1);
    if (kept >= 0 && kept < leastRetention.toMillis()) {
      findings.add(
          PreflightFinding.warning(
              Code.TOPIC_RETENTION,
              topic,
              key + " is " + kept,
              leastRetention.equals(AUDIT)
                  ? "365 days: it is the history of the rules"
                  : "a day at least: what an outage leaves unread is lost by then",
              remedies.setTopic(topic, key, Long.toString(leastRetention.toMillis()))));
    }
  }

  /** The time of a record is what the time of an event is held against. */
  private void checkLead(Facts facts, KafkaRemedies remedies, List<PreflightFinding> findings) {
    String key = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
    boolean setByProducer =
        "CreateTime".equals(facts.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
    long lead = number(facts, key, 0);
    if (leastRecordBytes == 0 && setByProducer && lead > LARGEST_LEAD.toMillis()) {
      findings.add(
          PreflightFinding.warning(
              Code.TOPIC_TIMESTAMPS,
              topic,
              key + " is " + lead,
              "an hour at most: a producer with a wrong clock makes the events of all others late",
              remedies.setTopic(topic, key, Long.toString(LARGEST_LEAD.toMillis()))));
    }
  }

  private static long number(Facts facts, String key, long absent) {
    String value = facts.config().get(key);
    return value == null ? absent : Long.parseLong(value);
  }

  private void checkAccess(Facts facts, KafkaRemedies remedies, List<PreflightFinding> findings) {
    Set<AclOperation> allowed = facts.allowed();
    if (allowed == null || allowed.containsAll(operations)) {
      return;
    }
    Set<AclOperation> missing = EnumSet.copyOf(operations);
    missing.removeAll(allowed);
    findings.add(
        PreflightFinding.error(
            Code.TOPIC_ACCESS,
            topic,
            "this client may not " + missing + " it",
            "",
            remedies.allow("--topic " + topic, missing)));
  }
}
