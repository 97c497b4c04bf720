package dev.sluice.engine.join;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MissingRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One case, shown by why it is there. */
  record Case(JsonNode node) {
    @Override
    public String toString() {
      return node.get("why").asText();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsMissingIsSaid(Case one) throws IOException {
    List<PendingEvent.Part> parts = new ArrayList<>();
    for (JsonNode record : one.node().get("records")) {
      parts.add(
          new PendingEvent.Part(
              record.get("type").textValue(),
              Origin.kafka("t", 0, parts.size()),
              JSON.writeValueAsBytes(record)));
    }
    List<String> missing = new ArrayList<>();
    one.node().get("missing").forEach(type -> missing.add(type.textValue()));
    assertThat(MissingRecords.of(parts)).isEqualTo(missing);
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            MissingRecordsTest.class.getResourceAsStream("/join/missing.jsonl"))) {
      JSON.readerFor(JsonNode.class)
          .<JsonNode>readValues(in)
          .forEachRemaining(node -> cases.add(new Case(node)));
    }
    return cases.stream();
  }
}
