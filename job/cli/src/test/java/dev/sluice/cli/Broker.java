package dev.sluice.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in this JVM, for the tests of one class. */
final class Broker implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final KafkaClusterTestKit cluster;
  private final KafkaProducer<byte[], byte[]> producer;

  private Broker(KafkaClusterTestKit cluster) {
    this.cluster = cluster;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(client(), bytes, bytes);
  }

  static Broker start() {
    try {
      KafkaClusterTestKit cluster =
          new KafkaClusterTestKit.Builder(
                  new TestKitNodes.Builder()
                      .setCombined(true)
                      .setNumControllerNodes(1)
                      .setNumBrokerNodes(1)
                      .build())
              .setConfigProp("auto.create.topics.enable", "false")
              .setConfigProp("offsets.topic.replication.factor", "1")
              .setConfigProp("offsets.topic.num.partitions", "1")
              .setConfigProp("transaction.state.log.replication.factor", "1")
              .setConfigProp("transaction.state.log.min.isr", "1")
              .setConfigProp("transaction.state.log.num.partitions", "1")
              .build();
      cluster.format();
      cluster.startup();
      cluster.waitForReadyBrokers();
      return new Broker(cluster);
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
  }

  String servers() {
    return cluster.bootstrapServers();
  }

  /** Makes the topics of rules with a prefix that no other test has; returns it. */
  String topics() {
    String prefix = "t" + NUMBER.incrementAndGet() + ".";
    Map<String, String> compact =
        Map.of("cleanup.policy", "compact", "max.message.bytes", "4194304");
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(prefix + "control", 1, (short) 1).configs(compact),
                  new NewTopic(prefix + "rulesets", 1, (short) 1).configs(compact),
                  new NewTopic(prefix + "status", 1, (short) 1),
                  new NewTopic(prefix + "metrics", 2, (short) 1)))
          .all()
          .get();
      return prefix;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes all topics of a deployment, as they must be, with a prefix of their own. */
  String deploymentTopics() {
    String prefix = topics();
    try (Admin admin = Admin.create(client())) {
      List<NewTopic> others =
          Stream.of("events", "alerts", "alerts.shadow", "alerts.overflow", "deadletter", "late")
              .map(name -> new NewTopic(prefix + name, 1, (short) 1))
              .toList();
      admin.createTopics(others).all().get();
      set(prefix + "status", "retention.ms", "34560000000");
      return prefix;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes a setting of a topic. */
  void set(String topic, String setting, String value) {
    try (Admin admin = Admin.create(client())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A group says that it has read the first {@code offset} records of a topic. */
  void commit(String group, String topic, long offset) {
    try (Admin admin = Admin.create(client())) {
      admin
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one record of {@code time} in a transaction of its own. */
  void sendCommitted(String transactionalId, String topic, Instant time) {
    Properties settings = client();
    settings.put("transactional.id", transactionalId);
    settings.put("transaction.timeout.ms", "900000");
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> writer = new KafkaProducer<>(settings, bytes, bytes)) {
      writer.initTransactions();
      writer.beginTransaction();
      writer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, new byte[] {1})).get();
      writer.commitTransaction();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one record and waits until it is there. */
  void send(String topic, String key, byte @Nullable [] value) {
    send(topic, key, value, Instant.now());
  }

  /** The same with a time. */
  void send(String topic, String key, byte @Nullable [] value, Instant time) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic, null, time.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys of a topic from the first to the last now, those of tombstones with a minus. */
  List<String> keys(String topic) {
    List<String> keys = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          keys.add(record.value() == null ? "-" + key : key);
        }
      }
    }
    return keys;
  }

  /** A reader of {@code topic} from its beginning. */
  KafkaConsumer<byte[], byte[]> consumer(String topic) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client(), bytes, bytes);
    List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
    consumer.assign(partition);
    consumer.seekToBeginning(partition);
    return consumer;
  }

  private Properties client() {
    Properties client = cluster.clientProperties();
    client.put("max.request.size", "8388608");
    client.put("fetch.max.wait.ms", "20");
    return client;
  }

  @Override
  public void close() throws Exception {
    producer.close();
    cluster.close();
  }
}
