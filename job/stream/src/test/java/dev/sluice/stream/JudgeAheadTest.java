package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;
import dev.sluice.stream.RawEvent.Clock;
import dev.sluice.stream.SharedRuleSets.Lease;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeAheadTest {
  private static final int WINDOW = HotHosts.SAMPLED * HotHosts.SAMPLES;

  /** It fires no rule, asks for no lineage and has a plan. */
  private static final byte[] REGISTRY =
      """
      {"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":13,"Computer":"h",\
      "TargetObject":"HKLM\\\\Software\\\\x","Image":"C:\\\\x.exe"}"""
          .getBytes(StandardCharsets.UTF_8);

  private static final String REGISTRY_RULE =
      Samples.withId(
          """
          title: Registry
          id: 5d4bcd60-7a96-4292-baa6-a36a3171c000
          status: test
          level: low
          logsource:
            category: registry_set
            product: windows
          detection:
            selection:
              TargetObject|contains: never-there
            condition: selection
          """,
          7);

  private final RuleSetUpdate update =
      Samples.update(
          1,
          Samples.file("any.yml", Samples.ANY_PROCESS),
          Samples.file("registry.yml", REGISTRY_RULE));
  private final List<Lease> leases = new ArrayList<>();
  private final OneInputStreamOperatorTestHarness<RawEvent, RawEvent> harness;
  private int position;

  JudgeAheadTest() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(JudgeAhead.factory(Samples.SETTINGS));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    leases.forEach(Lease::close);
  }

  @Test
  void theSilentEventsOfAHotHostAreMarkedInTheirOrder() throws Exception {
    Lease lease = lease();
    send(WINDOW + 1000, REGISTRY);
    harness.processWatermark(5);
    List<RawEvent> seen = events();
    assertThat(seen).hasSize(WINDOW + 1000);
    assertThat(seen.subList(0, WINDOW)).allMatch(event -> event.silentUnder() == 0);
    assertThat(seen.subList(WINDOW, WINDOW + 1000))
        .allMatch(event -> event.silentUnder() == lease.id());
    assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(position(a), position(b)));
    assertThat(List.copyOf(harness.getOutput())).endsWith(new Watermark(5));
  }

  @Test
  void timesStayThoseOfTheirEvents() throws Exception {
    lease();
    send(WINDOW + 10, REGISTRY);
    harness.prepareSnapshotPreBarrier(1);
    for (StreamRecord<? extends RawEvent> event : harness.extractOutputStreamRecords()) {
      assertThat(event.getTimestamp()).isEqualTo(position(event.getValue()));
    }
  }

  @Test
  void nothingIsOnItsWayInACheckpointNorAtTheEnd() throws Exception {
    lease();
    send(WINDOW + 500, REGISTRY);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(events()).hasSize(WINDOW + 500);
    send(300, REGISTRY);
    harness.endInput();
    assertThat(events()).hasSize(WINDOW + 800);
  }

  @Test
  void whatFiresOrStartsAProcessIsNotMarked() throws Exception {
    lease();
    send(WINDOW, REGISTRY);
    send(200, Samples.process(3).getBytes(StandardCharsets.UTF_8));
    harness.endInput();
    assertThat(events()).allMatch(event -> event.silentUnder() == 0);
  }

  @Test
  void recordsAndWhatIsNoEventGoTheirWay() throws Exception {
    lease();
    send(WINDOW, REGISTRY);
    send(REGISTRY, new RecordKey("1", "SYSCALL"), null);
    send(REGISTRY, null, new DeadLetter(DeadLetter.Reason.EMPTY, "m", 0));
    assertThat(events()).hasSize(WINDOW + 2).allMatch(event -> event.silentUnder() == 0);
  }

  @Test
  void withoutARuleSetInThisJvmNothingIsMarked() throws Exception {
    send(WINDOW + 200, REGISTRY);
    harness.endInput();
    assertThat(events()).hasSize(WINDOW + 200).allMatch(event -> event.silentUnder() == 0);
  }

  @Test
  void aHostWhoseEventsMostlyFireIsLeftAlone() throws Exception {
    lease();
    byte[] fires = Samples.process(3).getBytes(StandardCharsets.UTF_8);
    send(2 * WINDOW, fires);
    long before = judgedAhead();
    assertThat(before).isPositive();
    send(1000, fires);
    assertThat(judgedAhead()).isEqualTo(before);
  }

  @Test
  void whatIsJudgedComesOutWithoutAnotherEvent() throws Exception {
    lease();
    send(WINDOW + 1, REGISTRY);
    Recording.await(
        "the last event",
        () -> {
          harness.getTaskMailbox().drain().forEach(JudgeAheadTest::run);
          return events().size() == WINDOW + 1;
        });
  }

  private static void run(Mail mail) {
    try {
      mail.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Lease lease() {
    Lease lease = SharedRuleSets.lease(update, Samples.SETTINGS, null);
    leases.add(lease);
    return lease;
  }

  private void send(int count, byte[] bytes) throws Exception {
    for (int i = 0; i < count; i++) {
      send(bytes, null, null);
    }
  }

  private void send(byte[] bytes, @Nullable RecordKey record, @Nullable DeadLetter error)
      throws Exception {
    Origin origin = Origin.kafka("t", 0, position);
    RawEvent event = new RawEvent(bytes, "h", position, Clock.MOVES, origin, record, error);
    harness.processElement(event, position);
    position++;
  }

  private List<RawEvent> events() {
    List<RawEvent> events = new ArrayList<>();
    for (StreamRecord<? extends RawEvent> event : harness.extractOutputStreamRecords()) {
      events.add(event.getValue());
    }
    return events;
  }

  private static long position(RawEvent event) {
    return event.origin().position();
  }

  private long judgedAhead() {
    return ((JudgeAhead) harness.getOneInputOperator()).judgedAhead();
  }
}
