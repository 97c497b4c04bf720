package dev.sluice.cli;

import dev.sluice.cli.Symptom.Code;
import dev.sluice.stream.KafkaCheckup;
import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaOptions;
import dev.sluice.stream.KafkaReadException;
import dev.sluice.stream.KafkaTail;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks Kafka and Flink what is wrong with a deployment. */
record Checkup(RuleSetOptions ruleSet, Job job) {

  /** A subtask says all that it sees at least every ten minutes, and what it does every one. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(30);

  private static final Duration SILENCE = Duration.ofMinutes(5);

  /**
   * The job that should run.
   *
   * @param user its login; null when its ACLs are not asked for
   * @param maxLag for how long events may wait
   * @param flink null when the job itself is not asked for
   */
  record Job(
      String deployment,
      String groupId,
      @Nullable String user,
      Duration maxLag,
      @Nullable FlinkClient flink) {}

  /**
   * What is wrong, errors first, and last what could not be checked.
   *
   * @throws KafkaReadException when Kafka does not answer
   */
  List<Symptom> symptoms() {
    List<Symptom> symptoms = new ArrayList<>();
    Duration transactionTimeout = KafkaCheckup.transactionTimeout(kafka(null), ruleSet.timeout());
    KafkaCheckup.check(kafka(transactionTimeout), job.user(), job.maxLag(), ruleSet.timeout())
        .forEach(finding -> symptoms.add(Symptom.of(finding)));
    if (transactionTimeout == null) {
      symptoms.add(
          Symptom.unknown(
              "transactions",
              "this client sees none of deployment '" + job.deployment() + "'",
              "name the deployment with --deployment, or let this client describe them"));
    }
    KafkaControl topics = ruleSet.control();
    symptoms.addAll(readable("rules", () -> rules(topics)));
    symptoms.addAll(flink(transactionTimeout));
    symptoms.sort(
        Comparator.comparing(Symptom::isUnknown)
            .thenComparing(Symptom::severity)
            .thenComparing(Symptom::code)
            .thenComparing(Symptom::subject));
    return symptoms;
  }

  private KafkaOptions kafka(@Nullable Duration transactionTimeout) {
    return ruleSet.kafka(
        options -> {
          options.deployment(job.deployment()).groupId(job.groupId());
          return transactionTimeout == null
              ? options
              : options.transactionTimeout(transactionTimeout);
        });
  }

  /** A topic that cannot be read leaves open what it would have told. */
  private static List<Symptom> readable(String subject, Supplier<List<Symptom>> check) {
    try {
      return check.get();
    } catch (KafkaReadException e) {
      return List.of(Symptom.unknown(subject, String.valueOf(e.getMessage()), ""));
    }
  }

  private List<Symptom> rules(KafkaControl topics) {
    SignedManifest inForce = RuleSetState.inForce(ruleSet.name(), topics.rulesets().messages());
    ControlLog control = ControlLog.of(topics.control().messages());
    List<Symptom> symptoms = new ArrayList<>();
    symptoms.addAll(readable("rollout", () -> rollout(topics, inForce, control)));
    symptoms.addAll(readable("metrics", () -> metrics(topics, inForce, control)));
    return symptoms;
  }

  private List<Symptom> rollout(
      KafkaControl topics, @Nullable SignedManifest inForce, ControlLog control) {
    try (StatusWatch watch = StatusWatch.open(ruleSet, topics)) {
      List<SignedManifest> proposed =
          control.proposals(ruleSet.name()).stream()
              .map(ControlLog.Proposal::content)
              .filter(Objects::nonNull)
              .toList();
      StatusReport report = StatusReport.of(ruleSet, inForce, watch.log());
      return new RolloutCheck(report, proposed, watch.log(), Instant.now()).symptoms();
    }
  }

  private List<Symptom> metrics(
      KafkaControl topics, @Nullable SignedManifest inForce, ControlLog control) {
    Instant now = Instant.now();
    MetricsLog metrics = new MetricsLog(ruleSet.name());
    CoverageLog coverage = new CoverageLog(ruleSet.name());
    try (KafkaTail tail = topics.metrics(now.minus(LOOK_BACK))) {
      tail.readToEnd(
          ruleSet.timeout(),
          message -> {
            metrics.read(message);
            coverage.read(message);
          });
    }
    List<Symptom> symptoms = new ArrayList<>(silence(metrics, now));
    if (inForce != null) {
      RulesInForce rules = RulesInForce.of(inForce, control);
      symptoms.addAll(new SourceCheck(rules, inForce.hash(), coverage, now).symptoms());
      symptoms.addAll(new CanaryCheck(inForce.manifest(), metrics, LOOK_BACK, now).symptoms());
    }
    return symptoms;
  }

  private List<Symptom> silence(MetricsLog metrics, Instant now) {
    Instant last = metrics.last();
    return last != null && last.plus(SILENCE).isAfter(now)
        ? List.of()
        : List.of(
            Symptom.error(
                Code.JOB_SILENT,
                job.deployment(),
                last == null
                    ? "no subtask has spoken within " + LOOK_BACK.toMinutes() + " min"
                    : "no subtask has spoken since " + last,
                "one record of each a minute on the topic of metrics",
                "SluiceNotRunning in deploy/README.md"));
  }

  private List<Symptom> flink(@Nullable Duration transactionTimeout) {
    FlinkClient client = job.flink();
    if (client == null) {
      return List.of(
          Symptom.unknown(
              "job", "its state and its checkpoints were not looked at", "name --flink URL"));
    }
    try {
      return flink(client, transactionTimeout);
    } catch (IOException e) {
      return List.of(
          Symptom.unknown(
              "job",
              client.address() + " does not answer: " + CommandFailure.reason(e),
              "check --flink"));
    }
  }

  private List<Symptom> flink(FlinkClient client, @Nullable Duration transactionTimeout)
      throws IOException {
    String id = JobCheck.find(client.get("/jobs/overview"), job.deployment());
    if (id == null) {
      return List.of(
          Symptom.error(
              Code.JOB_MISSING,
              job.deployment(),
              client.address() + " knows no job of that name",
              "one",
              "SluiceNotRunning in deploy/README.md"));
    }
    String path = "/jobs/" + id;
    return new JobCheck(
            client.get(path),
            client.get(path + "/exceptions"),
            client.get(path + "/checkpoints"),
            client.get(path + "/checkpoints/config"),
            transactionTimeout,
            Instant.now())
        .symptoms();
  }
}
