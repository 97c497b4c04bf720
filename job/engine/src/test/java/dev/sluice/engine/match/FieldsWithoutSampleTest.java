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
 * vendor's events lack, or what a table or a sample still does. {@code
 * fields-without-sample/sigmahq.tsv} has the list as it is; {@code -Drecreate=x} writes it anew.
 */
class FieldsWithoutSampleTest {
  private static final Path RESOURCES =
      Path.of(System.getProperty("sluice.root", "../.."), "job/engine/src/test/resources");
  private static final Path LIST = RESOURCES.resolve("fields-without-sample/sigmahq.tsv");
  private static final String HEAD = "log source\tfield\trules";
  private static final EventTables TABLES = EventTables.builtIn();

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
                      field -> lines.add(source + "\t" + field.getKey() + "\t" + field.getValue()));
            });
    if (System.getProperty("recreate") != null) {
      Files.createDirectories(LIST.getParent());
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
    ObjectMapper json = new ObjectMapper();
    EventReader reader =
        new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
    List<Event> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(RESOURCES.resolve("event"))) {
      for (Path file : files.sorted().toList()) {
        try (InputStream in = Files.newInputStream(file);
            JsonDocuments documents =
                JsonDocuments.open(in, JsonDocuments.Layout.DOCUMENTS, EventLimits.defaults())) {
          for (JsonDocuments.Document next = documents.next();
              next != null;
              next = documents.next()) {
            JsonNode event = json.readTree(next.bytes()).get("event");
            samples.add(((ReadResult.Readable) reader.read(json.writeValueAsBytes(event))).event());
          }
        }
      }
    }
    return samples;
  }
}
