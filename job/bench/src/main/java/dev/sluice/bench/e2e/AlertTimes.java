package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** When alerts of single events came. Safe for use by several threads. */
final class AlertTimes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ToLongFunction<ConsumerRecord<byte[], byte[]>> clock;
  private final List<Answer> answers = new ArrayList<>();
  private boolean listening;

  private record Answer(Place event, long millis) {}

  /**
   * @param clock when an alert came, in milliseconds of the epoch
   */
  AlertTimes(ToLongFunction<ConsumerRecord<byte[], byte[]>> clock) {
    this.clock = clock;
  }

  /** From now on alerts count. */
  synchronized void listen() {
    listening = true;
  }

  synchronized void add(ConsumerRecord<byte[], byte[]> alert) {
    if (!listening) {
      return;
    }
    long millis = clock.applyAsLong(alert);
    try {
      Place event = Place.ofEvent(JSON.readTree(alert.value()));
      if (event != null) {
        answers.add(new Answer(event, millis));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an alert is no JSON", e);
    }
  }

  /**
   * How long after their events alerts came.
   *
   * @param sent when an event was appended, in milliseconds of the epoch; alerts of others are left
   *     out
   */
  synchronized Latencies since(Map<Place, Long> sent) {
    return Latencies.of(
        answers.stream()
            .filter(answer -> sent.containsKey(answer.event))
            .flatMapToLong(
                answer -> LongStream.of(answer.millis - sent.getOrDefault(answer.event, 0L))));
  }
}
