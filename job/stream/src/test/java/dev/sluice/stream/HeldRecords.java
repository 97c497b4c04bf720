package dev.sluice.stream;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Stops the consumers of a group that come upon records of one partition, as a machine would that
 * has no time for them. Kafka makes it, so that what it holds is static.
 */
public final class HeldRecords implements ConsumerInterceptor<byte[], byte[]> {
  private static volatile @Nullable Hold held;

  private boolean ofGroup;

  /** The client properties by which it takes part. */
  static Map<String, String> client() {
    return Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, HeldRecords.class.getName());
  }

  static Hold hold(String topic, int partition) {
    Hold hold = new Hold(new TopicPartition(topic, partition));
    held = hold;
    return hold;
  }

  /** Lets all go on once it is closed. */
  static final class Hold implements AutoCloseable {
    private final TopicPartition partition;
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(TopicPartition partition) {
      this.partition = partition;
    }

    boolean isHolding() {
      return holding.getCount() == 0;
    }

    @Override
    public void close() {
      released.countDown();
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    ofGroup = settings.get(ConsumerConfig.GROUP_ID_CONFIG) != null;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    Hold hold = held;
    if (ofGroup && hold != null && !records.records(hold.partition).isEmpty()) {
      hold.holding.countDown();
      try {
        hold.released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
