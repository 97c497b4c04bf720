package dev.sluice.stream;

import static dev.sluice.stream.CorrelationSamples.BURST;
import static dev.sluice.stream.CorrelationSamples.LULL;
import static dev.sluice.stream.CorrelationSamples.NOON;
import static dev.sluice.stream.CorrelationSamples.inForce;
import static dev.sluice.stream.CorrelationSamples.signal;
import static dev.sluice.stream.CorrelationSamples.titled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.correlate.CompiledCorrelation;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.PlaceholderStreamStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;

/** What happens to correlations when a job stops and goes on. */
class CorrelateStateTest {
  private static final CorrelationsInForce SEED = inForce(1, BURST);
  private static final CompiledCorrelation BURST_1 = titled(SEED, "Burst");

  @Test
  void aRestoredJobGoesOnWithItsWindowsAndWhatWaits() throws Exception {
    OperatorSubtaskState state;
    try (CorrelateHarness before = CorrelateHarness.of(SEED).open()) {
      before.signal(signal(BURST_1, "a", 1000, 1));
      before.watermark(NOON + 1500);
      before.signal(signal(BURST_1, "a", 2000, 1));
      before.signal(signal(BURST_1, "a", 1400, 1));
      state = before.snapshot(1, 1);
    }
    try (CorrelateHarness after = CorrelateHarness.of(inForce(9, LULL)).restored(state).open()) {
      after.tick();
      assertThat(after.acks()).containsExactly("ACTIVE 1");
      after.watermark(NOON + 2500);
      assertThat(after.titles()).containsExactly("Burst 2000");
      after.watermark(NOON + 1_000_000);
      assertThat(after.isEmpty()).isTrue();
    }
  }

  @Test
  void whatWasLateBeforeIsLateAfter() throws Exception {
    OperatorSubtaskState state;
    try (CorrelateHarness before = CorrelateHarness.of(SEED).open()) {
      before.signal(signal(BURST_1, "a", 1000, 1));
      before.signal(signal(BURST_1, "a", 3000, 1));
      before.watermark(NOON + 5000);
      state = before.snapshot(1, 1);
    }
    var setup = CorrelateHarness.of(SEED).restored(state);
    try (CorrelateHarness after = setup.open()) {
      after.signal(signal(BURST_1, "a", 2000, 1));
      after.watermark(NOON + 4000);
      assertThat(after.alerts()).isEmpty();
      after.watermark(NOON + 6000);
      assertThat(after.titles()).containsExactly("Burst 3000");
      assertThat(setup.metrics().count(CorrelateCounters.LATE)).isEqualTo(1);
    }
  }

  @Test
  void aJobThatHadNoCorrelationsHearsOfThemFromTheVerifier() throws Exception {
    // The set in force is older than the seed, and so are the signals that come first.
    CorrelationsInForce older = inForce(3, LULL);
    try (CorrelateHarness after = CorrelateHarness.of(inForce(5, BURST)).open()) {
      after.signal(signal(titled(older, "Lull"), "a", 1000, 3));
      after.bring(older);
      after.watermark(NOON + 20_000);
      assertThat(after.titles()).containsExactly("Lull 11000");
      after.bring(inForce(4, BURST));
      after.bring(older);
      assertThat(after.acks()).endsWith("ACTIVE 3", "ACTIVE 4");
    }
  }

  @Test
  void theVerifierCorrectsWhatItsSettingsMakeOfTheSameVersion() throws Exception {
    OperatorSubtaskState state;
    try (CorrelateHarness before = CorrelateHarness.of(SEED).open()) {
      state = before.snapshot(1, 1);
    }
    try (CorrelateHarness after = CorrelateHarness.of(SEED).restored(state).open()) {
      CorrelationsInForce other = inForce(1, LULL);
      after.bring(other);
      after.signal(signal(titled(other, "Lull"), "a", 1000, 1));
      after.watermark(NOON + 20_000);
      assertThat(after.titles()).containsExactly("Lull 11000");
    }
  }

  @Test
  void aReplayFromASnapshotGivesTheSameAgain() throws Exception {
    try (CorrelateHarness first = CorrelateHarness.of(SEED).open()) {
      replay(first, 0, 100);
      OperatorSubtaskState state = first.snapshot(1, 1);
      int said = first.alerts().size();
      replay(first, 100, 300);
      try (CorrelateHarness second = CorrelateHarness.of(SEED).restored(state).open()) {
        replay(second, 100, 300);
        assertThat(ids(second)).isEqualTo(ids(first).subList(said, first.alerts().size()));
        assertThat(second.alerts()).isNotEmpty();
      }
    }
  }

  @Test
  void aCheckpointOnDiskHoldsWhatIsNew() throws Exception {
    EmbeddedRocksDBStateBackend incremental = new EmbeddedRocksDBStateBackend(true);
    try (CorrelateHarness harness = CorrelateHarness.of(SEED).backend(incremental).open()) {
      for (int i = 0; i < 20_000; i++) {
        harness.signal(signal(BURST_1, "g" + i, 1000, 1));
      }
      harness.watermark(NOON + 2000);
      long whole = written(harness.snapshot(1, 1));
      List<Long> written = new ArrayList<>();
      for (int checkpoint = 2; checkpoint < 8; checkpoint++) {
        harness.notifyOfCompletedCheckpoint(checkpoint - 1);
        harness.signal(signal(BURST_1, "g1", checkpoint * 1000L, 1));
        harness.watermark(NOON + checkpoint * 1000L);
        written.add(written(harness.snapshot(checkpoint, checkpoint)));
      }
      // Some of them hold more, for RocksDB merges files.
      assertThat(written).anyMatch(size -> size < whole / 2);
    }
  }

  /** Bytes of the files of state that no checkpoint before had; RocksDB's list of them is apart. */
  private static long written(OperatorSubtaskState snapshot) {
    return snapshot.getManagedKeyedState().stream()
        .map(IncrementalRemoteKeyedStateHandle.class::cast)
        .flatMap(handle -> handle.getSharedState().stream())
        .map(HandleAndLocalPath::getHandle)
        .filter(file -> !(file instanceof PlaceholderStreamStateHandle))
        .mapToLong(StreamStateHandle::getStateSize)
        .sum();
  }

  private static List<String> ids(CorrelateHarness harness) {
    return harness.alerts().stream().map(Alert::alertId).toList();
  }

  /** One signal a second, some late, with the clock three seconds behind. */
  private static void replay(CorrelateHarness harness, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      harness.signal(signal(BURST_1, "g" + i % 3, i * 1000L - (i % 7) * 1500L, 1));
      harness.watermark(NOON + i * 1000L - 3000);
    }
  }
}
