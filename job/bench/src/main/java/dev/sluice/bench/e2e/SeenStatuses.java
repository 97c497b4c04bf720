package dev.sluice.bench.e2e;

import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the job has said of rule sets. Safe for use by several threads. */
final class SeenStatuses {
  private final List<StatusRecord> records = new ArrayList<>();

  synchronized void add(ConsumerRecord<byte[], byte[]> record) {
    if (!(StatusRecord.read(record.value()) instanceof Reading.Valid<StatusRecord> valid)) {
      throw new IllegalStateException("a status record that cannot be read");
    }
    records.add(valid.value());
  }

  /** Number of records. */
  synchronized int count() {
    return records.size();
  }

  /** What was said after the first {@code count} records. */
  synchronized List<StatusRecord> after(int count) {
    return List.copyOf(records.subList(count, records.size()));
  }

  /** The incarnation that has begun last, empty while there is none. */
  synchronized String newestIncarnation() {
    Set<String> known = new HashSet<>();
    String newest = "";
    for (StatusRecord record : records) {
      String incarnation = record.origin().incarnation();
      if (known.add(incarnation)) {
        newest = incarnation;
      }
    }
    return newest;
  }

  /** The incarnations that were heard of. */
  synchronized Set<String> incarnations() {
    Set<String> all = new HashSet<>();
    records.forEach(record -> all.add(record.origin().incarnation()));
    return all;
  }

  /**
   * The incarnation of which each of {@code parallelism} subtasks of each operator that reads rules
   * has said {@code kind} of a rule set; null while there is none.
   *
   * @param before incarnations that do not count
   */
  synchronized @Nullable String complete(
      Kind kind, String hash, int parallelism, Set<String> before) {
    Map<String, Set<String>> subtasks = new HashMap<>();
    for (StatusRecord record : records) {
      String incarnation = record.origin().incarnation();
      if (record.kind() == kind
          && StatusOrigin.READERS.contains(record.origin().operator())
          && record.hash().equals(hash)
          && record.origin().parallelism() == parallelism
          && !before.contains(incarnation)) {
        Set<String> found = subtasks.computeIfAbsent(incarnation, key -> new HashSet<>());
        found.add(record.origin().operator() + "/" + record.origin().subtask());
        if (found.size() == parallelism * StatusOrigin.READERS.size()) {
          return incarnation;
        }
      }
    }
    return null;
  }

  /**
   * Looks whether a rule set was rejected.
   *
   * @throws IllegalStateException when it was
   */
  synchronized void requireNotRejected(String hash) {
    for (StatusRecord record : records) {
      if (record.kind() == Kind.REJECTED && record.hash().equals(hash)) {
        throw new IllegalStateException(
            "version %d was rejected: %s: %s"
                .formatted(record.version(), record.reason(), record.message()));
      }
    }
  }
}
