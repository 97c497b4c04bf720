package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTablesTest {
  private static final String MAPPING =
      """
      schema: vendor
      order: 1
      recognise: [{has: [vendor, a]}, {is: {b: [x, Y]}}]
      host: [computer, vendor.host]
      time: [{path: t, format: iso}]
      facts: {id: [id]}
      roots: [data]
      fields: {Image: exe}
      """;
  private static final String OTHER =
      "schema: other\norder: 2\nrecognise: [{has: [other]}]\nhost: [h]\n";
  private static final String LOG_SOURCES =
      "schemas: [vendor]\nsources: [{product: p, events: [{id: 1, title: one, category: c}]}]\n";

  private static TableSource table(String path, String text) {
    return new TableSource(path, text);
  }

  private static TableSources sources(String mapping, String... logSources) {
    return new TableSources(
        List.of(table("m/vendor.yml", mapping), table("m/other.yml", OTHER)),
        List.of(table("l/vendor.yml", logSources.length == 0 ? LOG_SOURCES : logSources[0])));
  }

  private static EventTables tables(String mapping, String... logSources) {
    EventTables tables = EventTables.of(sources(mapping, logSources));
    assertThat(tables.errors()).isEmpty();
    return tables;
  }

  private static List<String> paths(List<TableSource> tables) {
    return tables.stream().map(TableSource::path).toList();
  }

  @Test
  void aTableTakesThePlaceOfTheOneOfItsNameAndOthersStay() {
    TableSources builtIn = TableSources.builtIn();
    TableSource zeek = table("mine/mappings/zeek.yml", OTHER.replace("other", "zeek"));
    TableSource more = table("mine/mappings/aaa.yml", MAPPING);
    TableSource sources = table("mine\\logsources\\vendor.yml", LOG_SOURCES);
    TableSources merged = builtIn.with(new TableSources(List.of(zeek, more), List.of(sources)));
    assertThat(merged.mappings()).hasSize(builtIn.mappings().size() + 1).contains(zeek);
    assertThat(merged.mappings().get(0)).isEqualTo(more);
    assertThat(paths(merged.mappings())).filteredOn(path -> path.endsWith("zeek.yml")).hasSize(1);
    assertThat(merged.logSources()).hasSize(builtIn.logSources().size() + 1).contains(sources);
    EventTables tables = EventTables.of(merged);
    assertThat(tables.errors()).isEmpty();
    assertThat(tables.schemas().names()).contains("vendor", "zeek", "winevent");
    assertThat(tables.logSources().known()).contains(new LogSource("p", "c", null));
  }

  @Test
  void noTablesChangeNothing() {
    TableSources builtIn = TableSources.builtIn();
    assertThat(builtIn.with(new TableSources(List.of(), List.of()))).isEqualTo(builtIn);
    assertThat(EventTables.builtIn().needsRestart(EventTables.of(builtIn))).isFalse();
  }

  @Test
  void theOrderInWhichTablesAreGivenIsNoMatter() {
    TableSource a = table("x/a.yml", MAPPING);
    TableSource b = table("w/b.yml", OTHER);
    assertThat(new TableSources(List.of(b, a), List.of()))
        .isEqualTo(new TableSources(List.of(a, b), List.of()));
  }

  @Test
  void aBrokenTableIsAnErrorAndTheOthersStand() {
    TableSource latin = new TableSource("m/latin.yml", "schema: ç\n".getBytes(ISO_8859_1));
    TableSource broken = table("l/broken.yml", "schemas: [\n");
    EventTables tables =
        EventTables.of(sources(MAPPING).with(new TableSources(List.of(latin), List.of(broken))));
    assertThat(tables.errors())
        .extracting(SigmaError::file)
        .containsExactly("m/latin.yml", "l/broken.yml");
    assertThat(tables.schemas().names()).containsExactly("vendor", "other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields: {Image: exe}|fields: {Image: [exe, path], User: who}",
        "fields: {Image: exe}|categories: {process_creation: {Image: exe}}",
        "facts: {id: [id]}|facts: {id: [id], channel: [channel]}",
        "roots: [data]|roots: [data, more]",
        "order: 1|order: 0",
        "schema: vendor|title: t\nschema: vendor"
      })
  void whereFieldsStandMayChangeWhileAJobRuns(String change) {
    assertThat(tables(MAPPING).needsRestart(tables(changed(change)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "has: [vendor, a]|has: [vendor]",
        "has: [vendor, a]|has: [vendor], lacks: [a]",
        "[x, Y]|[x]",
        "{b: |{c: ",
        "host: [computer, vendor.host]|host: [vendor.host, computer]",
        "host: [computer, vendor.host]|host: [computer]",
        "{path: t, format: iso}|{path: u, format: iso}",
        "{path: t, format: iso}|{path: t, format: utc}",
        "{path: t, format: iso}|{path: t, format: iso}, {path: t, format: local}",
        "order: 1|order: 3",
        "schema: vendor|schema: renamed"
      })
  void howEventsAreRecognisedAndWhereHostAndTimeStandNeedsARestart(String change) {
    EventTables before = tables(MAPPING);
    EventTables after = tables(changed(change));
    assertThat(before.needsRestart(after)).isTrue();
    assertThat(after.needsRestart(before)).isTrue();
  }

  @Test
  void aSchemaThatComesOrGoesNeedsARestart() {
    EventTables one = tables(MAPPING);
    TableSource third = table("m/third.yml", OTHER.replace("other", "third"));
    EventTables more =
        EventTables.of(sources(MAPPING).with(new TableSources(List.of(third), List.of())));
    assertThat(one.needsRestart(more)).isTrue();
    assertThat(more.needsRestart(one)).isTrue();
  }

  @Test
  void logSourcesMayChangeWhileAJobRuns() {
    EventTables other = tables(MAPPING, LOG_SOURCES.replace("category: c", "category: d"));
    assertThat(tables(MAPPING).needsRestart(other)).isFalse();
  }

  @Test
  void aTextIsItsBytesInUtf8() {
    assertThat(table("a", "ç"))
        .isEqualTo(new TableSource("a", "ç".getBytes(StandardCharsets.UTF_8)));
  }

  private static String changed(String change) {
    int bar = change.indexOf('|');
    String changed = MAPPING.replace(change.substring(0, bar), change.substring(bar + 1));
    assertThat(changed).isNotEqualTo(MAPPING);
    return changed;
  }
}
