package dev.sluice.stream;

import dev.sluice.stream.control.Rejection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the verifier counts and shows. For the task thread; reporters read what it last said. */
final class RolloutCounters {
  static final String ACCEPTED = "proposalsAccepted";
  static final String REJECTED = "proposalsRejected";
  static final String REFUSED = "rulesRefused";
  static final String WAITING = "proposalsWaiting";
  static final String BLOBS = "blobsPending";
  static final String COMPILE = "compileMillis";

  private final MetricGroup metrics;
  private final Counter accepted;
  private final Map<Rejection.Reason, Counter> rejected = new HashMap<>();
  private volatile int refused;
  private volatile int waiting;
  private volatile int blobs;
  private volatile long compileMillis;

  RolloutCounters(MetricGroup metrics) {
    this.metrics = metrics;
    this.accepted = metrics.counter(ACCEPTED);
    metrics.gauge(REFUSED, (Gauge<Integer>) () -> refused);
    metrics.gauge(WAITING, (Gauge<Integer>) () -> waiting);
    metrics.gauge(BLOBS, (Gauge<Integer>) () -> blobs);
    metrics.gauge(COMPILE, (Gauge<Long>) () -> compileMillis);
  }

  /** What became of a proposal. */
  void decided(RuleStatus status) {
    Rejection.Reason reason = status.rejection();
    if (status.kind() == RuleStatus.Kind.ACCEPTED) {
      accepted.inc();
    } else if (reason != null) {
      rejected.computeIfAbsent(reason, this::counter).inc();
    }
  }

  /** Documents of the last proposal that are refused. */
  void refused(int documents) {
    refused = documents;
  }

  /** How long the set in force took to compile. */
  void compiled(long millis) {
    compileMillis = millis;
  }

  /** What waits: proposals for their files, and files for a proposal. */
  void waiting(int proposals, int files) {
    waiting = proposals;
    blobs = files;
  }

  private Counter counter(Rejection.Reason reason) {
    return metrics.addGroup("reason", reason.name()).counter(REJECTED);
  }
}
