package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemasTest {
  private static final EventTables TABLES = EventTables.builtIn();

  private final EventSchemas schemas = new EventSchemas(TABLES, EventLimits.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":1}",
        "{\"a\":1,\"a\":{\"b\":2}}",
        "{\"ecs\":{\"version\":\"8\"}}",
        "{\"ecs.version\":\"8\"}",
        "{\"_path\":\"x\",\"ts\":1}",
        "{\"Event\":{\"System\":{\"EventID\":1,\"Channel\":\"Security\"}}}",
        "{\"winlog\":{\"channel\":\"x\",\"event_id\":1}}",
        "{\"Type\":\"OfficeActivity\",\"Parameters\":\"[1]\"}"
      })
  void aSchemaIsNamedAsTheFullReaderNamesIt(String event) {
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    EventReader reader =
        new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
    ReadResult.Readable read = (ReadResult.Readable) reader.read(bytes);
    assertThat(schemas.of(bytes)).isEqualTo(read.event().schema());
  }

  @Test
  void whatNoTableRecognisesHasAName() {
    assertThat(schemas.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(EventSchemas.UNRECOGNISED);
    assertThat(schemas.of("{\"a".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(EventSchemas.UNRECOGNISED);
    assertThat(TABLES.schemas().names()).doesNotContain(EventSchemas.UNRECOGNISED);
  }
}
