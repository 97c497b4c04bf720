package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordKeyTest {
  private static final EventReader READER = ShippedTables.reader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{'type':'SYSCALL','msg':'audit(1795166047.318:4021):'}|1795166047.318:4021 SYSCALL",
        "{'type':'path','msg':'audit(1795166047.318:4021)'}|1795166047.318:4021 PATH",
        "{'type':'EOE','audit_id':'1795166047.318:4021'}|1795166047.318:4021 EOE",
        "{'type':'CWD','msg':['x','audit(1795166047.318:4021):']}|1795166047.318:4021 CWD",
        "{'type':'CWD','m s g':'audit(1795166047.318:4021):'}|1795166047.318:4021 CWD",
        "{'type':'CWD','\\u006dsg' :'audit(1795166047.318:4021):'}|1795166047.318:4021 CWD",
        "{'type':'USER_CMD','msg':'audit(1795166047.318:4021):'}|-",
        "{'type':'SYSCALL','msg':'audit(1795166047:4021):'}|-",
        "{'type':'SYSCALL','sequence':4021}|-",
        "{'type':'OTHER','msg':'audit(1795166047.318:4021):'}|-",
        "{'ID':'1795166047.318:4021','NODE':'x','SYSCALL':{'type':'SYSCALL'}}|-",
        "{'audit_id':'1795166047.318:4021','missing':[],'SYSCALL':{'type':'SYSCALL'}}|-"
      })
  void aRecordNamesItsEvent(String event, String expected) {
    byte[] bytes = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    RecordKey key = READER.header(bytes).record();
    assertThat(key == null ? null : key.id() + " " + key.type()).isEqualTo(expected);
    assertThat(READER.mayBeRecord(bytes) || key == null).isTrue();
  }

  @Test
  void mostEventsAreKnownToBeNoneByAGlance() {
    assertThat(
            READER.mayBeRecord(
                "{\"EventID\":1,\"message\":\"msg\"}".getBytes(StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(
            READER.mayBeRecord(
                "{\"EventID\":1,\"message\":\"x msg\"}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  @Test
  void howRecordsAreJoinedIsFixedAtStart() {
    String table = "schema: s\nrecognise: [{has: [s]}]\n";
    EventTables without = tables(table);
    EventTables with = tables(table + "join: {id: m, type: t, types: [A]}\n");
    EventTables other = tables(table + "join: {id: m, type: t, types: [A, B]}\n");
    assertThat(without.needsRestart(with)).isTrue();
    assertThat(with.needsRestart(other)).isTrue();
    assertThat(with.needsRestart(with)).isFalse();
  }

  private static EventTables tables(String mapping) {
    return EventTables.of(new TableSources(List.of(new TableSource("s.yml", mapping)), List.of()));
  }
}
