package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.ReadResult.Readable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads {@code event/samples*.json}: events in each vendor's documented shape and what they mean.
 */
final class VendorSamplesTest {
  private static final EventReader READER = ShippedTables.reader();
  private static final HeaderReader HEADERS = READER.headers();
  private static final Path SAMPLES =
      ShippedTables.ROOT.resolve("job/engine/src/test/resources/event");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Vocabulary VOCABULARY = Vocabulary.of(ShippedTables.schemas(), fields());

  /** One sample, shown by why it is there. */
  record Sample(JsonNode node) {
    @Override
    public String toString() {
      return node.get("why").asText();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsWhatItsVendorSays(Sample sample) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(sample.node().get("event"));
    Event event = ((Readable) READER.read(bytes)).event();
    assertThat(event.schema()).isEqualTo(sample.node().get("schema").asText());
    assertThat(event.host()).isEqualTo(sample.node().path("host").textValue());
    String time = sample.node().path("time").textValue();
    assertThat(event.time()).isEqualTo(time == null ? null : Instant.parse(time));
    assertThat(event.logSources().stream().map(VendorSamplesTest::text))
        .containsExactlyInAnyOrderElementsOf(strings(sample.node().get("logSources")));
    sample
        .node()
        .get("fields")
        .properties()
        .forEach(
            field ->
                assertThat(event.values(field.getKey()).stream().map(Value::text))
                    .as(field.getKey())
                    .containsExactlyElementsOf(strings(field.getValue())));
    assertThat(event.texts().stream().map(Value::text))
        .containsAll(strings(sample.node().path("texts")));
    Header header = new Header(event.host(), event.time(), event.record(), null);
    assertThat(READER.header(bytes)).isEqualTo(header);
    assertThat(HEADERS.header(bytes)).isEqualTo(header);
  }

  /** Of every field that some sample names, so that tables meet events that they are not for. */
  @ParameterizedTest
  @MethodSource("samples")
  void aSampleReadAsPlacesSaysTheSame(Sample sample) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(sample.node().get("event"));
    Event event = ((Readable) READER.read(bytes)).event();
    PlainEvent plain = VOCABULARY.newEvent(EventLimits.defaults());
    if (!plain.read(bytes)) {
      return;
    }
    assertThat(VOCABULARY.schema(plain.shape()).name()).isEqualTo(event.schema());
    for (int number = 0; number < VOCABULARY.size(); number++) {
      String field = VOCABULARY.field(number);
      FieldLookup place = VOCABULARY.lookup(plain.shape(), event.logSources(), field);
      assertThat(plain.values(place).stream().map(value -> value.kind() + value.text()))
          .as(field)
          .containsExactlyElementsOf(
              event.values(field).stream().map(value -> value.kind() + value.text()).toList());
      assertThat(plain.first(place) == PlainEvent.ABSENT)
          .as(field)
          .isEqualTo(event.values(field).isEmpty());
    }
  }

  private static Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    try {
      samples()
          .forEach(
              sample ->
                  sample.node().get("fields").properties().forEach(f -> fields.add(f.getKey())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fields;
  }

  @Test
  void everySchemaHasASample() throws IOException {
    Set<String> sampled = new TreeSet<>();
    samples().forEach(sample -> sampled.add(sample.node().get("schema").asText()));
    assertThat(sampled).containsAll(ShippedTables.schemas().names());
  }

  /** A log source that another one includes is not named beside it. */
  @Test
  void everyLogSourceOfWindowsHasASample() throws IOException {
    Set<String> sampled = new TreeSet<>();
    samples().forEach(sample -> sampled.addAll(strings(sample.node().get("logSources"))));
    LogSources sources = ShippedTables.logSources();
    assertThat(
            sources.known().stream()
                .filter(source -> !sources.knownByNameOnly().contains(source))
                .map(VendorSamplesTest::text)
                .filter(known -> known.startsWith("windows/"))
                .filter(known -> sampled.stream().noneMatch(sample -> includes(sample, known))))
        .isEmpty();
  }

  private static boolean includes(String sample, String known) {
    String[] all = sample.split("/");
    String[] asked = known.split("/");
    return IntStream.range(0, all.length)
        .allMatch(i -> asked[i].equals("-") || asked[i].equals(all[i]));
  }

  static Stream<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.sorted().toList()) {
        try (InputStream in = Files.newInputStream(file);
            JsonDocuments documents =
                JsonDocuments.open(in, Layout.DOCUMENTS, EventLimits.defaults())) {
          for (Document next = documents.next(); next != null; next = documents.next()) {
            samples.add(new Sample(JSON.readTree(next.bytes())));
          }
        }
      }
    }
    return samples.stream();
  }

  private static String text(LogSource source) {
    return Stream.of(source.product(), source.category(), source.service())
        .map(attribute -> attribute == null ? "-" : attribute)
        .collect(Collectors.joining("/"));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.asText()));
    return strings;
  }
}
