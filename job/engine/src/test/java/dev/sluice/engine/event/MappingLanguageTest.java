package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.ReadResult.Readable;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a mapping table can say of fields: {@code mapping-language/cases.json}, read in full and as
 * places in the bytes. {@code plain} says whether the latter follows the event.
 */
final class MappingLanguageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = "schema: s\nrecognise: [{has: [s]}]\n";
  private static final LogSources NO_SOURCES = LogSources.parse(List.of()).value();

  /** One case, shown by why it is there. */
  record Case(JsonNode node) {
    String table() {
      StringBuilder table = new StringBuilder(TABLE);
      node.get("table").forEach(line -> table.append(line.textValue()).append('\n'));
      return table.toString();
    }

    List<String> fields() {
      return node.get("fields").properties().stream().map(Map.Entry::getKey).toList();
    }

    @Override
    public String toString() {
      return node.get("why").asText();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFieldHasTheValuesThatItsTableSays(Case one) throws IOException {
    Event event = read(schemas(one.table()), one);
    for (String field : one.fields()) {
      assertThat(texts(event.values(field)))
          .as(field)
          .containsExactlyElementsOf(strings(one.node().get("fields").get(field)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anEventReadAsPlacesSaysTheSame(Case one) throws IOException {
    Schemas schemas = schemas(one.table());
    Event event = read(schemas, one);
    Vocabulary vocabulary = Vocabulary.of(schemas, one.fields());
    PlainEvent plain = vocabulary.newEvent(EventLimits.defaults());
    assertThat(plain.read(bytes(one))).isEqualTo(one.node().get("plain").booleanValue());
    if (!one.node().get("plain").booleanValue()) {
      return;
    }
    for (String field : one.fields()) {
      FieldLookup place = vocabulary.lookup(plain.shape(), Set.of(), field);
      assertThat(described(plain.values(place)))
          .as(field)
          .containsExactlyElementsOf(described(event.values(field)));
      assertThat(plain.first(place) == PlainEvent.ABSENT)
          .as(field)
          .isEqualTo(event.values(field).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields: {A: {from: b, text: '{c}'}}|3:10: 'A' needs one of 'from', 'together', 'joined'"
            + " and 'text'",
        "fields: {A: {replace: {x: y}}}|3:10: 'A' needs one of 'from', 'together', 'joined' and"
            + " 'text'",
        "fields: {A: {from: b, with: ' '}}|3:23: 'with' belongs to 'joined'",
        "fields: {A: {form: b}}|3:14: unknown key 'form' (did you mean 'from'?)",
        "fields: {A: {text: 'no name'}}|3:14: 'no name' is no text with names in it (write it as"
            + " '{domain}\\{name}')",
        "fields: {A: {text: '{a'}}|3:14: '{a' is no text with names in it (write it as"
            + " '{domain}\\{name}')",
        "fields: {A: {text: '{}'}}|3:14: '{}' is no text with names in it (write it as"
            + " '{domain}\\{name}')",
        "fields: {A: {text: '{a}}'}}|3:14: '{a}}' is no text with names in it (write it as"
            + " '{domain}\\{name}')",
        "fields: {A: {text: '{{a}'}}|3:14: '{{a}' is no text with names in it (write it as"
            + " '{domain}\\{name}')",
        "fields: {A: {from: b, replace: {'*x': y}}}|3:33: a start begins with a text",
        "fields: {A: {from: b, replace: {'': y}}}|3:33: a start begins with a text",
        "fields: {A: {from: b, replace: {'a*b': y}}}|3:33: only '\\' or '/' can follow '*'",
        "fields: {A: {from: b, replace: {a: [x, y]}}}|3:36: 'a' must be a text, not a list",
        "fields: {A: [x, {joined: b, wiht: c}]}|3:29: unknown key 'wiht' (did you mean 'with'?)",
        "fields: {A: {from: b, decode: audithex}}|3:23: unknown encoding 'audithex' (did you mean"
            + " 'audit-hex'?)",
        "fields: {A: {decode: audit-hex}}|3:10: 'A' needs one of 'from', 'together', 'joined' and"
            + " 'text'",
        "join: {id: m, type: t}|3:7: 'types' is missing",
        "join: {id: m, types: [X]}|3:7: 'type' is missing",
        "join: {type: t, types: [X]}|3:7: 'id' is missing",
        "join: {id: '*.m', type: t, types: [X]}|3:8: 'id' takes no '*' (name each member)",
        "join: {id: m, type: t, typs: [X]}|3:24: unknown key 'typs' (did you mean 'type'?)",
        "join: [m]|3:7: 'join' must be a map, not a list",
        "pairs: [{path: p, name: n}]|3:9: 'value' is missing",
        "pairs: [{path: p, value: n}]|3:9: 'name' is missing",
        "pairs: [{path: p, name: n, values: v}]|3:28: unknown key 'values' (did you mean 'value'?)",
        "pairs: {path: p}|3:8: 'pairs' must be a list of maps, not a map"
      })
  void aMistakeIsNamedWithItsPlace(String lines, String error) {
    TableResult<Schemas> result =
        Schemas.parse(List.of(new TableSource("a.yml", TABLE + lines + "\n")));
    assertThat(result.errors().stream().map(SigmaError::toString)).contains("a.yml:" + error);
    assertThat(result.value().names()).isEmpty();
  }

  /**
   * What a category says may come before the name of a field: no constant is known by that name.
   */
  @Test
  void aFieldWhoseOwnNameHasItsTurnLaterIsNoConstant() throws IOException {
    Schemas schemas =
        schemas(TABLE + "categories: {c: {EventID: {together: [EventID, x]}, Plain: y}}\n");
    Vocabulary vocabulary = Vocabulary.of(schemas, List.of("EventID", "Plain"));
    PlainEvent event = vocabulary.newEvent(EventLimits.defaults());
    assertThat(
            event.read(
                "{\"s\":1,\"EventID\":\"1\",\"Plain\":\"2\",\"x\":3}"
                    .getBytes(StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(event.first(vocabulary.constant(0, "EventID"))).isEqualTo(PlainEvent.ABSENT);
    assertThat(event.first(vocabulary.constant(0, "Plain"))).isNotNegative();
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                MappingLanguageTest.class.getResourceAsStream("/mapping-language/cases.json"));
        JsonDocuments documents =
            JsonDocuments.open(in, Layout.DOCUMENTS, EventLimits.defaults())) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        cases.add(new Case(JSON.readTree(next.bytes())));
      }
    }
    return cases.stream();
  }

  private static Schemas schemas(String table) {
    TableResult<Schemas> schemas = Schemas.parse(List.of(new TableSource("s.yml", table)));
    assertThat(schemas.errors()).isEmpty();
    return schemas.value();
  }

  private static byte[] bytes(Case one) throws IOException {
    return JSON.writeValueAsBytes(one.node().get("event"));
  }

  private static Event read(Schemas schemas, Case one) throws IOException {
    EventReader reader = new EventReader(schemas, NO_SOURCES, EventLimits.defaults());
    return ((Readable) reader.read(bytes(one))).event();
  }

  private static List<String> texts(List<Value> values) {
    return values.stream().map(Value::text).toList();
  }

  private static List<String> described(List<Value> values) {
    return values.stream().map(value -> value.kind() + " " + value.text()).toList();
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.asText()));
    return strings;
  }
}
