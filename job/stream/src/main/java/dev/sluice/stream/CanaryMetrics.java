package dev.sluice.stream;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * What the canary says of itself; safe for use by several threads.
 *
 * <p>Invariant: every series is there from the first moment on which it is about, so that an alarm
 * can tell nothing from zero.
 */
final class CanaryMetrics {
  private static final double[] SECONDS = {
    1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800, 3600
  };
  private static final double MILLIS = 1000;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter sent =
      counter("sluice_canary_heartbeats_sent_total", "Heartbeats that the brokers have.");
  private final Counter failed =
      counter("sluice_canary_heartbeats_failed_total", "Heartbeats that could not be written.");
  private final Counter returned =
      counter("sluice_canary_heartbeats_returned_total", "Heartbeats whose alert has been read.");
  private final Counter lost =
      counter(
          "sluice_canary_heartbeats_lost_total",
          "Heartbeats without an alert although later ones of their partition have one, or for too long.");
  private final Counter doubled =
      counter("sluice_canary_alerts_doubled_total", "Alerts beyond the first of a heartbeat.");
  private final Counter readsFailed =
      counter("sluice_canary_reads_failed_total", "Attempts to read alerts that failed.");
  private final Histogram seconds =
      Histogram.builder()
          .name("sluice_canary_return_seconds")
          .help("From writing a heartbeat to reading its alert.")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Gauge newest =
      Gauge.builder()
          .name("sluice_canary_returned_timestamp_seconds")
          .help("When the newest heartbeat that has come back was written; 0 when none has.")
          .labelNames("topic", "partition")
          .register(registry);

  PrometheusRegistry registry() {
    return registry;
  }

  /** A partition that heartbeats go to from now on. */
  void expected(TopicPartition partition) {
    newest.initLabelValues(labels(partition));
  }

  void sent() {
    sent.inc();
  }

  void failed() {
    failed.inc();
  }

  void returned(Duration after) {
    returned.inc();
    seconds.observe(after.toMillis() / MILLIS);
  }

  void newest(TopicPartition partition, Instant written) {
    newest.labelValues(labels(partition)).set(written.toEpochMilli() / MILLIS);
  }

  void lost() {
    lost.inc();
  }

  void doubled() {
    doubled.inc();
  }

  void readFailed() {
    readsFailed.inc();
  }

  private static String[] labels(TopicPartition partition) {
    return new String[] {partition.topic(), Integer.toString(partition.partition())};
  }

  private Counter counter(String name, String help) {
    return Counter.builder().name(name).help(help).register(registry);
  }
}
