package dev.sluice.stream;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What one subtask shows of the rules it judges by. */
final class RuleGauges {
  static final String ACTIVE = "rulesActive";
  static final String VERSION = "ruleSetVersion";
  static final String HASH = "ruleSetHash";
  static final String COMPILE = "compileMillis";
  static final String SWAP = "swapMillis";
  static final String PAUSE = "swapPauseNanos";
  static final String WAITING_ACKS = "waitingAcks";

  /** 48 bits: the most that a number of Prometheus, which is a double, has exactly. */
  private static final int HASH_DIGITS = 12;

  private RuleGauges() {}

  /** Shows them; threads of reporters read them and may see what was true a moment ago. */
  static void register(MetricGroup metrics, ActiveRules rules, RolloutAcks acks) {
    metrics.gauge(ACTIVE, (Gauge<Integer>) rules::size);
    metrics.gauge(VERSION, (Gauge<Long>) rules::version);
    metrics.gauge(HASH, (Gauge<Long>) () -> number(rules.hashOrEmpty()));
    metrics.gauge(COMPILE, (Gauge<Long>) rules::compileMillis);
    metrics.gauge(SWAP, (Gauge<Long>) () -> rules.lastSwap().millis());
    metrics.gauge(PAUSE, (Gauge<Long>) () -> rules.lastSwap().pauseNanos());
    metrics.gauge(WAITING_ACKS, (Gauge<Integer>) acks::waiting);
  }

  /**
   * The first 12 digits of {@code hash} as a number, 0 when it is empty. A number, not a label: a
   * metric cannot be taken back, so that the label of an old set would stay for ever.
   */
  static long number(String hash) {
    return hash.isEmpty() ? 0 : Long.parseLong(hash.substring(0, HASH_DIGITS), 16);
  }
}
