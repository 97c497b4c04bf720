package dev.sluice.engine.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which process the samples of every vendor tell of, and which parent. */
class ObservedProcessTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final String ELASTIC =
      """
      {"ecs":{"version":"8.0.0"},"event":{"kind":"event","category":["process"],"type":["start"]},\
      "host":{"name":"ws-021","os":{"type":"windows"}},"@timestamp":"2026-11-20T09:14:07Z",\
      "process":{"pid":7412,"entity_id":"W-7412","executable":"C:\\\\a.exe",\
      "parent":{"pid":6120,"entity_id":"W-6120","executable":"C:\\\\b.exe"}}}\
      """;

  private static final List<String> WINDOWS =
      List.of("evtx", "winevent", "winlogbeat", "winlog", "sentinel");
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());

  @Test
  void everySampleOfACreationIsToldApart() throws IOException {
    List<String> told = new ArrayList<>();
    for (String file :
        List.of("samples.json", "samples-infrastructure.json", "samples-cloud-and-edr.json")) {
      for (JsonNode sample : new ObjectMapper().readTree(resource("/event/" + file))) {
        if (Lineage.isCreation(read(sample.get("event")).logSources())) {
          told.add(told(sample.get("why").asText(), sample.get("event")));
        }
      }
    }
    told.add(told("Elastic's agent on Windows", new ObjectMapper().readTree(ELASTIC)));
    String expected = new String(resource("/lineage/processes.txt"), StandardCharsets.UTF_8);
    assertThat(told).containsAll(expected.lines().filter(line -> !line.startsWith("#")).toList());
  }

  private static String told(String sample, JsonNode json) {
    Event event = read(json);
    KnownProcess process = ObservedProcess.started(event::values, 0);
    return String.join(
        " | ",
        event.schema(),
        sample,
        process.pid() + " " + process.guid(),
        process.parentPid() + " " + process.parentGuid());
  }

  @Test
  void everyShapeOfWindowsTellsOfTheNewProcessAndItsCreator() throws IOException {
    Map<String, Integer> shapes = new TreeMap<>();
    Path root = Path.of(System.getProperty("sluice.root", "../.."));
    Path folder = root.resolve("rules/starter/windows-process_creation");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode event = new ObjectMapper().readTree(line).get("event");
          Event read = read(event);
          KnownProcess process = ObservedProcess.started(read::values, 0);
          JsonNode newId = event.findValue("NewProcessId");
          JsonNode id = event.findValue("ProcessId");
          if (id == null || !WINDOWS.contains(read.schema())) {
            continue;
          }
          String own = newId == null ? id.asText() : newId.asText();
          JsonNode parent = newId == null ? event.findValue("ParentProcessId") : id;
          assertThat(process.pid()).as(line).isEqualTo(decimal(own));
          assertThat(process.parentPid())
              .as(line)
              .isEqualTo(parent == null ? null : decimal(parent.asText()));
          assertThat(process.guid() != null)
              .as(line)
              .isEqualTo(event.findValue("ProcessGuid") != null);
          assertThat(process.image()).as(line).isNotNull();
          shapes.merge(read.schema() + (newId == null ? " Sysmon 1" : " 4688"), 1, Integer::sum);
        }
      }
    }
    assertThat(shapes.keySet())
        .contains(
            "evtx Sysmon 1",
            "winevent 4688",
            "winevent Sysmon 1",
            "winlog 4688",
            "winlog Sysmon 1",
            "winlogbeat Sysmon 1",
            "sentinel 4688");
  }

  private static String decimal(String id) {
    return Long.toString(Long.decode(id));
  }

  private static Event read(JsonNode event) {
    byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
    return ((ReadResult.Readable) READER.read(bytes)).event();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ObservedProcessTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }
}
