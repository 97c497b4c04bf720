package dev.sluice.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A Kafka broker in this JVM. Access is free but where an ACL says otherwise. */
final class KafkaBroker implements AutoCloseable {
  /** Of the tests' own clients. */
  static final String CLIENT_ID = "test";

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "authorizer.class.name",
          "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
          "allow.everyone.if.no.acl.found",
          "true",
          "offsets.topic.replication.factor",
          "1",
          "offsets.topic.num.partitions",
          "1",
          "transaction.state.log.replication.factor",
          "1",
          "transaction.state.log.min.isr",
          "1",
          "transaction.state.log.num.partitions",
          "1",
          "auto.create.topics.enable",
          "false");

  private final KafkaClusterTestKit cluster;
  private final Properties client;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  private KafkaBroker(KafkaClusterTestKit cluster, Map<String, String> security) {
    this.cluster = cluster;
    this.client = cluster.clientProperties();
    client.putAll(security);
    client.put("client.id", CLIENT_ID);
    client.put("max.request.size", "8388608");
    client.put("fetch.max.wait.ms", "20");
    this.admin = Admin.create(client);
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(client, bytes, bytes);
  }

  /** Starts the broker that all classes of tests share, once; it ends with the last of them. */
  static final class Shared implements BeforeAllCallback {
    private static @Nullable KafkaBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
      broker =
          context
              .getRoot()
              .getStore(Namespace.create(Shared.class))
              .getOrComputeIfAbsent(
                  KafkaBroker.class,
                  key -> start(SecurityProtocol.PLAINTEXT, Map.of()),
                  KafkaBroker.class);
    }
  }

  /** The shared one. */
  static KafkaBroker get() {
    if (Shared.broker == null) {
      throw new IllegalStateException("the class is not extended with " + Shared.class);
    }
    return Shared.broker;
  }

  /**
   * @param security properties by which the tests' own clients come in
   */
  static KafkaBroker start(SecurityProtocol protocol, Map<String, String> security) {
    try {
      KafkaClusterTestKit.Builder builder =
          new KafkaClusterTestKit.Builder(
              new TestKitNodes.Builder()
                  .setCombined(true)
                  .setNumControllerNodes(1)
                  .setNumBrokerNodes(1)
                  .setBrokerSecurityProtocol(protocol)
                  .build());
      SETTINGS.forEach(builder::setConfigProp);
      KafkaClusterTestKit cluster = builder.build();
      cluster.format();
      cluster.startup();
      cluster.waitForReadyBrokers();
      return new KafkaBroker(cluster, security);
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
  }

  String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  Admin admin() {
    return admin;
  }

  /** Options with topics that no other test has; none of them exists yet. */
  KafkaOptions.Builder options() {
    String name = "t" + NUMBER.incrementAndGet();
    return KafkaOptions.of(bootstrapServers())
        .topics(KafkaTopics.of(name + ".", Map.of(KafkaTopics.ALERTS_FAST, name + ".alerts.fast")))
        .deployment(name)
        .discoveryInterval(Duration.ofMillis(200));
  }

  void createTopic(String topic, int partitions, Map<String, String> settings) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
        .all()
        .get();
  }

  /**
   * Makes all topics of {@code options}, those of events with {@code partitions}, as they must be.
   */
  void createTopics(KafkaOptions options, int partitions) throws Exception {
    KafkaTopics topics = options.topics();
    Map<String, String> rules = Map.of("cleanup.policy", "compact", "max.message.bytes", "4194304");
    List<NewTopic> all = new ArrayList<>();
    topics.events().forEach(topic -> all.add(new NewTopic(topic, partitions, (short) 1)));
    topics.exactlyOnce().forEach(topic -> all.add(new NewTopic(topic, 2, (short) 1)));
    for (String topic : topics.atLeastOnce()) {
      if (!topic.equals(topics.rulesets())) {
        all.add(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "32000000000")));
      }
    }
    all.add(new NewTopic(topics.control(), 1, (short) 1).configs(rules));
    all.add(new NewTopic(topics.rulesets(), 1, (short) 1).configs(rules));
    admin.createTopics(all).all().get();
  }

  void growTo(String topic, int partitions) throws Exception {
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
  }

  /** Removes what stands before {@code offset}, as retention would. */
  void deleteBefore(String topic, int partition, long offset) throws Exception {
    admin
        .deleteRecords(
            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  /** Sends one record and waits until it is there. */
  long send(String topic, int partition, long timestamp, byte @Nullable [] value) {
    try {
      return producer
          .send(new ProducerRecord<>(topic, partition, timestamp, null, value))
          .get()
          .offset();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  long send(String topic, int partition, long timestamp, String value) {
    return send(topic, partition, timestamp, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one record in a transaction, which the caller ends. */
  KafkaProducer<byte[], byte[]> begin(String topic, int partition, String value) throws Exception {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.setProperty("transactional.id", "t" + NUMBER.incrementAndGet());
    ByteArraySerializer bytes = new ByteArraySerializer();
    KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(properties, bytes, bytes);
    transactional.initTransactions();
    transactional.beginTransaction();
    byte[] event = value.getBytes(StandardCharsets.UTF_8);
    transactional.send(new ProducerRecord<>(topic, partition, null, event)).get();
    return transactional;
  }

  /** Sends one record that is not committed; it and the mark of that stay in the partition. */
  void sendAborted(String topic, int partition, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> transactional = begin(topic, partition, value)) {
      transactional.abortTransaction();
    }
  }

  /** What a reader of committed records sees in {@code topic}, from the first to the last now. */
  List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return read(topic, "read_committed");
  }

  /** The same, with what was never committed. */
  List<ConsumerRecord<byte[], byte[]>> uncommitted(String topic) {
    return read(topic, "read_uncommitted");
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.setProperty("isolation.level", isolation);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() throws Exception {
    producer.close();
    admin.close();
    cluster.close();
  }
}
