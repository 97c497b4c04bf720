package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import dev.sluice.stream.SharedRuleSets.Lease;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real telemetry as if it were of one host, by the rules of SigmaHQ: needs the folder that the
 * system property sluice.corpus names.
 */
@Timeout(300)
class HotHostCorpusITCase {
  private static final String CAPTURE = "lateral_movement__purplesharp_ad_playbook_I";
  private static final int WINDOW = HotHosts.SAMPLED * HotHosts.SAMPLES;
  private static final int MEASURED = 12_000;

  /** The last is told: compilers are done by then. */
  private static final int PASSES = 6;

  /** Prints what the host costs the subtask that has its state; see job/README.md. */
  @Test
  void eventsJudgedAheadGiveTheSameAlerts() throws Exception {
    Path corpus = Path.of(System.getProperty("sluice.corpus", ""));
    Path rules = corpus.resolve("sigmahq/sigmahq-rules.zip");
    assumeTrue(Files.isRegularFile(rules), "skipped: the property sluice.corpus names no corpus");
    RuleSettings settings = Samples.SETTINGS;
    RuleSetUpdate update =
        RuleSeed.read(JobOptions.RULE_SET, List.of(rules.toString()), settings).update();
    try (Lease lease = SharedRuleSets.lease(update, settings, null);
        Detect plain = new Detect(settings, update);
        Detect after = new Detect(settings, update)) {
      List<RawEvent> events = events(corpus);
      List<RawEvent> marked = ahead(settings, events);
      long plainNanos = 0;
      long afterNanos = 0;
      for (int pass = 0; pass < PASSES; pass++) {
        plainNanos = plain.judge(events);
        afterNanos = after.judge(marked);
      }
      long silent = marked.stream().filter(event -> event.silentUnder() == lease.id()).count();
      System.out.printf(
          "%d events of one host, %.1f %% marked: %.2f us of detect's thread an event, %.2f ahead%n",
          events.size(),
          100.0 * silent / events.size(),
          plainNanos / 1e3 / events.size(),
          afterNanos / 1e3 / events.size());
      assertThat(silent).isGreaterThan(events.size() / 2);
      assertThat(after.ids()).isNotEmpty().isEqualTo(plain.ids());
    }
  }

  private static List<RawEvent> ahead(RuleSettings settings, List<RawEvent> events)
      throws Exception {
    List<RawEvent> marked = new ArrayList<>();
    try (OneInputStreamOperatorTestHarness<RawEvent, RawEvent> harness =
        new OneInputStreamOperatorTestHarness<>(JudgeAhead.factory(settings))) {
      harness.open();
      for (int i = 0; i < WINDOW; i++) {
        harness.processElement(events.get(i % events.size()), 0);
      }
      for (RawEvent event : events) {
        harness.processElement(event, event.timeMillis());
      }
      harness.endInput();
      for (StreamRecord<? extends RawEvent> event : harness.extractOutputStreamRecords()) {
        marked.add(event.getValue());
      }
    }
    return marked.subList(WINDOW, marked.size());
  }

  private static List<RawEvent> events(Path corpus) throws Exception {
    EventScan scan =
        new EventScan(EventDecoding.builtIn().reader(), new EventClock(EventClock.TOLERANCE));
    List<RawEvent> events = new ArrayList<>();
    Path file = corpus.resolve("telemetry/" + CAPTURE + ".ndjson.gz");
    try (JsonDocuments documents =
        JsonDocuments.open(
            Files.newInputStream(file),
            Layout.ofFile(file.toString()),
            EventDecoding.builtIn().limits())) {
      Document next = documents.next();
      for (; next != null && events.size() < MEASURED; next = documents.next()) {
        Origin origin = Origin.kafka("events", 0, next.ordinal());
        RawEvent own = scan.scan(next.bytes(), origin, EventClock.NO_TIME);
        events.add(
            new RawEvent(
                own.bytes(), "hot", own.timeMillis(), Clock.MOVES, origin, null, own.error()));
      }
    }
    return events;
  }

  /** The subtask that has the state of the host. */
  private static final class Detect
      extends KeyedBroadcastOperatorTestHarness<String, RawEvent, RuleBroadcast, Alert> {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    Detect(RuleSettings settings, RuleSetUpdate update) throws Exception {
      super(
          new CoBroadcastWithKeyedOperator<>(
              new DetectFunction(settings, DetectLimits.NONE, update),
              List.of(RuleState.MANIFEST, RuleState.SEGMENTS)),
          RawEvent::host,
          Types.STRING,
          GateHarness.MAX_PARALLELISM,
          1,
          0);
      open();
    }

    /** Returns the CPU time of this thread. */
    long judge(List<RawEvent> events) throws Exception {
      long start = THREADS.getCurrentThreadCpuTime();
      for (RawEvent event : events) {
        processElement(event, event.timeMillis());
      }
      return THREADS.getCurrentThreadCpuTime() - start;
    }

    List<String> ids() {
      return extractOutputValues().stream().map(Alert::alertId).toList();
    }
  }
}
