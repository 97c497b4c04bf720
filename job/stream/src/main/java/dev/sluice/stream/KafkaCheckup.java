package dev.sluice.stream;

import dev.sluice.stream.PreflightFinding.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the Kafka cluster of a deployment that runs: at its topics, as the job does before it
 * starts, and at what the job and the readers of alerts leave behind. Changes nothing itself.
 *
 * <p>This client is not the job's: what it may not see is said to be unknown, and what it may not
 * do is of no matter.
 */
public final class KafkaCheckup {
  private static final Duration READERS_PATIENCE = Duration.ofHours(1);
  private static final Set<Code> OF_THIS_CLIENT =
      EnumSet.of(
          Code.TOPIC_ACCESS, Code.GROUP_ACCESS, Code.TRANSACTION_ACCESS, Code.CLIENT_RECORD_SIZE);
  private static final Set<Code> UNSEEN = EnumSet.of(Code.TOPIC_HIDDEN, Code.SETTINGS_HIDDEN);

  private final KafkaOptions options;
  private final KafkaInquiry inquiry;
  private final KafkaRemedies remedies;
  private final List<PreflightFinding> findings = new ArrayList<>();

  private KafkaCheckup(KafkaOptions options, KafkaInquiry inquiry) {
    this.options = options;
    this.inquiry = inquiry;
    this.remedies = new KafkaRemedies(options.bootstrapServers());
  }

