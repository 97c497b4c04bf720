package dev.sluice.stream;

import static dev.sluice.stream.CorrelationSamples.ANY_ID;
import static dev.sluice.stream.CorrelationSamples.CERTUTIL_ID;
import static dev.sluice.stream.CorrelationSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.CorrelationRun;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.event.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signals that come out of order within bounds, at one subtask and at two, with a rescale from one
 * to two and back in the middle, fire as the arithmetic alone does that has them all at once.
 */
class CorrelateDifferentialTest {
  private static final long SEEDS = 5;
  private static final int SIGNALS = 400;
  private static final int DISORDER = 8_000;

  private static final String TEMPLATE =
      """
      title: Any
      id: 22222222-0000-4000-8000-000000000001
      correlation:
        type: %s
        rules: [%s, %s]
        group-by: [Image]
        timespan: %s
        condition: %s
      """;

  static Stream<Arguments> types() {
    List<String> documents =
        List.of(
            document("event_count", "5s", "{gte: 3}"),
            document("event_count", "3s", "{lt: 4}"),
            document("value_count", "10s", "{field: CommandLine, gte: 4}"),
            document("temporal", "2s", "{gte: 2}"),
            document("temporal_ordered", "2s", "{gte: 2}"),
            document("value_sum", "5s", "{field: CommandLine, gt: 30}"),
            document("value_avg", "3s", "{field: CommandLine, gte: 6}"),
            document("value_percentile", "5s", "{field: CommandLine, percentile: 90, gte: 8}"),
            document("value_median", "5s", "{field: CommandLine, lte: 4}"));
    return LongStream.rangeClosed(1, SEEDS)
        .boxed()
        // Once is enough to see that RocksDB keeps and scales the same.
        .flatMap(seed -> documents.stream().map(d -> Arguments.of(d, seed, seed == SEEDS)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void rescalesChangeNothing(String document, long seed, boolean onDisk) throws Exception {
    CorrelationsInForce inForce = CorrelationSamples.inForce(1, document);
    CompiledCorrelation correlation = CorrelationSamples.titled(inForce, "Any");
    List<Signal> signals = signals(correlation, new Random(seed));
    CorrelationRun oracle = new CorrelationRun(inForce.correlations(), false);
    signals.forEach(oracle::feed);
    List<String> expected =
        oracle.finish().stream()
            .map(alert -> alert.alertId() + alert.firing().timeMillis())
            .toList();
    assertThat(expected).as("seed %d", seed).isNotEmpty();

    Run run =
        new Run(
            inForce,
            onDisk ? () -> new EmbeddedRocksDBStateBackend(true) : HashMapStateBackend::new);
    run.go(1, signals.subList(0, 130));
    run.go(2, signals.subList(130, 270));
    run.go(1, signals.subList(270, 350));
    run.go(2, signals.subList(350, SIGNALS));
    run.end();
    assertThat(run.fired).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String document(String type, String timespan, String condition) {
    return TEMPLATE.formatted(type, ANY_ID, CERTUTIL_ID, timespan, condition);
  }

  /** With ties in time, several groups, and events on which both rules fire. */
  private static List<Signal> signals(CompiledCorrelation correlation, Random random) {
    List<Signal> signals = new ArrayList<>();
    while (signals.size() < SIGNALS) {
      int i = signals.size();
      long millis = i * 500L + random.nextInt(DISORDER) / 250 * 250L;
      String host = random.nextBoolean() ? "one" : "another";
      List<String> values =
          correlation.definition().valueFields().isEmpty()
              ? List.of()
              : List.of(String.valueOf(random.nextInt(10)));
      List<String> group = List.of("g" + random.nextInt(5));
      Origin origin = Origin.kafka("events", i % 2, i);
      int first = random.nextInt(2);
      for (int input = first; input <= (i % 5 == 0 ? 1 : first); input++) {
        signals.add(
            new Signal(
                correlation.definitionHash(),
                correlation.stage(),
                group,
                values,
                new Contribution(NOON + millis, origin, host, input, null)));
      }
    }
    return signals.subList(0, SIGNALS);
  }

  /** Attempts of one job, each with its own parallelism. */
  private static final class Run {
    final List<String> fired = new ArrayList<>();
    private final CorrelationsInForce inForce;
    private final Supplier<StateBackend> backend;
    private final List<CorrelateHarness> subtasks = new ArrayList<>();
    private long newest = Long.MIN_VALUE;

    Run(CorrelationsInForce inForce, Supplier<StateBackend> backend) {
      this.inForce = inForce;
      this.backend = backend;
    }

    void go(int parallelism, List<Signal> signals) throws Exception {
      rescale(parallelism);
      for (int i = 0; i < signals.size(); i++) {
        SignalRecord record = SignalRecord.of(signals.get(i), 1);
        int owner =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                record.key(), GateHarness.MAX_PARALLELISM, parallelism);
        subtasks.get(owner).signal(record);
        newest = Math.max(newest, record.timeMillis());
        if (i % 7 == 0) {
          watermark(newest - DISORDER - 1);
        }
      }
    }

    void end() throws Exception {
      watermark(Long.MAX_VALUE);
      for (CorrelateHarness subtask : subtasks) {
        assertThat(subtask.numEventTimeTimers()).isZero();
        take(subtask);
        subtask.close();
      }
    }

    private void watermark(long millis) throws Exception {
      for (CorrelateHarness subtask : subtasks) {
        subtask.watermark(millis);
      }
    }

    private void rescale(int parallelism) throws Exception {
      int before = subtasks.size();
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (CorrelateHarness subtask : subtasks) {
        states.add(subtask.snapshot(1, 1));
        take(subtask);
        subtask.close();
      }
      subtasks.clear();
      for (int i = 0; i < parallelism; i++) {
        CorrelateHarness.Setup setup =
            CorrelateHarness.of(inForce).subtask(i, parallelism).backend(backend.get());
        if (before > 0) {
          setup.restored(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  AbstractStreamOperatorTestHarness.repackageState(
                      states.toArray(OperatorSubtaskState[]::new)),
                  GateHarness.MAX_PARALLELISM,
                  before,
                  parallelism,
                  i));
        }
        subtasks.add(setup.open());
      }
    }

    private void take(CorrelateHarness subtask) {
      subtask
          .alerts()
          .forEach(
              alert -> {
                String time = Recording.json(alert).path("eventTime").asText();
                fired.add(alert.alertId() + java.time.Instant.parse(time).toEpochMilli());
              });
      assertThat(subtask.aside()).isEmpty();
    }
  }
}
