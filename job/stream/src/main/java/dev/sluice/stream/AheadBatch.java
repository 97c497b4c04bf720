package dev.sluice.stream;

import dev.sluice.engine.event.Value;
import dev.sluice.engine.lineage.Family;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Events that are judged ahead together, in their order. */
final class AheadBatch {
  static final int MOST = 64;

  private final List<StreamRecord<RawEvent>> events = new ArrayList<>(MOST);

  /** The time of an event is kept; the record that carries it may be used again. */
  void add(StreamRecord<RawEvent> event) {
    events.add(event.copy(event.getValue()));
  }

  boolean isFull() {
    return events.size() == MOST;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /**
   * Returns the events, those marked that no rule of the newest set of {@code settings} in this JVM
   * fires on, whatever is known of their process. Unmarked all, when there is no such set.
   */
  List<StreamRecord<RawEvent>> judged(RuleSettings settings) {
    try (SharedRuleSets.Lease lease = SharedRuleSets.newest(settings)) {
      if (lease != null) {
        mark(AheadThreads.judge(lease.index()), lease.id());
      }
    }
    return events;
  }

  private void mark(IndexedJudge judge, long ruleSet) {
    NotedLineage lineage = new NotedLineage();
    for (StreamRecord<RawEvent> event : events) {
      lineage.asked = false;
      Verdict verdict = judge.judge(event.getValue().bytes(), lineage);
      if (verdict == Verdict.SILENT && !lineage.asked) {
        event.replace(event.getValue().silentUnder(ruleSet));
      }
    }
  }

  /** Knows nothing, and whether it was asked. */
  private static final class NotedLineage implements Lineage {
    private boolean asked;

    @Override
    public Family of(boolean creation, Function<String, List<Value>> values) {
      asked = true;
      return Family.UNKNOWN;
    }
  }
}
