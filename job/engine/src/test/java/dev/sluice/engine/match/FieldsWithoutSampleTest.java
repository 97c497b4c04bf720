package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which fields the rules of SigmaHQ read of a log source that no sample of it provides: what a
 * vendor's events lack, or what a table or a sample still does. Samples are those of the tables'
 * tests and the events beside the rules that are shipped. {@code
 * rules/mappings/fields-without-sample.tsv} has the list as it is; {@code -Drecreate=x} writes it
 * anew.
 */
class FieldsWithoutSampleTest {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root", "../.."));
  private static final Path LIST = ROOT.resolve("rules/mappings/fields-without-sample.tsv");
  private static final String HEAD = "log source\tsamples\tfield\trules";
  private static final String TESTED = "job/engine/src/test/resources/event";
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theListIsTrue() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    List<Event> samples = samples();
    read()
        .forEach(
            (source, rules) -> {
              List<Event> events =
                  samples.stream().filter(event -> admits(rules.pattern(), event)).toList();
              rules.byField().entrySet().stream()
                  .filter(field -> events.stream().noneMatch(e -> provides(e, field.getKey())))
                  .forEach(
                      field ->
                          lines.add(
                              String.join(
                                  "\t",
                                  source,
                                  events.isEmpty() ? "none" : "some",
                                  field.getKey(),
                                  String.valueOf(field.getValue()))));
            });
    if (System.getProperty("recreate") != null) {
      Files.write(LIST, lines);
    }
    assertThat(lines).containsExactlyElementsOf(Files.readAllLines(LIST));
  }

  /** The rules of one log source: how many of them read a field. */
  private record Rules(LogSourcePattern pattern, Map<String, Integer> byField) {}

  private static Map<String, Rules> read() throws IOException {
    RuleFiles files = RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip"));
    RuleSet rules =
        new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
            .compile(
                "sigmahq",
                1,
                files.files().stream().filter(file -> Corpus.isActive(file.path())).toList())
            .ruleSet();
    Map<String, Rules> bySource = new TreeMap<>();
    for (CompiledRule rule : rules.rules()) {
      LogSourcePattern pattern = rule.rule().logSource();
      Rules ofSource =
          bySource.computeIfAbsent(pattern.toString(), text -> new Rules(pattern, new TreeMap<>()));
      Set<String> fields = new HashSet<>();
      LeafWalk.fields(List.of(rule.predicate()), fields);
      fields.forEach(field -> ofSource.byField().merge(field, 1, Integer::sum));
    }
    return bySource;
  }

  private static boolean admits(LogSourcePattern pattern, Event event) {
    return event.logSources().stream()
        .anyMatch(s -> pattern.admits(s.product(), s.category(), s.service()));
  }

  private static boolean provides(Event event, String field) {
    return event.values(field).stream()
        .anyMatch(v -> v.kind() != Value.Kind.NULL && v.kind() != Value.Kind.COMPOSITE);
  }

  private static List<Event> samples() throws IOException {
    List<Event> samples = new ArrayList<>();
    for (Path folder : List.of(ROOT.resolve(TESTED), ROOT.resolve("rules/starter"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(FieldsWithoutSampleTest::holdsSamples).sorted().toList()) {
          read(file, samples);
        }
      }
    }
    return samples;
  }

  private static boolean holdsSamples(Path file) {
    return file.toString().endsWith(".json") || file.toString().endsWith(".events.jsonl");
  }

  private static void read(Path file, List<Event> samples) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonDocuments documents =
            JsonDocuments.open(in, JsonDocuments.Layout.DOCUMENTS, EventLimits.defaults())) {
      for (JsonDocuments.Document next = documents.next(); next != null; next = documents.next()) {
        JsonNode sample = JSON.readTree(next.bytes());
        List<JsonNode> events = new ArrayList<>();
        sample.path("events").forEach(events::add);
        events.add(sample.path("event"));
        for (JsonNode event : events) {
          if (event.isObject()
              && READER.read(JSON.writeValueAsBytes(event)) instanceof ReadResult.Readable read) {
            samples.add(read.event());
          }
        }
      }
    }
  }
}
