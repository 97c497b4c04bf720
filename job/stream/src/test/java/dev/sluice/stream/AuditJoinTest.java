package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.AuditSamples.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stream gives the alerts of a join of the whole, however records come. */
class AuditJoinTest {
  private static final int EVENTS = 300;
  private static final long DISORDER = 3000;
  private static final int SEEDS = 6;

  static Stream<Arguments> seeds() {
    // Once is enough to see that RocksDB keeps and scales the same.
    return Stream.iterate(1, seed -> seed + 1)
        .limit(SEEDS)
        .map(seed -> Arguments.of(seed, seed == SEEDS));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neitherOrderNorPartitionNorRescaleChangesWhatIsJoined(long seed, boolean onDisk)
      throws Exception {
    Random random = new Random(seed);
    List<RawEvent> records = placed(AuditSamples.arrivals(EVENTS, DISORDER, random), random);
    List<String> expected = AuditSamples.expected(records);
    for (String title : List.of("Arguments", "Two records", "Decoded", "Created", "Alone")) {
      assertThat(expected).anyMatch(alert -> alert.startsWith(title));
    }
    Run run =
        new Run(onDisk ? () -> new EmbeddedRocksDBStateBackend(true) : HashMapStateBackend::new);
    int part = records.size() / 4;
    run.go(1, records.subList(0, part));
    run.go(2, records.subList(part, 2 * part));
    run.go(1, records.subList(2 * part, 3 * part));
    run.go(2, records.subList(3 * part, records.size()));
    run.end(!onDisk);
    assertThat(run.fired).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(run.late).isZero();
  }

  @Test
  void anEventIsJudgedWhenTheWatermarkHasPassedItsWait() throws Exception {
    RecordedMetrics metrics = new RecordedMetrics();
    try (JoinHarness harness = opened(metrics)) {
      long due = AuditSamples.START + JoinHarness.WAIT.toMillis();
      harness.event(record(1, "EXECVE", "\"argc\":\"2\",\"a0\":\"sh\",\"a1\":\"-c\""));
      harness.event(record(2, "SYSCALL", "\"syscall\":\"59\",\"items\":\"0\""));
      harness.watermark(due - 1);
      assertThat(harness.alerts()).isEmpty();
      harness.watermark(due);
      assertThat(harness.alerts()).hasSize(1);
      assertThat(metrics.count(AuditJoins.JOINED)).isEqualTo(1);
      assertThat(metrics.count(AuditJoins.INCOMPLETE)).isZero();
      harness.event(record(3, "EXECVE", "\"argc\":\"2\",\"a0\":\"sh\",\"a1\":\"-c\""));
      assertThat(harness.alerts()).hasSize(3).anyMatch(alert -> alert.startsWith("Incomplete"));
      assertThat(metrics.count(AuditJoins.JOINED)).isEqualTo(2);
      assertThat(metrics.count(AuditJoins.INCOMPLETE)).isEqualTo(1);
      assertThat(metrics.count(AuditJoins.LATE)).isEqualTo(1);
      assertThat(metrics.count(DetectCounters.JUDGED)).isEqualTo(2);
    }
  }

  @Test
  void whatNamesNoHostIsJudgedAtOnce() throws Exception {
    try (JoinHarness harness = opened(new RecordedMetrics())) {
      String json = "{\"type\":\"EXECVE\",\"msg\":\"audit(1795166047.318:1):\",\"a1\":\"-c\"}";
      RawEvent event = Samples.raw(json, 1);
      assertThat(event.record()).isNull();
      harness.event(event);
      assertThat(harness.alerts()).hasSize(1);
    }
  }

  @Test
  void aHostOnWhichTooMuchWaitsLosesNothing() throws Exception {
    RecordedMetrics metrics = new RecordedMetrics();
    try (JoinHarness harness = opened(metrics)) {
      int events = 10_500;
      for (int i = 0; i < events; i++) {
        Arrival arrival =
            new Arrival(
                "h",
                "",
                0,
                "{\"type\":\"EXECVE\",\"msg\":\"audit(1795166047.318:%d):\",\"node\":\"h\",\"argc\":\"2\",\"a0\":\"a\",\"a1\":\"-c\"}"
                    .formatted(i));
        harness.event(arrival.at(Origin.kafka("t", 0, i)));
      }
      assertThat(metrics.count(AuditJoins.JOINED)).isEqualTo(1001);
      harness.watermark(Long.MAX_VALUE);
      assertThat(metrics.count(AuditJoins.JOINED)).isEqualTo(events);
      assertThat(metrics.count(AuditJoins.INCOMPLETE)).isEqualTo(events);
      assertThat(harness.getSideOutput(DetectFunction.UNDECODABLE)).isNull();
    }
  }

  /** Prints what a host costs; see job/README.md. */
  @Test
  void stateIsThatOfTheRecordsThatWait() throws Exception {
    try (JoinHarness harness = opened(new RecordedMetrics())) {
      OperatorSubtaskState empty = harness.snapshot(1, 1);
      Random random = new Random(1);
      List<RawEvent> records = placed(AuditSamples.arrivals(3000, 1, random), random);
      for (RawEvent record : records) {
        harness.event(record);
      }
      long state = harness.snapshot(2, 2).getStateSize() - empty.getStateSize();
      long events =
          records.stream().map(r -> r.record() == null ? "" : r.record().id()).distinct().count();
      long bytes =
          records.stream().filter(r -> r.record() != null).mapToLong(r -> r.bytes().length).sum();
      System.out.printf(
          "%d events of %d records wait: %d bytes of state, %d an event; their JSON %d%n",
          events, records.size(), state, state / events, bytes / events);
      assertThat(state).isLessThan(2 * bytes);
    }
  }

  private static JoinHarness opened(RecordedMetrics metrics) throws Exception {
    return JoinHarness.open(
        new JoinHarness.Subtask(0, 1), new HashMapStateBackend(), metrics, null);
  }

  private static RawEvent record(long position, String type, String members) {
    String json =
        "{\"type\":\"%s\",\"msg\":\"audit(%d.000:7):\",\"node\":\"h\",\"arch\":\"c000003e\",%s}"
            .formatted(type, AuditSamples.START / 1000, members);
    return new Arrival("h", "", 0, json).at(Origin.kafka("t", 0, position));
  }

  /** Each record on one of two partitions. */
  private static List<RawEvent> placed(List<Arrival> arrivals, Random random) {
    Map<Integer, Long> offsets = new HashMap<>();
    List<RawEvent> records = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      int partition = random.nextInt(2);
      long offset = offsets.merge(partition, 1L, Long::sum);
      records.add(arrival.at(Origin.kafka("events", partition, offset)));
    }
    return records;
  }

