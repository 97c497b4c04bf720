package dev.sluice.engine.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;
import dev.sluice.engine.join.JoinedEvent.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordJoinTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIME = 1_795_166_047_318L;
  private static final long WAIT = 2000;

  private final List<JoinedEvent> out = new ArrayList<>();

  @Test
  void anEventIsGivenOutWhenItsWaitIsOverAndNotBefore() {
    JoinRun run = run();
    run.add("h", record(1, "SYSCALL", TIME, 5));
    run.add("h", record(1, "CWD", TIME, 3));
    run.advance(TIME + WAIT - 1);
    assertThat(out).isEmpty();
    run.advance(TIME + WAIT);
    assertThat(out).hasSize(1);
    assertThat(out.get(0).origin()).isEqualTo(origin(3));
    assertThat(out.get(0).timeMillis()).isEqualTo(TIME);
    assertThat(out.get(0).isIncomplete()).isFalse();
    assertThat(text(out.get(0)))
        .isEqualTo(
            "{\"audit_id\":\"1795166047.318:1\",\"host\":\"h\",\"time\":\"2026-11-20T09:14:07.318Z\","
                + "\"missing\":[],\"CWD\":{\"type\":\"CWD\",\"n\":3},\"SYSCALL\":{\"type\":\"SYSCALL\",\"n\":5}}");
    run.finish();
    assertThat(out).hasSize(1);
  }

  @Test
  void eventsComeInTheOrderOfTimeAndSerialNumberWhateverTheirArrival() {
    List<JoinRecord> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      records.add(record(95 + i / 3, "SYSCALL", TIME + i / 20, i));
    }
    Collections.shuffle(records, new Random(5));
    JoinRun run = run();
    records.forEach(record -> run.add("h", record));
    run.finish();
    assertThat(out.stream().map(RecordJoinTest::id))
        .containsExactlyElementsOf(
            records.stream()
                .sorted(
                    Comparator.comparingLong(JoinRecord::timeMillis)
                        .thenComparingLong(r -> r.origin().position()))
                .map(r -> r.key().id())
                .distinct()
                .toList());
  }

  @Test
  void anEarlierRecordMakesTheEventDueEarlier() {
    JoinRun run = run();
    run.add("h", record(1, "CWD", TIME + 1500, 1));
    run.add("h", record(1, "SYSCALL", TIME, 2));
    run.advance(TIME + WAIT);
    assertThat(out).hasSize(1);
    run.advance(TIME + WAIT + 1500);
    assertThat(out).hasSize(1);
  }

  @Test
  void aRecordWhoseEventIsGoneIsAnEventOfItsOwnAndSaysSo() throws IOException {
    JoinRun run = run();
    run.add("h", record(1, "SYSCALL", TIME, 1));
    run.advance(TIME + WAIT);
    run.add("h", record(1, "CWD", TIME, 2));
    run.add("h", record(2, "CWD", TIME + 1, 3));
    run.finish();
    assertThat(out.stream().map(JoinedEvent::release))
        .containsExactly(Release.ON_TIME, Release.LATE, Release.ON_TIME);
    assertThat(out.get(1).missing()).containsExactly("SYSCALL");
    assertThat(json(out.get(1)).get("released").textValue()).isEqualTo("late");
    assertThat(json(out.get(0)).has("released")).isFalse();
  }

  @Test
  void hostsDoNotMeet() {
    JoinRun run = run();
    run.add("a", record(1, "SYSCALL", TIME, 1));
    run.add("b", record(1, "CWD", TIME, 2));
    run.finish();
    assertThat(out).hasSize(2);
    assertThat(out.get(0).missing()).isEmpty();
    assertThat(out.get(1).missing()).containsExactly("SYSCALL");
  }

  @Test
  void beyondItsBoundsAHostGivesOutItsOldestEventsEarlyAndLosesNone() {
    JoinLimits limits = new JoinLimits(Duration.ofMillis(WAIT), 20, 1 << 20, 100, 1 << 16, 50);
    JoinRun run = new JoinRun(limits, out::add);
    for (int i = 0; i < 50; i++) {
      run.add("h", record(100 - i, "SYSCALL", TIME - i, i));
    }
    assertThat(out).isNotEmpty().allMatch(event -> event.release() == Release.EARLY);
    assertThat(out.get(0).timeMillis()).isEqualTo(TIME - 20);
    int early = out.size();
    run.finish();
    assertThat(out).hasSize(50);
    assertThat(out.subList(early, 50)).allMatch(event -> event.release() == Release.ON_TIME);
    assertThat(out.stream().map(RecordJoinTest::id)).doesNotHaveDuplicates();
  }

  @Test
  void theBytesOfAHostAreBounded() {
    JoinLimits limits = new JoinLimits(Duration.ofMillis(WAIT), 1000, 500, 100, 1 << 16, 50);
    JoinRun run = new JoinRun(limits, out::add);
    for (int i = 0; i < 40; i++) {
      run.add("h", record(i, "SYSCALL", TIME + i, i));
    }
    assertThat(out.get(0).release()).isEqualTo(Release.EARLY);
    assertThat(id(out.get(0))).endsWith(":0");
    run.finish();
    assertThat(out).hasSize(40);
  }

  @Test
  void anEventOfTooManyRecordsGoesOnAsAnother() throws IOException {
    JoinLimits limits = new JoinLimits(Duration.ofMillis(WAIT), 20, 1 << 20, 3, 1 << 16, 50);
    JoinRun run = new JoinRun(limits, out::add);
    for (int i = 0; i < 7; i++) {
      run.add("h", record(1, "PATH", TIME, i));
    }
    run.finish();
    assertThat(out.stream().map(JoinedEvent::release))
        .containsExactly(Release.EARLY, Release.EARLY, Release.ON_TIME);
    assertThat(json(out.get(0)).get("PATH")).hasSize(3);
    assertThat(json(out.get(2)).get("PATH").get("n").intValue()).isEqualTo(6);
  }

  @Test
  void whatTheJoinedDocumentCouldNotHoldIsNoPartOfIt() {
    JoinLimits limits = new JoinLimits(Duration.ofMillis(WAIT), 20, 1 << 20, 3, 40, 3);
    RecordJoin join = new RecordJoin(limits);
    assertThat(join.admits(bytes("{\"a\":[{\"b\":\"}]\\\"{{{\"}]}"))).isTrue();
    assertThat(join.admits(bytes("{\"a\":[{\"b\":[1]}]}"))).isFalse();
    assertThat(join.admits(bytes("{\"a\":\"" + "x".repeat(40) + "\"}"))).isFalse();
    JoinLimits off = JoinLimits.of(Duration.ZERO, EventLimits.defaults());
    assertThat(new RecordJoin(off).admits(bytes("{}"))).isFalse();
  }

  @Test
  void recordsStandAsTheyCame() {
    String odd = "\uFEFF \r\n{\"type\":\"CWD\", \"cwd\":\"\\u002f\",\"cwd\":1.0e2 }\n";
    JoinRun run = run();
    run.add("h\"", new JoinRecord(new RecordKey("1.0:1", "CWD"), origin(1), TIME, bytes(odd)));
    run.finish();
    assertThat(text(out.get(0)))
        .startsWith("{\"audit_id\":\"1.0:1\",\"host\":\"h\\\"\",")
        .endsWith(",\"CWD\":{\"type\":\"CWD\", \"cwd\":\"\\u002f\",\"cwd\":1.0e2 }}");
  }

  @Test
  void aPendingEventSurvivesItsBytes() {
    PendingEvent event =
        PendingEvent.of(record(1, "SYSCALL", TIME, 2)).with(record(1, "CWD", TIME - 5, 1));
    PendingEvent read = PendingCodec.decode(PendingCodec.encode(event));
    assertThat(read.id()).isEqualTo(event.id());
    assertThat(read.timeMillis()).isEqualTo(TIME - 5);
    assertThat(read.parts())
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(event.parts())
        .extracting(PendingEvent.Part::type)
        .containsExactly("CWD", "SYSCALL");
    byte[] bytes = PendingCodec.encode(event);
    bytes[0] = 9;
    assertThatThrownBy(() -> PendingCodec.decode(bytes))
        .hasMessage("a pending event has version 9, and this build reads version 1");
  }

  private JoinRun run() {
    return new JoinRun(JoinLimits.of(Duration.ofMillis(WAIT), EventLimits.defaults()), out::add);
  }

  private static JoinRecord record(int serial, String type, long timeMillis, long position) {
    return new JoinRecord(
        new RecordKey("1795166047.318:" + serial, type),
        origin(position),
        timeMillis,
        bytes("{\"type\":\"" + type + "\",\"n\":" + position + "}"));
  }

  private static Origin origin(long position) {
    return Origin.kafka("t", 0, position);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JoinedEvent event) {
    return new String(event.bytes(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(JoinedEvent event) throws IOException {
    return JSON.readTree(event.bytes());
  }

  private static String id(JoinedEvent event) {
    try {
      return json(event).get("audit_id").textValue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
