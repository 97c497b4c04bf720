package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.stream.KafkaTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The committed alerts and dead letters by the events they are about. For several threads. */
final class SeenRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventLog log;
  private final KafkaTopics topics;
  private final String keptRule = TestRules.header(TestRules.KEPT).id();
  private final Map<Integer, List<SeenAlert>> alerts = new HashMap<>();
  private final Map<Integer, List<String>> deadLetters = new HashMap<>();
  private final List<String> correlated = new ArrayList<>();
  private final BitSet watched = new BitSet();
  private final List<Waiting> waiting = new ArrayList<>();
  private int count;
  private int markedNumber = Integer.MAX_VALUE;
  private long markedNanos;

  SeenRecords(EventLog log, KafkaTopics topics) {
    this.log = log;
    this.topics = topics;
  }

  /**
   * An alert.
   *
   * @param version of the rule set that raised it
   */
  record SeenAlert(String topic, String alertId, String ruleId, long version) {}

  synchronized void add(ConsumerRecord<byte[], byte[]> record) {
    count++;
    waiting.add(new Waiting(record.topic(), json(record.value())));
    resolve();
  }

  /** Number of records. */
  synchronized int count() {
    return count;
  }

  /** Number of records about events that nobody has sent. */
  synchronized int strangers() {
    resolve();
    return waiting.size();
  }

  /** The alerts about event {@code number}, in the order in which they were read. */
  synchronized List<SeenAlert> alerts(int number) {
    return List.copyOf(alerts.getOrDefault(number, List.of()));
  }

  /** Whether {@code rule} has an alert on {@code topic} of an event from number {@code from} on. */
  synchronized boolean isAnyOn(String topic, String rule, int from) {
    return alerts.entrySet().stream()
        .filter(each -> each.getKey() >= from)
        .flatMap(each -> each.getValue().stream())
        .anyMatch(alert -> alert.topic().equals(topic) && alert.ruleId().equals(rule));
  }

  /** The reasons why event {@code number} is none. */
  synchronized List<String> deadLetters(int number) {
    return List.copyOf(deadLetters.getOrDefault(number, List.of()));
  }

  /** Whether all of these alerts of correlations are there. */
  synchronized boolean hasCorrelated(Collection<String> ids) {
    return new HashSet<>(correlated).containsAll(ids);
  }

  /** The ids of the alerts of correlations, in the order in which they were read. */
  synchronized List<String> correlated() {
    return List.copyOf(correlated);
  }

  /**
   * Whether the kept rule's alert about a watched event numbered {@code from} or later is there.
   */
  synchronized boolean hasWatchedFrom(int from) {
    return watched.nextSetBit(from) >= 0;
  }

  /** From now on {@link #markedNanos} is about watched events from number {@code from} on. */
  synchronized void mark(int from) {
    markedNumber = from;
    markedNanos = 0;
  }

  /** When the first alert came of a watched event from the marked one on; 0 while there is none. */
  synchronized long markedNanos() {
    return markedNanos;
  }

  /** Whether the kept rule's alert about event {@code number} is there. */
  synchronized boolean hasWatched(int number) {
    return watched.get(number);
  }

  /** A record may be here before its event's place is known. */
  private record Waiting(String topic, JsonNode json) {}

  private void resolve() {
    waiting.removeIf(record -> resolve(record.topic(), record.json()));
  }

  private boolean resolve(String topic, JsonNode json) {
    if (json.has("correlation")) {
      correlated.add(text(json, "/alertId"));
      return true;
    }
    boolean deadLetter = topic.equals(topics.deadLetter());
    JsonNode origin = deadLetter ? json : json.path("origin");
    long offset = origin.path(deadLetter ? "position" : "offset").asLong(-1);
    Integer number = log.number(origin.path("partition").asInt(-1), offset);
    if (number == null) {
      return false;
    }
    if (deadLetter) {
      deadLetters.computeIfAbsent(number, key -> new ArrayList<>()).add(text(json, "/reason"));
    } else {
      addAlert(number, topic, json);
    }
    return true;
  }

  private void addAlert(int number, String topic, JsonNode json) {
    String ruleId = text(json, "/rule/id");
    SeenAlert alert =
        new SeenAlert(
            topic, text(json, "/alertId"), ruleId, json.at("/ruleSet/version").asLong(-1));
    alerts.computeIfAbsent(number, key -> new ArrayList<>()).add(alert);
    if (ruleId.equals(keptRule)) {
      watched.set(number);
      if (number >= markedNumber && markedNanos == 0) {
        markedNanos = System.nanoTime();
      }
    }
  }

  private static String text(JsonNode json, String pointer) {
    return json.at(pointer).asText("");
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a record is no JSON", e);
    }
  }
}
