package dev.sluice.stream;

import dev.sluice.engine.event.Origin;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask knows of the ends of its partitions and of the clocks of others. The source, which
 * reads the partitions, and the clocks, which wait for what is unread, hold the same object; they
 * still do when they come to a task, for they are serialized as one operator.
 */
final class KafkaEnds implements SplitEnds, Serializable {
  private static final long serialVersionUID = 1;
  private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final KafkaEventSchema schema;
  private final Properties consumer;
  private final String name;
  private transient @Nullable Opened opened;

  /**
   * @param schema the one that the source uses
   * @param consumer properties of one that belongs to no group
   * @param name of the clients
   */
  KafkaEnds(KafkaEventSchema schema, Properties consumer, String name) {
    this.schema = schema;
    this.consumer = consumer;
    this.name = name;
  }

  /** What exists once the task runs. */
  private static final class Opened {
    private final KafkaEndLookup lookup;
    private final Consumer<SourceEvent> enumerator;
    private final SubtaskClocks clocks;
    private final Set<TopicPartition> withoutClock = new HashSet<>();
    private boolean hasSplits;
    private boolean hasSubtaskClock;
    private boolean getsNone;
    private long askedNanos = System.nanoTime() - ASK_AGAIN_NANOS;

    Opened(KafkaEndLookup lookup, Consumer<SourceEvent> enumerator) {
      this.lookup = lookup;
      this.enumerator = enumerator;
      this.clocks = new SubtaskClocks(enumerator::accept, System::nanoTime);
    }
  }

  /**
   * Begins, before the reader does.
   *
   * @param enumerator takes what is for it
   */
  void open(int subtask, Consumer<SourceEvent> enumerator) {
    Properties properties = new Properties();
    properties.putAll(consumer);
    properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, name + "-ends-" + subtask);
    opened = new Opened(new KafkaEndLookup(properties, System::nanoTime), enumerator);
  }

  void assigned(Collection<KafkaPartitionSplit> splits) {
    splits.forEach(split -> opened().withoutClock.add(split.getTopicPartition()));
    opened().hasSplits |= !splits.isEmpty();
  }

  /** Says that there is no split that this subtask is to get, as far as is known. */
  void getsNone() {
    opened().getsNone = true;
  }

  void receive(ClockEvent event) {
    opened().clocks.receive(event);
  }

  /** Flink makes a clock for the subtask first, and then one for each of its splits. */
  WatermarkGenerator<RawEvent> clock(Supplier<EventWatermarks> ofSplit) {
    if (opened().hasSubtaskClock) {
      EventWatermarks clock = ofSplit.get();
      opened().clocks.add(clock);
      return clock;
    }
    opened().hasSubtaskClock = true;
    return new KafkaSubtaskWatermarks(this);
  }

  /** Returns whether there is nothing for this subtask to read; asks for it when it is not told. */
  boolean areNone() {
    Opened task = opened();
    if (!task.hasSplits && !task.getsNone && nanos() - task.askedNanos >= ASK_AGAIN_NANOS) {
      task.askedNanos = nanos();
      task.enumerator.accept(SplitsEvent.WANTED);
    }
    return !task.hasSplits && task.getsNone;
  }

  /** Tells the enumerator where the clocks stand; to be called again and again. */
  void report() {
    opened().clocks.report(areNone());
  }

  @Override
  public AgreedTime agreed() {
    return opened().clocks.agreed();
  }

  @Override
  public void clockStarted(Origin event) {
    opened().withoutClock.remove(partition(event));
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public boolean areReached(@Nullable Origin event, long nanos) {
    Collection<TopicPartition> partitions =
        event == null ? opened().withoutClock : List.of(partition(event));
    boolean reached = true;
    for (TopicPartition partition : partitions) {
      // All are asked for at once.
      reached &= opened().lookup.isReached(partition, schema.next(partition), nanos);
    }
    return reached;
  }

  void close() throws InterruptedException {
    if (opened != null) {
      opened.lookup.close();
    }
  }

  private static TopicPartition partition(Origin event) {
    return new TopicPartition(event.name(), event.partition());
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }
}
