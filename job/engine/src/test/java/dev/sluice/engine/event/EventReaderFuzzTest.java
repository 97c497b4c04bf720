package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.engine.event.ReadResult.Readable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bytes are an event for every reader of them or for none, and then the same one: in full, only its
 * header (of a tree and of places), as places, and as Jackson reads the text ({@link TextOracle}).
 */
class EventReaderFuzzTest {
  private static final EventReader READER = ShippedTables.reader();
  private static final HeaderReader HEADERS = READER.headers();
  private static final List<String> FIELDS =
      List.of(
          "EventID",
          "Channel",
          "Provider_Name",
          "Image",
          "CommandLine",
          "ParentImage",
          "User",
          "Hashes",
          "TargetObject",
          "Details",
          "a",
          "a.b",
          "a.b.c",
          "x",
          "",
          "q",
          "query",
          "id.orig_h",
          "Data",
          "Param1",
          "ü");
  private static final Vocabulary VOCABULARY = Vocabulary.of(ShippedTables.schemas(), FIELDS);
  private static final EventLimits LIMITS = EventLimits.defaults();

  @FuzzTest
  void everyReaderSaysTheSame(byte[] bytes) {
    ReadResult result = READER.read(bytes);
    Header header = READER.header(bytes);
    assertThat(header).isEqualTo(EventReaderTest.expectedHeader(result));
    assertThat(HEADERS.header(bytes)).as("header from places").isEqualTo(header);
    assertThat(READER.mayBeRecord(bytes) || header.record() == null).isTrue();
    TextOracle oracle = TextOracle.of(bytes, LIMITS);
    PlainEvent places = VOCABULARY.newEvent(LIMITS);
    boolean plain = places.read(bytes);
    if (result instanceof Readable readable) {
      assertThat(oracle.problem()).isEmpty();
      assertSaysTheSame(oracle, readable.event());
      if (plain) {
        assertSaysTheSame(places, readable.event());
      }
    } else {
      assertThat(oracle.problem()).as("read as text").isNotEmpty();
      assertThat(plain).as("read as places").isFalse();
    }
  }

  /** Schemas look into documents within texts and at other names: of them the oracle knows none. */
  private static void assertSaysTheSame(TextOracle oracle, Event event) {
    if (!event.schema().equals(Schema.UNRECOGNISED.name())) {
      return;
    }
    assertThat(event.texts().stream().map(Value::text).sorted())
        .isEqualTo(oracle.texts().stream().sorted().toList());
    oracle
        .fields()
        .forEach((field, values) -> assertThat(said(event.values(field))).isEqualTo(values));
  }

  private static void assertSaysTheSame(PlainEvent places, Event event) {
    assertThat(VOCABULARY.schema(places.shape()).name()).isEqualTo(event.schema());
    for (String field : FIELDS) {
      FieldLookup lookup = VOCABULARY.lookup(places.shape(), event.logSources(), field);
      assertThat(said(places.values(lookup))).as(field).isEqualTo(said(event.values(field)));
      int first = places.first(lookup);
      assertThat(first == PlainEvent.ABSENT).as(field).isEqualTo(event.values(field).isEmpty());
    }
    List<String> texts = new ArrayList<>();
    for (int value : IntStream.range(0, places.size()).filter(places::isSearched).toArray()) {
      int from = places.foldedFrom(value);
      int length = places.foldedTo(value) - from;
      texts.add(new String(places.buffer(), from, length, StandardCharsets.UTF_8));
    }
    if (event.texts().stream().noneMatch(text -> Utf8.hasLoneSurrogate(text.text()))) {
      assertThat(texts.stream().sorted())
          .isEqualTo(event.texts().stream().map(Value::folded).sorted().toList());
    }
  }

  private static List<String> said(List<Value> values) {
    return values.stream().map(value -> value.kind() + " " + value.text()).toList();
  }
}
