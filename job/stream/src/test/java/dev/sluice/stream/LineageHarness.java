package dev.sluice.stream;

import dev.sluice.engine.sigma.SourceFile;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** A subtask that judges by {@link LineageFleet#RULES}. */
final class LineageHarness
    extends KeyedBroadcastOperatorTestHarness<String, RawEvent, RuleBroadcast, Alert> {
  private final CoBroadcastWithKeyedOperator<String, RawEvent, RuleBroadcast, Alert> detect;

  LineageHarness(int parallelism, int index) throws Exception {
    this(
        new CoBroadcastWithKeyedOperator<>(
            new DetectFunction(Samples.SETTINGS, DetectLimits.NONE, rules()),
            List.of(RuleState.MANIFEST, RuleState.SEGMENTS)),
        parallelism,
        index);
  }

  private LineageHarness(
      CoBroadcastWithKeyedOperator<String, RawEvent, RuleBroadcast, Alert> detect,
      int parallelism,
      int index)
      throws Exception {
    super(detect, RawEvent::host, Types.STRING, GateHarness.MAX_PARALLELISM, parallelism, index);
    this.detect = detect;
  }

  /** Returns how many entries keyed state has on the heap. */
  int stateEntries() {
    return ((HeapKeyedStateBackend<?>) detect.<String>getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  void event(RawEvent raw) throws Exception {
    processElement(raw, raw.timeMillis());
  }

  /** The set by which it judges. */
  static RuleSetUpdate rules() {
    return Samples.update(1, files());
  }

  private static SourceFile[] files() {
    SourceFile[] files = new SourceFile[LineageFleet.RULES.length];
    for (int i = 0; i < files.length; i++) {
      files[i] = Samples.file(i + ".yml", LineageFleet.RULES[i]);
    }
    return files;
  }
}
