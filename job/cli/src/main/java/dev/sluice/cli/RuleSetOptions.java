package dev.sluice.cli;

import dev.sluice.stream.KafkaClients;
import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaOptions;
import dev.sluice.stream.KafkaTopics;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which rule set of which cluster is meant. */
final class RuleSetOptions {

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "The Kafka cluster; several servers with commas between.")
  private @Nullable String bootstrapServer;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "Properties for the Kafka clients, such as SASL and TLS.")
  private @Nullable Path clientProperties;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What the names of the topics begin with. Default: ${DEFAULT-VALUE}")
  private String topicPrefix = KafkaTopics.PREFIX;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC=NAME",
      description = "The full name of a topic: control, rulesets, status or metrics.")
  private Map<String, String> topics = Map.of();

  @Option(
      names = "--rule-set",
      paramLabel = "NAME",
      description = "The rule set that is meant. Default: ${DEFAULT-VALUE}.")
  private String ruleSet = "default";

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Where the rule set may be in force. Default: ${DEFAULT-VALUE}.")
  private String environment = "default";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to wait for the cluster, e.g. 500ms, 10s, 1m. Default: 10s.")
  private Duration timeout = Duration.ofSeconds(10);

  /** Name of the rule set. */
  String name() {
    return ruleSet;
  }

  String environment() {
    return environment;
  }

  Duration timeout() {
    return timeout;
  }

  /** Whether a cluster is named. */
  boolean namesCluster() {
    return bootstrapServer != null;
  }

  /**
   * The topics of the cluster; connects to nothing yet.
   *
   * @throws CommandFailure when the options make no sense or the file cannot be read
   */
  KafkaControl control() {
    return new KafkaControl(kafka(options -> options), timeout);
  }

  /**
   * The cluster, and what {@code more} says of the job there.
   *
   * @throws CommandFailure when the options make no sense or the file cannot be read
   */
  KafkaOptions kafka(UnaryOperator<KafkaOptions.Builder> more) {
    if (bootstrapServer == null) {
      throw CommandFailure.usage("which cluster is meant? Name it with --bootstrap-server");
    }
    Map<String, String> client = client();
    try {
      settings(TrustedKeys.NONE, 1, true);
      return more.apply(
              KafkaOptions.of(bootstrapServer)
                  .client(client)
                  .topics(KafkaTopics.of(topicPrefix, topics)))
          .build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whose manifests of this rule set count.
   *
   * @throws IllegalArgumentException when none could
   */
  AdmissionSettings settings(TrustedKeys trusted, int signatures, boolean unsignedAllowed) {
    return new AdmissionSettings(
        ruleSet, environment, trusted, signatures, unsignedAllowed, ManifestLimits.defaults());
  }

  private Map<String, String> client() {
    Path file = clientProperties;
    try {
      return file == null ? Map.of() : KafkaClients.read(file);
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.unreadable(String.valueOf(e.getMessage()));
    }
  }
}