  /**
   * The longest timeout of the transactions of the deployment; null when none can be seen.
   *
   * @throws KafkaReadException when the cluster does not answer
   */
  public static @Nullable Duration transactionTimeout(KafkaOptions options, Duration timeout) {
    return ask(options, timeout, KafkaCheckup::transactionTimeouts).stream()
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /**
   * Returns what is wrong, or could not be found out, errors first.
   *
   * @param jobUser whose ACLs are looked at; null for nobody's
   * @param patience for how long events may wait
   * @throws KafkaReadException when the cluster does not answer
   */
  public static List<PreflightFinding> check(
      KafkaOptions options, @Nullable String jobUser, Duration patience, Duration timeout) {
    return ask(options, timeout, checkup -> checkup.check(jobUser, patience, timeout));
  }

  private static <T> List<T> ask(
      KafkaOptions options, Duration timeout, Function<KafkaCheckup, List<T>> question) {
    try (KafkaInquiry inquiry = new KafkaInquiry(options, timeout)) {
      inquiry.get(inquiry.admin().describeCluster().nodes());
      return question.apply(new KafkaCheckup(options, inquiry));
    } catch (KafkaException e) {
      throw new KafkaReadException(
          options.bootstrapServers() + " cannot be used: " + KafkaClients.reason(e), e);
    }
  }

  private List<Duration> transactionTimeouts() {
    try {
      List<String> ids =
          inquiry.get(inquiry.admin().listTransactions().all()).stream()
              .map(TransactionListing::transactionalId)
              .filter(id -> id.startsWith(options.transactionalIdPrefix()))
              .toList();
      return inquiry.get(inquiry.admin().describeTransactions(ids).all()).values().stream()
          .map(transaction -> Duration.ofMillis(transaction.transactionTimeoutMs()))
          .toList();
    } catch (AuthorizationException e) {
      return List.of();
    }
  }

  private List<PreflightFinding> check(
      @Nullable String jobUser, Duration patience, Duration timeout) {
    KafkaPreflight.check(options, timeout).forEach(this::addForeign);
    Collection<String> events = inquiry.eventTopics(options.topics());
    events.forEach(topic -> known(topic, () -> checkEvents(topic, patience)));
    String alerts = options.topics().alerts();
    known(alerts, () -> checkReaders(alerts));
    known(alerts, () -> checkOpenTransactions(alerts));
    checkAccess(jobUser, events);
    return findings.stream()
        .sorted(
            Comparator.comparing(PreflightFinding::severity).thenComparing(PreflightFinding::topic))
        .toList();
  }

  private void addForeign(PreflightFinding finding) {
    if (UNSEEN.contains(finding.code())) {
      findings.add(PreflightFinding.unknown(finding.topic(), finding.problem(), finding.remedy()));
    } else if (!OF_THIS_CLIENT.contains(finding.code())) {
      findings.add(finding);
    }
  }

  /** What a topic that is missing or hidden cannot tell; that it is was said. */
  private void known(String topic, Supplier<List<PreflightFinding>> check) {
    try {
      findings.addAll(check.get());
    } catch (UnknownTopicOrPartitionException e) {
      findings.add(PreflightFinding.unknown(topic, "what waits in it is not known", ""));
    } catch (AuthorizationException e) {
      findings.add(
          PreflightFinding.unknown(
              topic,
              "this client may not see how far it is read: " + e.getMessage(),
              remedies.allow("--group '*' --topic " + topic, Set.of(AclOperation.DESCRIBE))));
    }
  }

  private List<PreflightFinding> checkEvents(String topic, Duration patience) {
    KafkaBacklogs backlogs = new KafkaBacklogs(inquiry, Instant.now().minus(patience));
    return new KafkaBacklogRule(remedies)
        .ofEvents(backlogs.of(options.groupId(), topic, IsolationLevel.READ_COMMITTED), patience);
  }

  private List<PreflightFinding> checkReaders(String topic) {
    KafkaBacklogs backlogs = new KafkaBacklogs(inquiry, Instant.now().minus(READERS_PATIENCE));
    List<KafkaBacklog> read = backlogs.ofReaders(topic, options.groupId());
    if (read.isEmpty()) {
      return List.of(
          PreflightFinding.unknown(
              topic,
              "no group that this client may see reads it, so whether anybody does is not known",
              remedies.allow("--group '*'", Set.of(AclOperation.DESCRIBE))));
    }
    KafkaBacklogRule rule = new KafkaBacklogRule(remedies);
    return read.stream()
        .flatMap(backlog -> rule.ofAlerts(backlog, READERS_PATIENCE).stream())
        .toList();
  }

  /** A transaction that outlives its timeout hides all alerts behind it. */
  private List<PreflightFinding> checkOpenTransactions(String topic) {
    Duration longest = options.transactionTimeout();
    Map<Integer, Long> held =
        new KafkaBacklogs(inquiry, Instant.now().minus(longest)).heldBack(topic);
    return held.entrySet().stream()
        .map(
            each ->
                PreflightFinding.error(
                    Code.ALERTS_HELD_BACK,
                    topic,
                    "a transaction on partition %d has been open for longer than %s"
                        .formatted(each.getKey(), KafkaBacklogRule.text(longest)),
                    "that it ends by then: readers of committed alerts wait for it",
                    remedies.abortTransaction(topic, each.getKey(), each.getValue())))
        .toList();
  }

  private void checkAccess(@Nullable String jobUser, Collection<String> events) {
    if (jobUser == null) {
      findings.add(
          PreflightFinding.unknown(
              "", "the ACLs of the job were not looked at", "name its login with --job-user"));
      return;
    }
    try {
      findings.addAll(
          new KafkaAccessRule(options, jobUser, remedies)
              .check(
                  inquiry.get(inquiry.admin().describeAcls(AclBindingFilter.ANY).values()),
                  events));
    } catch (SecurityDisabledException e) {
      findings.add(
          PreflightFinding.unknown(
              "",
              "the brokers have no authorizer: there are no ACLs and everybody may do everything",
              "set authorizer.class.name in server.properties of every broker"));
    } catch (AuthorizationException e) {
      findings.add(
          PreflightFinding.unknown(
              "",
              "this client may not see the ACLs of the job",
              remedies.allow("--cluster", Set.of(AclOperation.DESCRIBE))));
    }
  }
}
