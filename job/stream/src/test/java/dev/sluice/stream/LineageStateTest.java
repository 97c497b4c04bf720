package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;

/** What is kept of processes, for how long, and how much it is. */
class LineageStateTest {
  private static final long START = Instant.parse("2026-11-20T09:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int MAX_PROCESSES = 2_000;

  private static RawEvent process(int number, int parent, long millis, Clock clock, String key) {
    String json =
        """
        {"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational",\
        "SourceName":"Microsoft-Windows-Sysmon","Hostname":"ws","@timestamp":"%s",\
        "ProcessId":%d,"ProcessGuid":"{a98268c1-9c2e-5acd-0000-%012d}",\
        "ParentProcessId":%d,"ParentProcessGuid":"{a98268c1-9c2e-5acd-0000-%012d}",\
        "Image":"C:\\\\Windows\\\\System32\\\\svchost.exe",\
        "ParentImage":"C:\\\\Windows\\\\System32\\\\services.exe",\
        "ParentCommandLine":"C:\\\\Windows\\\\System32\\\\services.exe",\
        "CommandLine":"run C:\\\\Windows\\\\System32\\\\svchost.exe -k netsvcs -p -s Schedule %d"}\
        """
            .formatted(
                Instant.ofEpochMilli(millis), 4 * number, number, 4 * parent, parent, number);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new RawEvent(bytes, key, millis, clock, Origin.kafka("t", 0, number), null, null);
  }

  private static RawEvent process(int number, int parent, long millis) {
    return process(number, parent, millis, Clock.MOVES, "ws");
  }

  private static RawEvent timeless() {
    RawEvent timed = process(3, 0, START);
    return new RawEvent(
        timed.bytes(), "ws", EventClock.NO_TIME, Clock.STAYS, timed.origin(), null, null);
  }

  private static LineageHarness open(StateBackend backend) throws Exception {
    LineageHarness harness = new LineageHarness(1, 0);
    harness.setStateBackend(backend);
    harness.setup();
    harness.open();
    return harness;
  }

  private static List<String> ancestry(LineageHarness harness) {
    List<Alert> alerts = harness.extractOutputValues();
    return Recording.json(alerts.get(alerts.size() - 1))
        .path("ancestry")
        .findValuesAsText("processId");
  }

  @Test
  void aHostThatFallsSilentIsForgottenAndNoOther() throws Exception {
    try (LineageHarness harness = open(new HashMapStateBackend())) {
      harness.event(process(1, 0, START));
      harness.watermark(START + 8 * DAY);
      harness.event(process(2, 1, START + 6 * DAY));
      assertThat(ancestry(harness)).as("a late event").containsExactly("4");
      harness.watermark(START + 15 * DAY);
      assertThat(harness.stateEntries()).isPositive();
      harness.watermark(START + 17 * DAY);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.event(process(3, 1, START + 17 * DAY));
      assertThat(ancestry(harness)).isEmpty();
    }
  }

  @Test
  void oldEventsThatAreReadAgainKnowTheirParents() throws Exception {
    try (LineageHarness harness = open(new HashMapStateBackend())) {
      harness.watermark(START + 1000 * DAY);
      harness.event(process(1, 0, START));
      harness.watermark(START + 1001 * DAY);
      harness.event(process(2, 1, START + 1000));
      assertThat(ancestry(harness)).containsExactly("4");
    }
  }

  @Test
  void eventsWithoutHostOrTimeTakeNoPart() throws Exception {
    try (LineageHarness harness = open(new HashMapStateBackend())) {
      harness.event(process(1, 0, START, Clock.MOVES, "?7"));
      harness.event(process(2, 0, START, Clock.STANDS_IN, "ws"));
      harness.processElement(timeless(), 0);
      assertThat(harness.stateEntries()).isZero();
      harness.event(process(4, 2, START));
      assertThat(ancestry(harness)).isEmpty();
    }
  }

  @Test
  void stateIsBoundedAndStated() throws Exception {
    long heap = bytes(new HashMapStateBackend());
    long disk = bytes(new EmbeddedRocksDBStateBackend(false));
    System.out.printf(
        "%,d processes: %,d bytes on the heap, %,d in RocksDB; %d and %d a process%n",
        MAX_PROCESSES, heap, disk, heap / MAX_PROCESSES, disk / MAX_PROCESSES);
    assertThat(heap / MAX_PROCESSES).isLessThan(1_000);
    assertThat(disk / MAX_PROCESSES).isLessThan(1_000);
  }

  /** Returns the bytes of a snapshot of a full table, less those of one process. */
  private static long bytes(StateBackend backend) throws Exception {
    try (LineageHarness harness = open(backend)) {
      harness.event(process(1, 0, START));
      long one = harness.snapshot(1, 1).getStateSize();
      for (int i = 2; i <= MAX_PROCESSES; i++) {
        harness.event(process(i, i - 1, START + i));
      }
      return harness.snapshot(2, 2).getStateSize() - one;
    }
  }
}
