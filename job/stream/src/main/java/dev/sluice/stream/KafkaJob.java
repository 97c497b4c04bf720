package dev.sluice.stream;

import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.join.JoinLimits;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.KafkaSeed.NoRuleSetException;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The job as it is submitted to a cluster: {@code flink run -c dev.sluice.stream.KafkaJob
 * sluice-job.jar --bootstrap-server HOST:PORT}.
 *
 * <p>Its main method looks over the topics, reads the rules and then draws the graph; parallelism,
 * checkpoint storage and what else belongs to the cluster is configured as for every Flink job.
 */
@Command(
    name = "sluice-job",
    description = "Judges events of Kafka by Sigma rules and writes alerts to Kafka.",
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class KafkaJob implements Callable<Integer> {
  private static final Duration PREFLIGHT_TIMEOUT = Duration.ofSeconds(20);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--bootstrap-server",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The Kafka cluster; several servers with commas between.")
  private String bootstrapServer = "";

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "Properties of every Kafka client, such as SASL and TLS.")
  private @Nullable Path clientProperties;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What the name of each topic starts with.")
  private String topicPrefix = KafkaTopics.PREFIX;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC=NAME",
      description =
          "The full name of a topic: events (several with commas), events.pattern, control,"
              + " alerts.fast and so on.")
  private Map<String, String> topics = new HashMap<>();

  @Option(
      names = "--alert-format",
      paramLabel = "FORMAT",
      description =
          "Form of the records on the topics of alerts: native, ocsf (Detection Finding) or ecs"
              + " (Elastic Common Schema).")
  private String alertFormat = AlertFormat.NATIVE.toString();

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description = "Keeps the transactions of this deployment apart; never change it.")
  private String deployment = "sluice";

  @Option(
      names = "--group-id",
      paramLabel = "NAME",
      description = "Consumer group of the events; the deployment's name when not given.")
  private String groupId = "";

  @Option(
      names = "--start",
      paramLabel = "OFFSETS",
      description =
          "Where a new job starts: earliest, latest, committed, committed-or-earliest,"
              + " committed-or-latest or timestamp:INSTANT.")
  private String start = KafkaStart.DEFAULT.toString();

  @Option(
      names = "--on-gap",
      paramLabel = "WHAT",
      description = "When events were removed before they were read: fail or earliest.")
  private String onGap = "fail";

  @Option(
      names = "--out-of-orderness",
      paramLabel = "TIME",
      description =
          "How much later than the latest of its partition an event may come: so long correlations"
              + " wait.")
  private Duration outOfOrderness = Duration.ofSeconds(30);

  @Option(
      names = "--allowed-lateness",
      paramLabel = "TIME",
      description =
          "How much later still correlations look at an event; then it goes to the topic of late"
              + " events.")
  private Duration allowedLateness = JobOptions.ALLOWED_LATENESS;

  @Option(
      names = "--join-wait",
      paramLabel = "SECONDS",
      description =
          "How long after its time the records of one event, as of auditd, are waited for; 0: each"
              + " is judged by itself.")
  private long joinWaitSeconds = JoinLimits.WAIT.toSeconds();

  @Option(
      names = "--idleness",
      paramLabel = "TIME",
      description =
          "How long a partition that has been read to its end is waited for; then it holds back no"
              + " clock.")
  private Duration idleness = Duration.ofSeconds(10);

  @Option(
      names = "--discovery-interval",
      paramLabel = "TIME",
      description = "Between two looks for new partitions.")
  private Duration discoveryInterval = Duration.ofMinutes(1);

  @Option(
      names = "--transaction-timeout",
      paramLabel = "TIME",
      description = "At most the broker's transaction.max.timeout.ms.")
  private Duration transactionTimeout = Duration.ofMinutes(15);

  @Option(
      names = "--max-record-bytes",
      paramLabel = "N",
      description =
          "The largest record that the topics take; a larger alert carries its event cut.")
  private int maxRecordBytes = KafkaOptions.MAX_RECORD_BYTES;

  @Option(names = "--rule-set", paramLabel = "NAME", description = "Which rule set to judge by.")
  private String ruleSet = "default";

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Manifests for another environment are rejected.")
  private String environment = "default";

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = "The public keys whose signatures count.")
  private @Nullable Path trustedKeys;

  @Option(
      names = "--required-signatures",
      paramLabel = "N",
      description = "How many of them have to sign a manifest.")
  private int requiredSignatures = 1;

  @Option(
      names = "--allow-unsigned",
      description = "Take manifests without a signature: for development only.")
  private boolean allowUnsigned;

  @Option(
      names = "--bootstrap-timeout",
      paramLabel = "TIME",
      description = "How long to wait for a rule set.")
  private Duration bootstrapTimeout = Duration.ofMinutes(1);

  @Option(
      names = "--allow-empty",
      description = "Start without a rule when no rule set has ever been pushed.")
  private boolean allowEmpty;

  @Option(
      names = "--alert-budget",
      paramLabel = "N",
      description =
          "Alerts of a rule on a host in a minute of event time; the rest goes to the overflow"
              + " topic.")
  private int alertBudget = AlertLimits.DEFAULT.perMinute();

  @Option(
      names = "--no-lineage",
      description = "Fill in no parents and grandparents of processes, and keep none.")
  private boolean noLineage;

  @Option(
      names = "--host-group",
      paramLabel = "NAME=GLOB[,GLOB]",
      description =
          "A group of hosts that 'sluice status --coverage' tells apart, by their names in lower case; the first that fits counts.")
  private List<String> hostGroups = List.of();

  @Option(
      names = "--tables",
      paramLabel = "DIR",
      description = "Folder with mappings, logsources or both, beside those that are shipped.")
  private @Nullable Path tables;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      description = "Between two checkpoints, after which alerts become visible.")
  private Duration checkpointInterval = Duration.ofSeconds(10);

  private KafkaJob() {}

  /** Submits the job; ends the JVM with an exit code only when it cannot be submitted. */
  public static void main(String[] arguments) {
    int exit =
        new CommandLine(new KafkaJob())
            .registerConverter(Duration.class, KafkaJob::duration)
            .setExecutionExceptionHandler(KafkaJob::report)
            .execute(arguments);
    if (exit != 0) {
      throw new IllegalStateException(
          "the job is not submitted, see above (exit code " + exit + ")");
    }
  }

  @Override
  public Integer call() throws Exception {
    KafkaJobOptions options = options();
    if (!isReady(options.kafka())) {
      return ExitCode.CONFIGURATION;
    }
    KafkaSeed seed =
        KafkaSeed.read(
            options.kafka(),
            options.admission(),
            options.rules(),
            options.bootstrapTimeout(),
            options.allowEmpty());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    new KafkaGraph(options, seed).build(env);
    err()
        .println(
            "sluice: %s, max parallelism %d".formatted(seed.update(), JobOptions.MAX_PARALLELISM));
    env.execute(options.kafka().deployment());
    return 0;
  }

  /** What a failed start says to a shell; see the command line. */
  private static final class ExitCode {
    static final int CONFIGURATION = 4;
    static final int UNREACHABLE = 5;

    private ExitCode() {}
  }

  private boolean isReady(KafkaOptions options) {
    List<PreflightFinding> findings = KafkaPreflight.check(options, PREFLIGHT_TIMEOUT);
    findings.forEach(finding -> err().println("sluice: " + finding));
    return findings.stream()
        .noneMatch(finding -> finding.severity() == PreflightFinding.Severity.ERROR);
  }

  private KafkaJobOptions options() throws IOException {
    try {
      KafkaOptions kafka =
          KafkaOptions.of(bootstrapServer)
              .client(clientProperties == null ? Map.of() : KafkaClients.read(clientProperties))
              .topics(KafkaTopics.of(topicPrefix, topics))
              .alertFormat(AlertFormat.parse(alertFormat))
              .deployment(deployment)
              .groupId(groupId)
              .start(KafkaStart.parse(start))
              .onGap(KafkaOptions.OnGap.parse(onGap))
              .discoveryInterval(discoveryInterval)
              .outOfOrderness(outOfOrderness)
              .joinWait(Duration.ofSeconds(joinWaitSeconds))
              .idleness(idleness)
              .transactionTimeout(transactionTimeout)
              .maxRecordBytes(maxRecordBytes)
              .build();
      EventDecoding builtIn = EventDecoding.builtIn();
      String folder = tables == null ? null : tables.toString();
      EventDecoding decoding = new EventDecoding(folder, builtIn.maxBytes(), builtIn.maxDepth());
      AlertLimits alerts = AlertLimits.DEFAULT;
      return new KafkaJobOptions(
          kafka,
          new AdmissionSettings(
              ruleSet,
              environment,
              readKeys(),
              requiredSignatures,
              allowUnsigned,
              ManifestLimits.defaults()),
          RuleSettings.of(RuleSelection.ALL, Map.of(), decoding),
          new AlertLimits(alertBudget, alerts.lateness(), alerts.openIntervals()),
          !noLineage,
          HostGroups.parse(hostGroups),
          allowedLateness,
          checkpointInterval,
          bootstrapTimeout,
          allowEmpty);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command(), String.valueOf(e.getMessage()), e);
    }
  }

  private TrustedKeys readKeys() throws IOException {
    Path file = trustedKeys;
    if (file == null) {
      return TrustedKeys.NONE;
    }
    Reading<TrustedKeys> read = TrustedKeys.read(Files.readAllBytes(file));
    if (read instanceof Reading.Valid<TrustedKeys> valid) {
      return valid.value();
    }
    throw new IllegalArgumentException(
        file + ": " + ((Reading.Invalid<TrustedKeys>) read).problem());
  }

  private CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("not run by a command line");
    }
    return spec.commandLine();
  }

  private PrintWriter err() {
    return command().getErr();
  }

  private static int report(Exception failure, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (failure instanceof NoRuleSetException || failure instanceof IOException) {
      command.getErr().println("sluice: " + failure.getMessage());
      return ExitCode.CONFIGURATION;
    }
    if (failure instanceof KafkaReadException) {
      command.getErr().println("sluice: " + failure.getMessage());
      return ExitCode.UNREACHABLE;
    }
    throw failure;
  }

  /** {@code 500ms}, {@code 10s}, {@code 1m}, as Flink has it. */
  private static Duration duration(String text) {
    return org.apache.flink.util.TimeUtils.parseDuration(text);
  }
}
