package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.ReadResult.Readable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule for one record fires on the event that it is joined to: each field has its values there.
 */
final class JoinedFieldsTest {
  private static final EventReader READER = ShippedTables.reader();
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<VendorSamplesTest.Sample> joined() throws IOException {
    return VendorSamplesTest.samples()
        .filter(sample -> sample.node().get("schema").textValue().equals("auditd-joined"));
  }

  @ParameterizedTest
  @MethodSource("joined")
  void whatARecordSaysTheJoinedEventSays(VendorSamplesTest.Sample sample) throws IOException {
    JsonNode event = sample.node().get("event");
    Event joined = read(event);
    int records = 0;
    for (JsonNode record : records(event)) {
      Event alone = read(record);
      assertThat(alone.schema()).isEqualTo("auditd");
      for (Map.Entry<String, JsonNode> member : record.properties()) {
        assertThat(texts(joined, member.getKey()))
            .as(member.getKey())
            .containsAll(texts(alone, member.getKey()));
      }
      records++;
    }
    assertThat(records).isPositive();
  }

  private static List<JsonNode> records(JsonNode event) {
    List<JsonNode> records = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      if (member.getValue().isObject() && !member.getKey().equals("EOE")) {
        records.add(member.getValue());
      } else if (member.getValue().isArray() && !member.getKey().equals("missing")) {
        member.getValue().forEach(records::add);
      }
    }
    return records;
  }

  private static Event read(JsonNode node) throws IOException {
    return ((Readable) READER.read(JSON.writeValueAsBytes(node))).event();
  }

  private static List<String> texts(Event event, String field) {
    return event.values(field).stream().map(Value::text).toList();
  }
}
