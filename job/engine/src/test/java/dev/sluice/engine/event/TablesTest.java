package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.ReadResult.Readable;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TablesTest {
  private static final TableSource GOOD =
      new TableSource("good.yml", "schema: good\nrecognise:\n  - has: [good]\n");

  @Test
  void aBadTableNamesItsPlaceAndLeavesTheOthers() {
    TableSource bad = new TableSource("bad.yml", "schema: bad\nrecognize:\n  - has: [x]\n");
    TableResult<Schemas> result = Schemas.parse(List.of(bad, GOOD));
    assertThat(result.value().names()).containsExactly("good");
    assertThat(result.errors())
        .first()
        .asString()
        .isEqualTo("bad.yml:2:1: unknown key 'recognize' (did you mean 'recognise'?)");
  }

  @Test
  void everyMistakeOfASchemaTableIsNamed() {
    assertThat(errors("schema: a\n"))
        .anyMatch(text -> text.contains("a.yml:1:1: 'recognise' is missing"));
    assertThat(errors("recognise: [{has: [x]}]\n"))
        .anyMatch(text -> text.contains("'schema' is missing"));
    assertThat(errors("schema: a\nrecognise: [{has: [x]}]\ntime: [{path: t, format: isoo}]\n"))
        .containsExactly("a.yml:3:18: unknown time format 'isoo' (did you mean 'iso'?)");
    assertThat(errors("schema: a\nrecognise: [{has: [x]}]\nfacts: {chanel: x}\n"))
        .containsExactly("a.yml:3:9: unknown key 'chanel' (did you mean 'channel'?)");
    assertThat(errors("schema: a\nrecognise: [{has: ['x.*']}]\n"))
        .anyMatch(text -> text.contains("takes no '*'"));
    assertThat(errors("schema: a\nrecognise: [{has: [x]}]\nfields: {A: {form: b}}\n")).isNotEmpty();
    assertThat(errors("schema: a\nrecognise: [{has: [x]}]\nxml: maybe\n"))
        .anyMatch(text -> text.contains("'xml' can only be true"));
    assertThat(errors("schema: a\nschema: b\n")).anyMatch(text -> text.contains("schema"));
    assertThat(errors("- a\n")).containsExactly("a.yml:1:1: a table is a map");
    assertThat(errors("schemas: [god]\nfields: {A: B}\n"))
        .containsExactly("a.yml:1:1: unknown schema 'god' (did you mean 'good'?)");
    assertThat(errors("schema: [\n")).hasSize(1);
  }

  private static List<String> errors(String text) {
    return Schemas.parse(List.of(GOOD, new TableSource("a.yml", text))).errors().stream()
        .map(SigmaError::toString)
        .toList();
  }

  @Test
  void aSchemaInTwoTablesIsRefused() {
    assertThat(Schemas.parse(List.of(GOOD, GOOD)).errors()).hasSize(1);
  }

  @Test
  void everyMistakeOfALogSourceTableIsNamed() {
    assertThat(logSourceErrors("schemas: [x]\nsources: [{products: windows}]\n"))
        .contains("a.yml:2:12: unknown key 'products' (did you mean 'product'?)");
    assertThat(logSourceErrors("sources: [{product: windows}]\n"))
        .anyMatch(text -> text.contains("'schemas' is missing"));
    assertThat(logSourceErrors("schemas: [x]\nsources: [{title: t}]\n"))
        .anyMatch(text -> text.contains("neither product"));
    assertThat(logSourceErrors("unsupported: [{product: q}]\n"))
        .anyMatch(text -> text.contains("'reason' is missing"));
    assertThat(logSourceErrors("schemas: [x]\nsources: [{product: p, events: [{id: 1}]}]\n"))
        .anyMatch(text -> text.contains("'title' is missing"));
  }

  private static List<String> logSourceErrors(String text) {
    return LogSources.parse(List.of(new TableSource("a.yml", text))).errors().stream()
        .map(SigmaError::toString)
        .toList();
  }

  @Test
  void theFirstRootThatHasAFieldWinsAndOtherNamesComeLast() {
    String table =
        """
        schema: s
        recognise: [{has: [data]}]
        roots: [data, 'user.*', system]
        fields:
          C: [missing, c2]
          All: {together: [p1, p2]}
          Level: {from: sid, also: {S-1: Low}}
        """;
    String json =
        """
        {"data": {"A": 1, "p1": "x", "sid": "s-1"}, "user": {"any": {"A": 2, "B": 2}},
         "system": {"A": 3, "B": 3, "c2": 3, "p2": "y"}}
        """;
    Event event = event(table, json);
    assertThat(texts(event, "A")).containsExactly("1");
    assertThat(texts(event, "B")).containsExactly("2");
    assertThat(texts(event, "C")).containsExactly("3");
    assertThat(texts(event, "All")).containsExactly("x", "y");
    assertThat(texts(event, "Level")).containsExactly("s-1", "Low");
    assertThat(texts(event, "data")).isEmpty();
  }

  @Test
  void aLowerOrderIsAskedFirst() {
    TableSource late =
        new TableSource("l.yml", "schema: a-late\norder: 9\nrecognise: [{has: [x]}]\n");
    TableSource early =
        new TableSource("e.yml", "schema: b-early\norder: 8\nrecognise: [{is: {x: [1, 'Y']}}]\n");
    Schemas schemas = Schemas.parse(List.of(late, early)).value();
    assertThat(event(schemas, "", "{\"x\":1}").schema()).isEqualTo("b-early");
    assertThat(event(schemas, "", "{\"x\":\"y\"}").schema()).isEqualTo("b-early");
    assertThat(event(schemas, "", "{\"x\":2}").schema()).isEqualTo("a-late");
  }

  @Test
  void aLogSourceThatAnotherIncludesIsLeftOut() {
    String sources =
        "schemas: [s]\nsources:\n  - product: p\n  - {product: p, service: v, where: {A: [x, 1]}, events: "
            + "[{id: 1, title: one, category: c}]}\n  - {product: p, category: d, where: {A: 1, B: 2}}\n";
    String table = "schema: s\nrecognise: [{has: [A]}]\nfacts: {id: [Id]}\n";
    assertThat(event(table, sources, "{\"A\":0}").logSources())
        .containsExactly(new LogSource("p", null, null));
    assertThat(event(table, sources, "{\"A\":\"X\"}").logSources())
        .containsExactly(new LogSource("P", null, "V"));
    assertThat(event(table, sources, "{\"A\":[5,\"1\"],\"Id\":\"1\",\"B\":2}").logSources())
        .containsExactly(new LogSource("p", "c", "v"), new LogSource("p", "d", null));
  }

  @Test
  void aFactIsNeverADataField() {
    String table =
        "schema: s\nrecognise: [{has: [data]}]\nfacts: {channel: [sys.Channel]}\nroots: [data, sys]\n";
    String sources =
        "schemas: [s]\nsources: [{product: p, service: security, where: {channel: Security}}]\n";
    Event cleared =
        event(
            table,
            sources,
            "{\"data\":{\"Channel\":\"Security\"},\"sys\":{\"Channel\":\"System\"}}");
    assertThat(texts(cleared, "Channel")).containsExactly("Security");
    assertThat(cleared.logSources()).isEmpty();
  }

  @Test
  void kindsOfEventAreToldForWhatARuleStates() {
    LogSources sources = ShippedTables.logSources();
    assertThat(sources.eventTypes("Windows", "process_creation", null))
        .contains(
            new EventType(null, "Microsoft-Windows-Sysmon/Operational", "1", "Process created"),
            new EventType(null, "Security", "4688", "Process created"));
    assertThat(sources.eventTypes("windows", "registry_event", null))
        .extracting(EventType::id)
        .contains("12", "13", "14", "RegistryValueSet");
    assertThat(sources.eventTypes("nothing", null, null)).isEmpty();
  }

  @Test
  void shippedLogSourceTablesNameShippedSchemas() {
    List<String> schemas = ShippedTables.schemas().names();
    assertThat(ShippedTables.tables("logsources"))
        .allSatisfy(
            table ->
                assertThat(
                        new String(table.content(), UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("schemas: ["))
                            .map(line -> line.substring(10, line.length() - 1)))
                    .allSatisfy(
                        line ->
                            assertThat(schemas)
                                .as(table.path())
                                .containsAll(List.of(line.split(", ")))));
  }

  private static Event event(String schemaTable, String json) {
    return event(schemaTable, "", json);
  }

  private static Event event(String schemaTable, String logSourceTable, String json) {
    TableResult<Schemas> schemas = Schemas.parse(List.of(new TableSource("s.yml", schemaTable)));
    assertThat(schemas.errors()).isEmpty();
    return event(schemas.value(), logSourceTable, json);
  }

  private static Event event(Schemas schemas, String logSourceTable, String json) {
    List<TableSource> tables =
        logSourceTable.isEmpty() ? List.of() : List.of(new TableSource("l.yml", logSourceTable));
    TableResult<LogSources> logSources = LogSources.parse(tables);
    assertThat(logSources.errors()).isEmpty();
    EventReader reader = new EventReader(schemas, logSources.value(), EventLimits.defaults());
    return ((Readable) reader.read(json.getBytes(UTF_8))).event();
  }

  private static List<String> texts(Event event, String field) {
    return event.values(field).stream().map(Value::text).toList();
  }
}
