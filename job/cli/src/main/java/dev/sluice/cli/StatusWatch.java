package dev.sluice.cli;

import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaTail;
import dev.sluice.stream.control.StatusRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows what the job says of one rule set. Not thread-safe. */
final class StatusWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaTail tail;
  private final StatusLog log;

  private StatusWatch(KafkaTail tail, StatusLog log) {
    this.tail = tail;
    this.log = log;
  }

  /** What has become of a manifest. */
  enum Fate {
    ACTIVE,
    REJECTED,
    /** Neither within the time there was. */
    LATE
  }

  /** Reads what was said up to now. */
  static StatusWatch open(RuleSetOptions ruleSet, KafkaControl topics) {
    StatusWatch watch = new StatusWatch(topics.status(), new StatusLog(ruleSet.name()));
    try {
      watch.tail.readToEnd(ruleSet.timeout(), watch.log::read);
      return watch;
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /** What was said. */
  StatusLog log() {
    return log;
  }

  /** Waits for more; returns whether anything was said in {@code time}. */
  boolean poll(Duration time) {
    return tail.poll(time, log::read);
  }

  /** Waits until every subtask judges by a manifest, or it is rejected. */
  Fate await(String hash, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      @Nullable StatusRecord verdict = log.verdict(hash);
      if (verdict != null && verdict.kind() == StatusRecord.Kind.REJECTED) {
        return Fate.REJECTED;
      }
      if (log.acknowledgements().isActive(hash)) {
        return Fate.ACTIVE;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Fate.LATE;
      }
      poll(POLL.toNanos() < left ? POLL : Duration.ofNanos(left));
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
