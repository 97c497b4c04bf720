package dev.sluice.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka whether a partition holds a record that was not read.
 *
 * <p>It has a consumer of its own, on a thread of its own, which begin with the first question: the
 * one that reads may be busy or cut off just when it matters. An end is not enough, for what stands
 * before it may be marks of transactions and what was aborted; so what is left is looked at.
 *
 * <p>Invariant: while a broker does not answer, nothing is taken for read.
 */
final class KafkaEndLookup implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  /** An older answer says little of now: whoever asks may have stood still since. */
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final long CLOSE_MILLIS = 5_000;

  private final Properties properties;
  private final LongSupplier clock;
  private final Map<TopicPartition, End> ends = new ConcurrentHashMap<>();
  private final Set<TopicPartition> asked = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private volatile @Nullable Throwable failure;
  private @Nullable Thread thread;

  /**
   * @param properties of a consumer
   * @param clock in nanoseconds, from any thread
   */
  KafkaEndLookup(Properties properties, LongSupplier clock) {
    this.clock = clock;
    this.properties = new Properties();
    this.properties.putAll(properties);
    // Nobody waits for more than one record.
    this.properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    this.properties.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
    this.properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    this.properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
  }

  /** How far a partition has to be read to have read all that it held at a time. */
  private record End(long offset, long nanos) {}

  private record Question(TopicPartition partition, long next) {}

  /** Ends that were asked for together, and when. */
  private record Round(Map<TopicPartition, Long> ends, long nanos) {}

  /**
   * Returns whether whoever has read {@code partition} up to {@code next} has read all that it held
   * at {@code sinceNanos}, or at a time after it. False while that is not known. Waits for nothing;
   * for one thread alone.
   *
   * @param next negative for the beginning
   * @param sinceNanos as the clock says
   * @throws KafkaReadException when Kafka refuses to say
   */
  boolean isReached(TopicPartition partition, long next, long sinceNanos) {
    Throwable refusal = failure;
    if (refusal != null) {
      throw new KafkaReadException("the end of " + partition + " cannot be read", refusal);
    }
    End end = ends.get(partition);
    if (end != null && end.nanos() - sinceNanos >= 0) {
      long age = clock.getAsLong() - end.nanos();
      if (next >= end.offset() && age < FRESH_NANOS) {
        return true;
      }
      if (age < PAUSE_NANOS) {
        return false;
      }
    }
    ask(partition, next);
    return false;
  }

  private void ask(TopicPartition partition, long next) {
    if (!asked.add(partition)) {
      return;
    }
    questions.add(new Question(partition, next));
    if (thread == null) {
      thread = new Thread(this::run, "ends-of-partitions");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      while (true) {
        List<Question> round = new ArrayList<>(List.of(questions.take()));
        questions.drainTo(round);
        Round known = ask(consumer, round);
        for (Question question : round) {
          ends.put(question.partition(), answer(consumer, question, known));
          asked.remove(question.partition());
        }
      }
    } catch (InterruptedException | InterruptException e) {
      // Closed.
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /**
   * Asks for all at once, for a subtask may have many quiet partitions. When that fails each is
   * asked for alone, so that one that does not answer stands for itself.
   */
  private Round ask(Consumer<?, ?> consumer, List<Question> round) {
    long nanos = clock.getAsLong();
    if (round.size() > 1) {
      try {
        return new Round(
            consumer.endOffsets(round.stream().map(Question::partition).toList(), WAIT), nanos);
      } catch (RetriableException e) {
        // Answered below.
      }
    }
    return new Round(Map.of(), nanos);
  }

  private End answer(Consumer<?, ?> consumer, Question question, Round known) {
    Long knownEnd = known.ends().get(question.partition());
    long nanos = knownEnd == null ? clock.getAsLong() : known.nanos();
    try {
      long end = knownEnd == null ? end(consumer, question.partition()) : knownEnd;
      return new End(endOfRecords(consumer, question, end), nanos);
    } catch (RetriableException e) {
      return isGone(consumer, question.partition())
          ? new End(question.next(), nanos)
          : new End(UNKNOWN, clock.getAsLong());
    }
  }

  private static long end(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.endOffsets(Set.of(partition), WAIT).getOrDefault(partition, UNKNOWN);
  }

  private static long endOfRecords(Consumer<?, ?> consumer, Question question, long end) {
    TopicPartition partition = question.partition();
    long next = question.next();
    if (next >= end) {
      return next;
    }
    long beginning = consumer.beginningOffsets(Set.of(partition), WAIT).getOrDefault(partition, 0L);
    long from = Math.max(next, beginning);
    return from < end && mayHoldRecords(consumer, partition, from, end) ? end : next;
  }

  private static boolean mayHoldRecords(
      Consumer<?, ?> consumer, TopicPartition partition, long from, long end) {
    long startNanos = System.nanoTime();
    consumer.assign(Set.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition, WAIT) < end) {
      if (!consumer.poll(WAIT).isEmpty() || System.nanoTime() - startNanos > WAIT.toNanos()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A topic that was deleted stays a split of the job, and must not hold back the clock for ever.
   */
  private static boolean isGone(Consumer<?, ?> consumer, TopicPartition partition) {
    try {
      return consumer.partitionsFor(partition.topic(), WAIT).stream()
          .noneMatch(known -> known.partition() == partition.partition());
    } catch (RetriableException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join(CLOSE_MILLIS);
    }
  }
}
