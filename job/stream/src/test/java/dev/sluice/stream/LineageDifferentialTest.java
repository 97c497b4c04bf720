package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of events that arrive in any interleaving, at one subtask and at two, with a restore and a
 * rescale in the middle, give the alerts and the ancestry of a join over the whole files.
 */
class LineageDifferentialTest {
  private static final int EVENTS = 900;

  private final List<LineageHarness> subtasks = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true"})
  void interleavingsRestoresAndRescalesChangeNothing(long seed, boolean onDisk) throws Exception {
    LineageFleet fleet = new LineageFleet(seed, EVENTS);
    assertThat(fleet.expected()).as("seed %d", seed).anyMatch(line -> line.startsWith("R3"));
    assertThat(fleet.expected()).as("seed %d", seed).anyMatch(line -> line.startsWith("R5"));
    Supplier<StateBackend> backend =
        onDisk ? () -> new EmbeddedRocksDBStateBackend(true) : HashMapStateBackend::new;

    List<LineageFleet.Event> events = interleaved(fleet.events(), new Random(seed));
    go(1, events.subList(0, 300), backend);
    go(2, events.subList(300, 700), backend);
    go(1, events.subList(700, EVENTS), backend);
    take();

    assertThat(said).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(fleet.expected());
  }

  /** Another order, in which each file keeps its own. */
  private static List<LineageFleet.Event> interleaved(
      List<LineageFleet.Event> events, Random random) {
    List<String> files = new ArrayList<>(events.stream().map(LineageFleet.Event::file).toList());
    Collections.shuffle(files, random);
    List<LineageFleet.Event> left = new ArrayList<>(events);
    List<LineageFleet.Event> order = new ArrayList<>();
    for (String file : files) {
      int at = 0;
      while (!left.get(at).file().equals(file)) {
        at++;
      }
      order.add(left.remove(at));
    }
    return order;
  }

  private void go(int parallelism, List<LineageFleet.Event> events, Supplier<StateBackend> backend)
      throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (LineageHarness subtask : subtasks) {
      states.add(subtask.snapshot(1, 1));
    }
    int before = subtasks.size();
    take();
    for (int i = 0; i < parallelism; i++) {
      LineageHarness subtask = new LineageHarness(parallelism, i);
      subtask.setStateBackend(backend.get());
      subtask.setup();
      if (before > 0) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(
                    states.toArray(OperatorSubtaskState[]::new)),
                GateHarness.MAX_PARALLELISM,
                before,
                parallelism,
                i));
      }
      subtask.open();
      subtasks.add(subtask);
    }
    for (LineageFleet.Event event : events) {
      RawEvent raw = event.raw();
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              raw.host(), GateHarness.MAX_PARALLELISM, parallelism);
      subtasks.get(owner).processElement(raw, raw.timeMillis());
      subtasks.get(owner).watermark(raw.timeMillis() - 3_600_000);
    }
  }

  private void take() throws Exception {
    for (LineageHarness subtask : subtasks) {
      subtask.extractOutputValues().forEach(alert -> said.add(LineageFleet.said(alert)));
      subtask.close();
    }
    subtasks.clear();
  }
}
