package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import dev.sluice.stream.SharedRuleSets.Lease;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hot hosts give the alerts and the ancestry of a join over the whole files, as others do. */
class JudgeAheadDifferentialTest {
  /** Few enough for a lineage without bounds to be the same. */
  private static final int EVENTS = 900;

  private static final int WINDOW = HotHosts.SAMPLED * HotHosts.SAMPLES;
  private static final byte[] SILENT =
      """
      {"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":13,"TargetObject":"HKLM"}"""
          .getBytes(StandardCharsets.UTF_8);

  private final List<RawEvent> ahead = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void whatIsJudgedAheadChangesNothing(long seed) throws Exception {
    LineageFleet fleet = new LineageFleet(seed, EVENTS);
    Random random = new Random(seed);
    try (LineageHarness detect = new LineageHarness(1, 0);
        Lease rules = SharedRuleSets.lease(LineageHarness.rules(), Samples.SETTINGS, null);
        OneInputStreamOperatorTestHarness<RawEvent, RawEvent> before =
            new OneInputStreamOperatorTestHarness<>(JudgeAhead.factory(Samples.SETTINGS))) {
      detect.open();
      before.open();
      for (int i = 0; i < WINDOW; i++) {
        before.processElement(filler(fleet, random), i);
      }
      for (LineageFleet.Event event : fleet.events()) {
        before.processElement(event.raw(), event.millis());
        before.processElement(filler(fleet, random), event.millis());
        if (random.nextInt(200) == 0) {
          before.prepareSnapshotPreBarrier(1);
        }
      }
      before.endInput();
      for (StreamRecord<? extends RawEvent> event : before.extractOutputStreamRecords()) {
        ahead.add(event.getValue());
        detect.processElement(event.getValue(), event.getTimestamp());
      }
      assertThat(ahead).hasSize(WINDOW + 2 * EVENTS);
      assertThat(ahead)
          .filteredOn(event -> event.silentUnder() == rules.id())
          .hasSizeGreaterThan(EVENTS / 2);
      assertThat(detect.extractOutputValues().stream().map(LineageFleet::said))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(fleet.expected());
    }
  }

  /** An event of one of its hosts that no rule asks for. */
  private static RawEvent filler(LineageFleet fleet, Random random) {
    RawEvent like = fleet.events().get(random.nextInt(EVENTS)).raw();
    Origin origin = Origin.file("filler", random.nextInt());
    return new RawEvent(SILENT, like.host(), like.timeMillis(), Clock.STAYS, origin, null, null);
  }
}
