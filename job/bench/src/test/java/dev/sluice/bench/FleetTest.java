package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bench.EventTemplate.Identity;
import dev.sluice.bench.Fleet.Made;
import dev.sluice.bench.FleetTable.Mix;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of the sample that is shipped. */
final class FleetTest {

  private static final int HOSTS = 40;
  private static final int COUNT = 6000;
  private static final long SECOND = Instant.parse("2026-11-22T09:00:00Z").getEpochSecond();
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
  private static final String EVENT =
      """
      {"Hostname":"DC01.lab.example","EventTime":"2020-09-04 11:21:47","UtcTime":"2020-09-04 15:21:46.120",\
      "Channel":"Security","EventID":4688,"ProviderGuid":"{54849625-5478-4994-A5BA-3E3B0328C30D}",\
      "LogonGuid":"{B34CF5D8-0F11-4A2B-9C01-0123456789AB}","SubjectLogonId":"0x3e7","TargetLogonId":"0x9B4F2",\
      "SubjectUserName":"jdoe","TargetUserName":"SYSTEM","NewProcessName":"C:\\\\Users\\\\jdoe\\\\a.exe",\
      "Created":"2011-01-01 00:00:00","Message":"On:\\tDC01\\r\\n\\tLogon ID:\\t\\t0x9b4f2\\r\\n\
      {b34cf5d8-0f11-4a2b-9c01-0123456789ab} jdoes DC012 at 2020-09-04 15:21:46.120"}""";

  private static Tape tape = new Tape(List.of(template(EVENT)), List.of());

  @BeforeAll
  static void readTheSample() throws IOException {
    tape = Tape.read(Fixtures.SAMPLE, 1);
  }

  private static EventTemplate template(String event) {
    return TemplateReader.read(read(event.getBytes(StandardCharsets.UTF_8)));
  }

  private static Event read(byte[] event) {
    ReadResult read = READER.read(event);
    assertThat(read)
        .as(() -> new String(event, StandardCharsets.UTF_8))
        .isInstanceOf(ReadResult.Readable.class);
    return ((ReadResult.Readable) read).event();
  }

  private static String text(Identity identity) {
    return new String(template(EVENT).write(identity), StandardCharsets.UTF_8);
  }

  private static List<Made> made(long seed, double skew) {
    Fleet fleet = new Fleet(tape, HOSTS, skew, seed);
    return Stream.generate(() -> fleet.next(SECOND)).limit(COUNT).toList();
  }

  @Test
  void whatIdentifiesAnEventIsExchangedEverywhereAndNothingElse() {
    String made = text(new Identity(417, 0, SECOND));
    assertThat(made)
        .contains("\"Hostname\":\"WS000417.fleet.example\"", "On:\\tWS000417\\r\\n", " DC012 at ")
        .contains("\"EventTime\":\"2026-11-22 05:00:01\"", "\"UtcTime\":\"2026-11-22 09:00:00.120")
        .contains(
            "{54849625-5478-4994-A5BA-3E3B0328C30D}", "0x3e7", "SYSTEM", "2011-01-01", "jdoes")
        .doesNotContainIgnoringCase("DC01.", "B34CF5D8", "9b4f2", "\"jdoe\"", "\\\\jdoe\\\\");
    String guid = made.replaceAll("(?s).*LogonGuid\":\"\\{([^}]*).*", "$1");
    assertThat(guid).matches("[0-9A-F-]{36}");
    assertThat(made).contains("{" + guid.toLowerCase(Locale.ROOT) + "}");
    String user = made.replaceAll("(?s).*SubjectUserName\":\"([^\"]*).*", "$1");
    assertThat(made).contains("C:\\\\Users\\\\" + user + "\\\\a.exe");
    Event read = read(made.getBytes(StandardCharsets.UTF_8));
    assertThat(read.time()).isEqualTo("2026-11-22T09:00:00.120Z");
  }

  @Test
  void anotherHostHasOtherUsersAndIdsAndAnotherLifeOtherIdsOnly() {
    String one = text(new Identity(1, 0, SECOND));
    assertThat(text(new Identity(1, 0, SECOND))).isEqualTo(one);
    String later = text(new Identity(1, 1, SECOND));
    assertThat(later).isNotEqualTo(one).hasSameSizeAs(one);
    String user = one.replaceAll("(?s).*SubjectUserName\":\"([^\"]*).*", "$1");
    assertThat(later).contains(user);
    assertThat(text(new Identity(2, 0, SECOND))).doesNotContain(user);
  }

  @Test
  void allHostsTakePartAndTheMixAndTheLengthsStay() throws IOException {
    List<byte[]> real = Telemetry.read(Fixtures.SAMPLE, Integer.MAX_VALUE).sample();
    List<byte[]> events = made(1, 0).stream().map(Made::value).toList();
    Mix expected = Mix.of(real, TABLES);
    Mix actual = Mix.of(events, TABLES);
    for (String kind : expected.commonest(5)) {
      assertThat(actual.share(kind)).as(kind).isCloseTo(expected.share(kind), within(0.03));
    }
    for (double share : new double[] {0.1, 0.5, 0.9}) {
      int length = expected.length(share);
      assertThat(actual.length(share)).isBetween((int) (length * 0.9), (int) (length * 1.1));
    }
    Set<String> hosts = new HashSet<>();
    events.forEach(event -> hosts.add(String.valueOf(read(event).host())));
    hosts.remove("null");
    assertThat(hosts).hasSize(HOSTS);
  }

  @Test
  void theKeyOfAnEventIsItsHost() {
    for (Made made : made(2, 0).subList(0, 500)) {
      String host = read(made.value()).host();
      if (host != null) {
        assertThat(made.key()).asString(StandardCharsets.UTF_8).isEqualToIgnoringCase(host);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameEventsAndNoEventComesTwice() {
    List<String> some = new ArrayList<>();
    made(3, 0).forEach(made -> some.add(new String(made.value(), StandardCharsets.UTF_8)));
    List<String> again = new ArrayList<>();
    made(3, 0).forEach(made -> again.add(new String(made.value(), StandardCharsets.UTF_8)));
    assertThat(again).isEqualTo(some);
    assertThat(new HashSet<>(some)).hasSizeGreaterThan(COUNT * 9 / 10);
  }

  @Test
  void oneHostHasTheShareThatItIsGiven() {
    String first = EventTemplate.host(0);
    long skewed =
        made(4, 0.5).stream()
            .filter(made -> new String(made.key(), StandardCharsets.UTF_8).equals(first))
            .count();
    assertThat((double) skewed / COUNT).isCloseTo(0.5 + 0.5 / HOSTS, within(0.03));
  }

  @Test
  void creationsAreProcessesThatStart() {
    Fleet fleet = new Fleet(tape, HOSTS, 0, 5);
    assertThat(tape.creations()).isNotEmpty();
    Set<String> distinct = new HashSet<>();
    for (int number = 0; number < 50; number++) {
      Made made = fleet.creation(7, number, SECOND);
      Event event = read(made.value());
      assertThat(Telemetry.isProcess(event)).isTrue();
      assertThat(event.host()).isEqualToIgnoringCase(EventTemplate.host(7));
      distinct.add(new String(made.value(), StandardCharsets.UTF_8));
    }
    assertThat(distinct).hasSizeGreaterThan(40);
  }
}
