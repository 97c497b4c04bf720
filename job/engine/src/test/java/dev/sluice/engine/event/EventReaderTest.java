package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.ReadResult.Readable;
import dev.sluice.engine.event.ReadResult.Unreadable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {
  private static final EventReader READER = ShippedTables.reader();
  private static final HeaderReader HEADERS = READER.headers();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":[1}",
        "{/* */}",
        "{\"a\":1]",
        "}",
        "{\"a\":undefined}",
        "nul"
      })
  void whatIsNoJsonIsADeadLetter(String text) {
    assertThat(deadLetter(text).reason()).isIn(Reason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true", " [1,2"})
  void whatIsNoObjectIsADeadLetter(String text) {
    assertThat(deadLetter(text).reason()).isEqualTo(Reason.NOT_AN_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}x", "{}]", "{},", "{\"a\":1}\n{"})
  void whatFollowsTheEventMakesADeadLetter(String text) {
    assertThat(deadLetter(text).reason()).isEqualTo(Reason.TRAILING_DATA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r ", "\uFEFF"})
  void nothingIsADeadLetter(String text) {
    assertThat(deadLetter(text).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void anythingButUtf8IsADeadLetter() {
    assertThat(deadLetter(bytes("7b 22 61 22 3a 22 c0 af 22 7d"))).isEqualTo(malformedAt(6));
    assertThat(deadLetter(bytes("7b 22 61 22 3a 22 ed a0 80 22 7d"))).isEqualTo(malformedAt(6));
    assertThat(deadLetter(bytes("7b 22 61 22 3a 22 f4 90 80 80 22 7d"))).isEqualTo(malformedAt(6));
    assertThat(deadLetter(bytes("7b 22 61 22 3a 22 c3 22 7d"))).isEqualTo(malformedAt(6));
    assertThat(deadLetter(bytes("7b 22 61 22 3a 22 c3"))).isEqualTo(malformedAt(6));
    assertThat(deadLetter("{\"a\":1}".getBytes(UTF_16LE)).reason())
        .isEqualTo(Reason.MALFORMED_JSON);
  }

  @Test
  void whiteSpaceAndAByteOrderMarkAroundTheEventAreNoMatter() {
    assertThat(event("\uFEFF \n{\"a\":1}\r\n ").values("a")).hasSize(1);
  }

  @Test
  void sizeAndDepthAreBounded() {
    EventReader small =
        new EventReader(
            ShippedTables.schemas(), ShippedTables.logSources(), new EventLimits(40, 3));
    assertThat(read(small, "{\"a\":{\"b\":[1]}}")).isInstanceOf(Readable.class);
    assertThat(read(small, "{\"a\":{\"b\":[[]]}}"))
        .isEqualTo(unreadable(Reason.TOO_DEEP, "nested deeper than 3", 11));
    assertThat(
            ((Unreadable) read(small, "{\"a\":\"" + "x".repeat(40) + "\"}")).deadLetter().reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aThousandLevelsDoNotOverflowTheStack() {
    assertThat(deadLetter("{\"a\":".repeat(100_000)).reason()).isEqualTo(Reason.TOO_DEEP);
    assertThat(deadLetter("{\"a\":" + "[".repeat(100_000)).reason()).isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void aDeadLetterNeverShowsTheEvent() {
    assertThat(deadLetter("{\"password\":hunter2}").toString())
        .doesNotContain("hunter2", "password");
  }

  @Test
  void scalarsKeepTheTextOfTheJson() {
    Event event =
        event(
            "{\"s\":\"a\\u0062\\/\",\"n\":-1.50e2,\"t\":true,\"f\":false,\"z\":null,\"o\":{\"x\":1},\"e\":[],\"l\":[]}");
    assertThat(texts(event, "s")).containsExactly("ab/");
    assertThat(texts(event, "n")).containsExactly("-1.50e2");
    assertThat(event.values("t"))
        .extracting(Value::kind, Value::text)
        .containsExactly(kind(Value.Kind.BOOLEAN, "true"));
    assertThat(event.values("z"))
        .extracting(Value::kind, Value::text)
        .containsExactly(kind(Value.Kind.NULL, ""));
    assertThat(event.values("o")).extracting(Value::kind).containsExactly(Value.Kind.COMPOSITE);
    assertThat(event.values("e")).extracting(Value::kind).containsExactly(Value.Kind.COMPOSITE);
    assertThat(event.values("absent")).isEmpty();
    assertThat(event.values("S")).isEmpty();
  }

  @Test
  void arraysFanOutAtEveryStep() {
    Event event = event("{\"a\":[{\"b\":[1,[2,3]]},{\"b\":4},{\"c\":5},null]}");
    assertThat(texts(event, "a.b")).containsExactly("1", "2", "3", "4");
    assertThat(texts(event, "a.c")).containsExactly("5");
  }

  @Test
  void aKeyThatStandsTwiceIsAnArray() {
    Event event = event("{\"a\":1,\"b\":{\"x\":1},\"a\":[2,3],\"b\":{\"x\":2},\"a\":null}");
    assertThat(texts(event, "a")).containsExactly("1", "2", "3", "");
    assertThat(texts(event, "b.x")).containsExactly("1", "2");
  }

  @Test
  void aKeyThatStandsOftenOverflowsNoStack() {
    String often = ",\"Hostname\":\"-\",\"x\":1,\"x\":[2,[3]]".repeat(60_000);
    byte[] bytes =
        ("{\"Channel\":\"Security\",\"EventID\":1" + often + ",\"Hostname\":\"H\"}")
            .getBytes(UTF_8);
    EventReader large =
        new EventReader(
            ShippedTables.schemas(),
            ShippedTables.logSources(),
            new EventLimits(bytes.length, EventLimits.defaults().maxDepth()));
    Event event = ((Readable) large.read(bytes)).event();
    assertThat(large.header(bytes)).isEqualTo(new Header("h", null, null, null));
    assertThat(event.host()).isEqualTo("h");
    assertThat(event.values("Hostname")).hasSize(60_001);
    assertThat(event.values("x")).hasSize(180_000);
    assertThat(texts(event, "x").subList(0, 6)).containsExactly("1", "2", "3", "1", "2", "3");
    assertThat(event.texts()).hasSize(240_003);
  }

  @Test
  void anArrayUnderAKeyThatStandsTwiceStaysOneItem() throws UnreadableException {
    Node.Members document =
        new JsonReader(EventLimits.defaults())
            .read("{\"a\":[1,2],\"a\":3,\"a\":[],\"a\":[4]}".getBytes(UTF_8), Projection.ALL);
    assertThat(((Node.Items) java.util.Objects.requireNonNull(document.get("a"))).items())
        .extracting(item -> item instanceof Node.Items)
        .containsExactly(true, false, true, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Event ID\":1,\"Channel\":\"Security\",\"Host name\":\"A\",\"Time"
            + " Created\":\"2024-01-01T00:00:00Z\"}",
        "{\"Event ID\":1,\"EventID\":2,\"Chan nel\":\"x\",\"Hostname\":\"-\",\"Host name\":\"A\"}",
        "{\"Event\":{\" System\":{\"Event ID\":1,\"Computer \":\"A\",\"Time Created\":{\"#"
            + " attributes\":{\"System Time\":\"2024-01-01T00:00:00Z\"}}}}}",
        "{\"Event .System\":{\"Event ID\":1,\"Computer \":\"A\"}}",
        "{\"Type\":\"Syslog\",\"Host Name\":\"A\",\"Time Generated\":\"2024-01-01T00:00:00Z\"}"
      })
  void theHeaderAgreesOnNamesWithSpaces(String text) {
    Event event = event(text);
    assertThat(event.schema()).isNotEqualTo("unrecognised");
    assertThat(header(text.getBytes(UTF_8)))
        .isEqualTo(new Header(event.host(), event.time(), event.record(), null));
  }

  @Test
  void aKeyWithDotsIsTriedBeforeANestedOneAtEveryLevel() {
    assertThat(texts(event("{\"a.b\":1,\"a\":{\"b\":2}}"), "a.b")).containsExactly("1");
    assertThat(texts(event("{\"a\":{\"b.c\":1,\"b\":{\"c\":2}}}"), "a.b.c")).containsExactly("1");
    assertThat(texts(event("{\"a.b\":{\"c\":1}}"), "a.b.c")).containsExactly("1");
    assertThat(texts(event("{\"a.b\":{\"x\":1},\"a\":{\"b\":{\"c\":2}}}"), "a.b.c"))
        .containsExactly("2");
    assertThat(texts(event("{\"\":{\"\":7},\".\":8}"), ".")).containsExactly("8");
  }

  @Test
  void aNameWithSpacesAnswersToTheNameWithout() {
    Event event = event("{\"Source Name\":1,\"Client Network Address:\":2,\"A B\":3,\"AB\":4}");
    assertThat(texts(event, "SourceName")).containsExactly("1");
    assertThat(texts(event, "Source Name")).containsExactly("1");
    assertThat(texts(event, "ClientNetworkAddress:")).containsExactly("2");
    assertThat(texts(event, "AB")).containsExactly("4");
  }

  @Test
  void textsAreEveryStringAndNumberInOrder() {
    Event event =
        event("{\"a\":\"1\",\"b\":[2,{\"c\":\"3\",\"d\":true}],\"e\":null,\"f\":{\"g\":4.0}}");
    assertThat(event.texts()).extracting(Value::text).containsExactly("1", "2", "3", "4.0");
  }

  @Test
  void whatNoTableKnowsIsReadableAllTheSame() {
    Event event = event("{\"some\":\"thing\"}");
    assertThat(event.schema()).isEqualTo("unrecognised");
    assertThat(event.logSources()).isEmpty();
    assertThat(event.host()).isNull();
    assertThat(event.time()).isNull();
  }

  @Test
  void keysThatCollideInAHashTableAreHarmless() {
    StringBuilder text = new StringBuilder("{\"a\":0");
    for (int i = 0; i < 20_000; i++) {
      String name = Integer.toBinaryString(i | 0x10000).replace("0", "Aa").replace("1", "BB");
      text.append(",\"").append(name).append("\":1");
    }
    assertThat(event(text.append('}').toString()).values("a")).hasSize(1);
  }

  @Test
  void anyBytesGiveAnAnswerAndTheHeaderAgrees() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] sample =
        "{\"EventID\":1,\"Channel\":\"S\u00E9c\",\"Hostname\":[\"A.\"],\"UtcTime\":\"2024-01-01 00:00:00.1\",\"Event\":{\"System\":{}}}"
            .getBytes(UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = sample.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            (byte)
                (random.nextBoolean() ? random.nextInt() : "{}[]\",:\\".charAt(random.nextInt(8)));
      }
      assertThat(header(bytes)).as("seed %d", seed).isEqualTo(expectedHeader(READER.read(bytes)));
    }
  }

  private static Header header(byte[] bytes) {
    Header header = READER.header(bytes);
    assertThat(HEADERS.header(bytes)).isEqualTo(header);
    return header;
  }

  static Header expectedHeader(ReadResult result) {
    return result instanceof Readable readable
        ? new Header(
            readable.event().host(), readable.event().time(), readable.event().record(), null)
        : new Header(null, null, null, ((Unreadable) result).deadLetter());
  }

  private static Event event(String text) {
    return ((Readable) READER.read(text.getBytes(UTF_8))).event();
  }

  private static List<String> texts(Event event, String field) {
    return event.values(field).stream().map(Value::text).toList();
  }

  private static org.assertj.core.groups.Tuple kind(Value.Kind kind, String text) {
    return org.assertj.core.groups.Tuple.tuple(kind, text);
  }

  private static ReadResult read(EventReader reader, String text) {
    return reader.read(text.getBytes(UTF_8));
  }

  private static DeadLetter deadLetter(String text) {
    return deadLetter(text.getBytes(UTF_8));
  }

  private static DeadLetter deadLetter(byte[] bytes) {
    DeadLetter deadLetter = ((Unreadable) READER.read(bytes)).deadLetter();
    assertThat(header(bytes)).isEqualTo(new Header(null, null, null, deadLetter));
    return deadLetter;
  }

  private static DeadLetter malformedAt(long offset) {
    return new DeadLetter(Reason.MALFORMED_UTF8, "not UTF-8", offset);
  }

  private static Unreadable unreadable(Reason reason, String message, long offset) {
    return new Unreadable(new DeadLetter(reason, message, offset));
  }

  private static byte[] bytes(String hex) {
    return java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
  }
}
