package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ClusterProcesses.Cpu;
import dev.sluice.bench.e2e.CostSampler.Sample;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What one run has shown.
 *
 * @param rules documents that were pushed
 * @param drained at full speed, from events that waited in Kafka
 * @param paced at a steady rate
 * @param fast latency of the fast alerts: from the event's record to that of its alert
 * @param committed from the event's record until a reader of committed alerts has its alert
 */
record CostFigures(
    int rules,
    Stretch drained,
    Stretch paced,
    Latencies fast,
    Latencies committed,
    Checkpoints checkpoints,
    Memory memory,
    Stored stored) {

  private static final double MILLION = 1e6;

  /** What happened between two samples. */
  record Stretch(double seconds, JobCounts counts, Cpu cpu) {

    static Stretch between(Sample from, Sample to) {
      return new Stretch(
          to.secondsSince(from), to.counts().minus(from.counts()), to.cpu().minus(from.cpu()));
    }

    double eventsPerSecond() {
      return counts.events() / seconds;
    }

    double bytesPerEvent() {
      return (double) counts.bytes() / counts.judged();
    }

    /** CPU seconds that a million events take. */
    double perMillion(Duration used) {
      return used.toNanos() * 1e-9 / counts.events() * MILLION;
    }

    double alertsPerMillion() {
      return (double) counts.alerts() / counts.events() * MILLION;
    }
  }

  /**
   * All checkpoints of a run.
   *
   * @param stateBytes of the last one, all that is needed to restore it
   * @param writtenBytes for one, in the middle
   * @param processes that were seen to start until then
   */
  record Checkpoints(
      int count, long stateBytes, long writtenBytes, Latencies millis, long processes) {

    static Checkpoints of(Collection<Checkpoint> all, long processes) {
      List<Checkpoint> inOrder = List.copyOf(all);
      long last = inOrder.isEmpty() ? 0 : inOrder.get(inOrder.size() - 1).stateBytes();
      Latencies written = Latencies.of(all.stream().mapToLong(Checkpoint::writtenBytes));
      return new Checkpoints(
          all.size(),
          last,
          written.percentile(0.5),
          Latencies.of(all.stream().mapToLong(Checkpoint::millis)),
          processes);
    }
  }

  /**
   * Memory of the TaskManagers, all together, in bytes.
   *
   * @param allowed what they may have
   * @param heap used right after all garbage was collected
   */
  record Memory(long allowed, long mostResident, long heap) {}

  /** Bytes that a record takes on the broker's disk, of one replica. */
  record Stored(double event, double alert) {}
}
