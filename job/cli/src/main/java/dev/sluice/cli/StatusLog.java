package dev.sluice.cli;

import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job has said of one rule set so far. What is no status record is passed over: a newer
 * job may say more than is known here. Not thread-safe.
 */
final class StatusLog {

  private static final int MAX_REJECTIONS = 10;

  private final String ruleSet;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final Map<String, StatusRecord> verdicts = new LinkedHashMap<>();
  private final List<StatusRecord> rejections = new ArrayList<>();
  private final Map<String, StatusRecord> noisy = new LinkedHashMap<>();

  StatusLog(String ruleSet) {
    this.ruleSet = ruleSet;
  }

  /** Takes note of a record of the status topic. */
  void read(Message message) {
    byte[] value = message.value();
    if (value != null
        && StatusRecord.read(value) instanceof Reading.Valid<StatusRecord> valid
        && valid.value().ruleSet().equals(ruleSet)) {
      add(valid.value());
    }
  }

  /** Takes note of a record about this rule set. */
  void add(StatusRecord record) {
    acknowledgements.add(record);
    if (record.kind() == Kind.ACCEPTED) {
      verdicts.put(record.hash(), record);
      rejections.clear();
      noisy.clear();
    } else if (record.kind() == Kind.REJECTED) {
      reject(record);
    } else if (record.kind() == Kind.NOISY && record.ruleId() != null) {
      noisy.remove(record.ruleId());
      noisy.put(record.ruleId(), record);
    }
  }

  /** Which subtasks judge by what. */
  Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  /**
   * Whether a manifest was accepted or rejected; null when neither. One that was accepted stays so
   * when it comes again and is then too old.
   */
  @Nullable StatusRecord verdict(String hash) {
    return verdicts.get(hash);
  }

  /** What was rejected since a manifest was accepted, the last {@value #MAX_REJECTIONS} at most. */
  List<StatusRecord> rejections() {
    return List.copyOf(rejections);
  }

  /** The last word on each rule that raised too many alerts since a manifest was accepted. */
  List<StatusRecord> noisy() {
    return List.copyOf(noisy.values());
  }

  /** Every manifest that was accepted or rejected, in the order in which it was first. */
  List<StatusRecord> verdicts() {
    return List.copyOf(verdicts.values());
  }

  private void reject(StatusRecord record) {
    StatusRecord before = verdicts.get(record.hash());
    if (!record.hash().isEmpty() && (before == null || before.kind() == Kind.REJECTED)) {
      verdicts.put(record.hash(), record);
    }
    rejections.add(record);
    if (rejections.size() > MAX_REJECTIONS) {
      rejections.remove(0);
    }
  }
}
