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
import dev.sluice.engine.sigma.RuleFiles;
import java.io.ByteArrayInputStream;
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
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Every active SigmaHQ rule on the samples it must fire on, and on all of the telemetry. */
class CorpusVerdictsTest {

  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Asks for {@code IntegrityLevel} in process_creation. The reference behind expected-fires.json
   * does not read it from the {@code MandatoryLabel} of a 4688, Sluice does, so that the rule fires
   * on those too.
   */
  private static final String READS_INTEGRITY_OF_4688 = "3037d961-21e9-4732-b27a-637bcc7bf539";

  private static RuleSet activeRules() throws IOException {
    RuleFiles files = RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip"));
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
        .compile(
            "sigmahq",
            1,
            files.files().stream().filter(file -> Corpus.isActive(file.path())).toList())
        .ruleSet();
  }

  @Test
  void all121RegressionRulesFireOnTheirSamples() throws IOException {
    RuleSet rules = activeRules();
    Matcher matcher = new ScanMatcher(rules);
    JsonNode manifest = JSON.readTree(Corpus.file("sigmahq-regression/MANIFEST.json").toFile());
    List<String> silent = new ArrayList<>();
    int fired = 0;
    try (ZipFile zip =
        new ZipFile(Corpus.file("sigmahq-regression/regression-data.zip").toFile())) {
      for (JsonNode rule : manifest.get("rules")) {
        int matches = matchesOnSamples(matcher, zip, rule);
        int expected = Math.max(1, rule.get("match_count").get(0).asInt(1));
        if (matches >= expected) {
          fired++;
        } else {
          silent.add(rule.get("rule").asText() + ": " + matches + " of " + expected);
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(fired).isEqualTo(121);
  }

  private static int matchesOnSamples(Matcher matcher, ZipFile zip, JsonNode rule)
      throws IOException {
    String id = rule.get("rule_id").asText();
    int[] matches = {0};
    for (JsonNode file : rule.get("files")) {
      if (file.get("kind").asText().equals("json")) {
        ZipEntry entry = zip.getEntry(file.get("path").asText());
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        forEachMatch(
            new ByteArrayInputStream(bytes),
            JsonDocuments.Layout.DOCUMENTS,
            matcher,
            (compiled, event) -> matches[0] += compiled.id().equals(id) ? 1 : 0);
      }
    }
    return matches[0];
  }

  @Test
  void everyCaptureFiresAsOftenAsTheReferenceRuleByRule() throws IOException {
    Matcher matcher = new ScanMatcher(activeRules());
    JsonNode expected = JSON.readTree(Corpus.file("expected-fires.json").toFile());
    Set<String> asserted = new HashSet<>();
    expected.get("asserted").forEach(id -> asserted.add(id.asText()));
    List<String> differences = new ArrayList<>();
    long events = 0;
    for (Path capture : captures()) {
      Map<String, Integer> fires = new TreeMap<>();
      Map<String, Integer> explained = new TreeMap<>();
      events +=
          forEachMatch(
              Files.newInputStream(capture),
              JsonDocuments.Layout.LINES,
              matcher,
              (rule, event) -> {
                fires.merge(rule.id(), 1, Integer::sum);
                if (rule.id().equals(READS_INTEGRITY_OF_4688) && isEventId(event, "4688")) {
                  explained.merge(rule.id(), 1, Integer::sum);
                }
              });
      JsonNode counts = expected.get("files").get(capture.getFileName().toString());
      if (counts != null) {
        differences.addAll(differences(capture, counts, asserted, fires, explained));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(events).isEqualTo(525_278);
  }

  private static List<String> differences(
      Path capture,
      JsonNode counts,
      Set<String> asserted,
      Map<String, Integer> fires,
      Map<String, Integer> explained) {
    Set<String> ids = new TreeSet<>(fires.keySet());
    counts.fieldNames().forEachRemaining(ids::add);
    ids.retainAll(asserted);
    List<String> differences = new ArrayList<>();
    for (String id : ids) {
      int least = counts.path(id).path("count").asInt();
      int most = least + counts.path(id).path("optional").asInt();
      int got = fires.getOrDefault(id, 0) - explained.getOrDefault(id, 0);
      if (got < least || got > most) {
        differences.add(
            capture.getFileName() + " " + id + ": " + got + " not in " + least + ".." + most);
      }
    }
    return differences;
  }

  private static boolean isEventId(Event event, String id) {
    return event.values("EventID").stream().map(Value::text).anyMatch(id::equals);
  }

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(Corpus.file("telemetry"))) {
      return files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
  }

  private static long forEachMatch(
      InputStream in,
      JsonDocuments.Layout layout,
      Matcher matcher,
      BiConsumer<CompiledRule, Event> consumer)
      throws IOException {
    long events = 0;
    try (JsonDocuments documents = JsonDocuments.open(in, layout, EventLimits.defaults())) {
      for (JsonDocuments.Document document = documents.next();
          document != null;
          document = documents.next()) {
        events++;
        ReadResult result = READER.read(document.bytes());
        assertThat(result).isInstanceOf(ReadResult.Readable.class);
        Event event = ((ReadResult.Readable) result).event();
        matcher.match(event).forEach(match -> consumer.accept(match.rule(), event));
      }
    }
    return events;
  }
}
