package dev.sluice.stream;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the Kafka clients of a deployment are told.
 *
 * <p>Invariant: what exactly-once delivery and the order of starting offsets rest on is set here
 * and cannot be set by a file.
 */
public final class KafkaClients {
  /** The largest record of the topics of rules, key and all; such a record is never cut. */
  static final int RULE_RECORD_BYTES = 4 << 20;

  private static final Map<String, String> OWN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "is an option of its own"),
              Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "is an option of its own"),
              Map.entry(
                  ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "is said by the start and by on-gap"),
              Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "is an option of its own"),
              Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "comes of the deployment's name"),
              Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "would lose events"),
              Map.entry(ProducerConfig.ACKS_CONFIG, "would lose alerts"),
              Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "would repeat alerts"),
              Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "belongs to the job"),
              Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "belongs to the job"),
              Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "belongs to the job"),
              Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "belongs to the job")));

  private KafkaClients() {}

  /**
   * Reads a Java properties file in UTF-8.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is no properties file
   */
  public static Map<String, String> read(Path file) throws IOException {
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      read.load(in);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": expected a properties file: " + e.getMessage());
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    return properties;
  }

  /**
   * @throws IllegalArgumentException when a property is one that the job itself sets
   */
  static void checkProperties(Map<String, String> properties) {
    OWN.forEach(
        (key, why) -> {
          if (properties.containsKey(key)) {
            throw new IllegalArgumentException(
                "client property '" + key + "': expected none, for it " + why);
          }
        });
  }

  /**
   * For every consumer. One that a file does not tell otherwise reads only what was committed: an
   * event of a transaction that was aborted never happened.
   */
  static Properties consumer(KafkaOptions options) {
    Properties properties = new Properties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(common(options));
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // To read a topic that is missing must not make it.
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }

  /** For every producer. */
  static Properties producer(KafkaOptions options) {
    Properties properties = new Properties();
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(Math.max(options.maxRecordBytes(), RULE_RECORD_BYTES)));
    properties.putAll(common(options));
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(options.transactionTimeout().toMillis()));
    return properties;
  }

  /** For every administrator. */
  static Properties admin(KafkaOptions options) {
    Properties properties = new Properties();
    properties.putAll(common(options));
    properties.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, options.deployment() + "-preflight");
    return properties;
  }

  private static Properties common(KafkaOptions options) {
    Properties properties = new Properties();
    properties.putAll(options.client());
    properties.setProperty(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    return properties;
  }

  /** What a client says of a failure, and what it says of its cause. */
  static String reason(Exception failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
  }
}