  /** Attempts of one job, each with its own parallelism. */
  private static final class Run {
    final List<String> fired = new ArrayList<>();
    long late;
    private final Supplier<StateBackend> backend;
    private final List<JoinHarness> subtasks = new ArrayList<>();
    private final List<RecordedMetrics> metrics = new ArrayList<>();
    private long newest = Long.MIN_VALUE;

    Run(Supplier<StateBackend> backend) {
      this.backend = backend;
    }

    void go(int parallelism, List<RawEvent> records) throws Exception {
      rescale(parallelism);
      for (int i = 0; i < records.size(); i++) {
        RawEvent record = records.get(i);
        subtasks
            .get(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    record.host(), GateHarness.MAX_PARALLELISM, parallelism))
            .event(record);
        newest = Math.max(newest, record.timeMillis());
        if (i % 5 == 0) {
          watermark(newest - DISORDER - 1);
        }
      }
    }

    void end(boolean onHeap) throws Exception {
      watermark(Long.MAX_VALUE);
      for (JoinHarness subtask : subtasks) {
        assertThat(subtask.numEventTimeTimers()).isZero();
        assertThat(onHeap ? subtask.entries() : 0).isZero();
        take(subtask);
      }
      metrics.forEach(m -> late += m.count(AuditJoins.LATE));
    }

    private void watermark(long millis) throws Exception {
      for (JoinHarness subtask : subtasks) {
        subtask.watermark(millis);
      }
    }

    private void rescale(int parallelism) throws Exception {
      int before = subtasks.size();
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (JoinHarness subtask : subtasks) {
        states.add(subtask.snapshot(1, 1));
        take(subtask);
      }
      subtasks.clear();
      for (int i = 0; i < parallelism; i++) {
        RecordedMetrics own = new RecordedMetrics();
        metrics.add(own);
        OperatorSubtaskState state =
            before == 0
                ? null
                : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new)),
                    GateHarness.MAX_PARALLELISM,
                    before,
                    parallelism,
                    i);
        subtasks.add(
            JoinHarness.open(new JoinHarness.Subtask(i, parallelism), backend.get(), own, state));
      }
    }

    private void take(JoinHarness subtask) throws Exception {
      fired.addAll(subtask.alerts());
      subtask.close();
    }
  }
}
