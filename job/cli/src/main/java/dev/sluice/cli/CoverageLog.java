package dev.sluice.cli;

import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.CoverageRecord;
import dev.sluice.stream.control.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the subtasks of a job have said last of what they see. Only the attempt of the job that
 * began last counts. What is no coverage record is passed over. Not thread-safe.
 */
final class CoverageLog {

  private final String ruleSet;
  private final Map<String, Map<Integer, CoverageRecord>> byGroup = new TreeMap<>();
  private String incarnation = "";
  private long sinceMillis = Long.MIN_VALUE;

  CoverageLog(String ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** Takes note of a record of the metrics topic. */
  void read(Message message) {
    String key = message.key();
    byte[] value = message.value();
    if (key != null
        && value != null
        && CoverageRecord.isKey(key, ruleSet)
        && CoverageRecord.read(value) instanceof Reading.Valid<CoverageRecord> valid) {
      add(valid.value());
    }
  }

  /** Takes note of a record about this rule set. */
  void add(CoverageRecord record) {
    long millis = record.since().toEpochMilli();
    if (!record.origin().incarnation().equals(incarnation)) {
      if (millis <= sinceMillis) {
        return;
      }
      incarnation = record.origin().incarnation();
      byGroup.clear();
    }
    sinceMillis = Math.max(millis, sinceMillis);
    byGroup
        .computeIfAbsent(record.group(), group -> new TreeMap<>())
        .merge(
            record.origin().subtask(),
            record,
            (one, other) -> one.at().isAfter(other.at()) ? one : other);
  }

  /** The groups of hosts. */
  List<String> groups() {
    return List.copyOf(byGroup.keySet());
  }

  /** The last word of each subtask on {@code group}. */
  List<CoverageRecord> of(String group) {
    return List.copyOf(byGroup.getOrDefault(group, Map.of()).values());
  }

  /** The subtasks that have not spoken of {@code group}. */
  List<Integer> silent(String group) {
    Map<Integer, CoverageRecord> said = byGroup.getOrDefault(group, Map.of());
    int parallelism =
        said.values().stream().mapToInt(record -> record.origin().parallelism()).max().orElse(0);
    List<Integer> silent = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      if (!said.containsKey(subtask)) {
        silent.add(subtask);
      }
    }
    return silent;
  }
}
