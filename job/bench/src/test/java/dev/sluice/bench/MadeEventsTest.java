package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of the sample that is shipped; with a corpus also of the real process creations. */
final class MadeEventsTest {

  private static final int COUNT = 500;
  private static final EventReader READER = reader();
  private static List<byte[]> templates = List.of();
  private static ProcessEvents processes = new ProcessEvents(List.of(), List.of());

  private static EventReader reader() {
    EventTables tables = EventTables.builtIn();
    return new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
  }

  @BeforeAll
  static void readTheSample() throws IOException {
    Telemetry telemetry = Telemetry.read(Fixtures.SAMPLE, 3000);
    templates = telemetry.processes();
    processes = new ProcessEvents(templates, Texts.of(telemetry.sample()).all());
  }

  private static Event read(byte[] event) {
    ReadResult read = READER.read(event);
    assertThat(read)
        .as(() -> new String(event, StandardCharsets.UTF_8))
        .isInstanceOf(ReadResult.Readable.class);
    return ((ReadResult.Readable) read).event();
  }

  private static String text(Event event, String field) {
    return event.values(field).isEmpty() ? "" : event.values(field).get(0).text();
  }

  private static void assertProcess(byte[] bytes) {
    assertThat(read(bytes).logSources())
        .anyMatch(source -> Objects.equals(source.category(), "process_creation"));
  }

  private static double[] commandLengths(List<byte[]> events) {
    return events.stream()
        .mapToDouble(event -> text(read(event), "CommandLine").length())
        .sorted()
        .toArray();
  }

  private static void assertSameLengths(List<byte[]> real, List<byte[]> made) {
    double[] expected = commandLengths(real);
    double[] actual = commandLengths(made);
    for (double share : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
      double wanted = expected[(int) (share * (expected.length - 1))];
      assertThat(actual[(int) (share * (actual.length - 1))])
          .as("length of the command line that %s are shorter than", share)
          .isBetween(wanted * 0.8 - 5, wanted * 1.2 + 5);
    }
  }

  @Test
  void theSameSeedGivesTheSameEventsAndAnotherOneOthers() {
    List<byte[]> made = processes.make(1, COUNT);
    assertThat(made).hasSize(COUNT).containsExactlyElementsOf(processes.make(1, COUNT));
    assertThat(processes.make(2, COUNT)).doesNotContainAnyElementsOf(made);
    HostileEvents hostile = new HostileEvents(processes);
    assertThat(hostile.make(3, 20)).containsExactlyElementsOf(hostile.make(3, 20));
  }

  @Test
  void madeProcessesAreReadAndRoutedAsProcessCreations() {
    processes.make(1, COUNT).forEach(MadeEventsTest::assertProcess);
    new HostileEvents(processes).make(1, COUNT).forEach(MadeEventsTest::assertProcess);
  }

  @Test
  void commandLinesAreAsLongAsTheyWere() {
    assertSameLengths(templates, processes.make(1, 4 * COUNT));
  }

  @Test
  void whatIdentifiesAnEventIsItsOwn() {
    List<byte[]> made = processes.make(1, COUNT);
    assertThat(made.stream().map(event -> read(event).host()).distinct().count())
        .isGreaterThan(COUNT / 2);
    Map<String, Integer> distinct = DistinctValues.of(EventRounds.same(List.of(), made, 1));
    assertThat(distinct.get("CommandLine")).isGreaterThan(COUNT / 4);
    assertThat(distinct.get("Image")).isLessThan(COUNT);
  }

  @Test
  void theMessageRepeatsTheNewValues() {
    byte[] template =
        ("{\"Channel\":\"Security\",\"EventID\":4688,\"Hostname\":\"A1.lab.example\","
                + "\"NewProcessName\":\"C:\\\\Tools\\\\something.exe\",\"NewProcessId\":\"0x7d8\","
                + "\"CommandLine\":\"something.exe --verbose > log\","
                + "\"Message\":\"A new process.\\r\\n\\tNew Process ID:\\t\\t0x7D8\\r\\n"
                + "\\tProcess Command Line:\\tsomething.exe --verbose > log\\r\\nEnd.\"}")
            .getBytes(StandardCharsets.UTF_8);
    ProcessEvents made =
        new ProcessEvents(List.of(template), List.of("different", "another", "elsewhere words"));
    for (byte[] event : made.make(5, 50)) {
      Event read = read(event);
      String command = text(read, "CommandLine");
      assertThat(text(read, "Message"))
          .contains("Line:\t" + command + "\r\nEnd.")
          .contains("ID:\t\t" + text(read, "NewProcessId") + "\r\n");
      assertThat(command).hasSize("something.exe --verbose > log".length()).endsWith(" > log");
      assertThat(read.host()).matches("ws\\d{4}\\.lab\\.example");
    }
  }

  @Test
  void hostileEventsAreLongForeignOrEscaped() {
    List<byte[]> made = new HostileEvents(processes).make(1, COUNT);
    List<String> texts =
        made.stream().map(event -> new String(event, StandardCharsets.UTF_8)).toList();
    assertThat(made.stream().filter(event -> event.length > 8000).count()).isGreaterThan(COUNT / 4);
    assertThat(texts.stream().filter(text -> text.contains("\u212A")).count())
        .isGreaterThan(COUNT / 8);
    assertThat(texts.stream().filter(text -> text.contains("\\u00")).count())
        .isGreaterThan(COUNT / 4);
    assertThat(Arrays.stream(commandLengths(made)).max().orElse(0)).isLessThan(11_000);
  }

  @Test
  void theRealProcessCreationsGiveReadableOnesAsLong() throws IOException {
    Fixtures.assumeCorpus();
    Telemetry telemetry = Telemetry.read(Fixtures.corpus("telemetry"), 4000);
    assertThat(telemetry.total()).isEqualTo(525_278);
    assertThat(telemetry.sample()).hasSize(4000);
    assertThat(telemetry.zeek()).hasSize(2872);
    assertThat(telemetry.processes()).hasSize(2168);
    ProcessEvents real =
        new ProcessEvents(telemetry.processes(), Texts.of(telemetry.sample()).all());
    List<byte[]> made = real.make(1, 4000);
    made.forEach(MadeEventsTest::assertProcess);
    assertSameLengths(telemetry.processes(), made);
    new HostileEvents(real).make(1, 1000).forEach(MadeEventsTest::assertProcess);
  }
}
