package dev.sluice.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.RewrittenFile;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * With pySigma's pipelines written down as ours, rules fire on the events on which they fire
 * without: but on those of other sources where Sysmon's pipeline asks for Sysmon.
 */
class PipelineEquivalenceTest {

  private static final EventTables TABLES = EventTables.builtIn();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";

  private static final Pattern HAS_CHANNEL = Pattern.compile("\"(Channel|channel|log_name)\":");

  /** By id 12 alone a key that was made is not told from one that was deleted. */
  private static final Set<String> BY_EVENT_TYPE = Set.of("registry_add", "registry_delete");

  /** The data of this event has a field of the same name, which wins over the channel. */
  private static final String CHANNEL_IN_DATA = "windows-system/other_event_log_emptied.yml";

  private static Pipeline pipeline(String name) throws IOException {
    try (InputStream in =
        PipelineEquivalenceTest.class.getResourceAsStream("/pipelines/" + name + ".yml")) {
      PipelineResult result = Pipeline.parse(name, Objects.requireNonNull(in).readAllBytes());
      assertThat(result.errors()).isEmpty();
      return Objects.requireNonNull(result.pipeline());
    }
  }

  private static Pipelines pipelines(String... names) throws IOException {
    List<Pipeline> pipelines = new ArrayList<>();
    for (String name : names) {
      pipelines.add(pipeline(name));
    }
    return new Pipelines(pipelines);
  }

  private static RuleSet compile(List<SourceFile> files, DocumentRewriting rewriting) {
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known(), rewriting)
        .compile("x", 1, files)
        .ruleSet();
  }

  private static Judge scan(RuleSet rules) {
    EventReader reader =
        new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
    return new ScanJudge(reader, new ScanMatcher(rules));
  }

  private static Judge indexed(RuleSet rules) {
    return RuleIndex.of(rules, TABLES, EventLimits.defaults()).newJudge();
  }

  private static Set<String> fired(Judge judge, byte[] event) {
    return judge.judge(event) instanceof Verdict.Fired fired
        ? fired.matches().stream()
            .map(Match::rule)
            .map(rule -> rule.header().path())
            .collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>();
  }

  private static Set<String> paths(RuleSet rules, Set<String> categories) {
    return rules.rules().stream()
        .filter(rule -> rule.rule().logSource().products().contains("windows"))
        .filter(
            rule -> rule.rule().logSource().categories().stream().anyMatch(categories::contains))
        .map(rule -> rule.header().path())
        .collect(Collectors.toSet());
  }

  /** The rules that Sysmon's pipeline makes ask for Sysmon. */
  private static Set<String> askingForSysmon(List<SourceFile> rules) throws IOException {
    return compile(rules, pipelines("sysmon")).rules().stream()
        .filter(rule -> rule.rule().logSource().services().contains("sysmon"))
        .map(rule -> rule.header().path())
        .collect(Collectors.toSet());
  }

  private static boolean isSysmon(byte[] event) {
    return new String(event, StandardCharsets.UTF_8).contains(SYSMON);
  }

  private static Path shipped() {
    return Path.of(System.getProperty("sluice.root", "../..")).resolve("rules/starter");
  }

  /** The shipped rules for Windows, without those that only the type of a registry event tells. */
  private static List<SourceFile> windowsRules() throws IOException {
    return RuleFiles.load(shipped()).files().stream()
        .filter(file -> file.path().startsWith("windows-"))
        .filter(file -> BY_EVENT_TYPE.stream().noneMatch(file.path()::contains))
        .toList();
  }

  /** Events that Windows wrote; the pipelines know of no others. */
  private static List<JsonNode> windowsEvents() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.walk(shipped())) {
      for (Path file :
          files
              .filter(
                  f -> f.toString().endsWith(".events.jsonl") && f.toString().contains("windows-"))
              .sorted()
              .toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode event = JSON.readTree(line).path("event");
          if (event.isObject() && HAS_CHANNEL.matcher(event.toString()).find()) {
            events.add(event);
          }
        }
      }
    }
    return events;
  }

  @Test
  void shippedRulesFireOnTheSameEventsUnderThePipelines() throws IOException {
    RuleSet rules = compile(windowsRules(), DocumentRewriting.NONE);
    Set<String> bySysmon = askingForSysmon(windowsRules());
    Judge plain = scan(rules);
    Judge piped = scan(compile(windowsRules(), pipelines("sysmon", "windows")));
    int fired = 0;
    for (JsonNode event : windowsEvents()) {
      byte[] bytes = JSON.writeValueAsBytes(event);
      Set<String> expected = fired(plain, bytes);
      expected.removeIf(path -> !isSysmon(bytes) && bySysmon.contains(path));
      expected.remove(CHANNEL_IN_DATA);
      Set<String> actual = fired(piped, bytes);
      actual.remove(CHANNEL_IN_DATA);
      assertThat(actual).as(event.toString()).isEqualTo(expected);
      fired += expected.size();
    }
    assertThat(fired).isGreaterThan(50);
  }

  @Test
  void shippedRulesFireOnTheSameEventsInEcs() throws IOException {
    List<SourceFile> rules = windowsRules();
    Judge plain = scan(compile(rules, DocumentRewriting.NONE));
    Judge piped = scan(compile(rules, pipelines("ecs-windows")));
    int fired = 0;
    for (JsonNode event : windowsEvents()) {
      if (event.path("Channel").asText().equals(SYSMON)) {
        byte[] ecs = JSON.writeValueAsBytes(ecs(event));
        Set<String> expected = fired(plain, ecs);
        assertThat(fired(piped, ecs))
            .as(new String(ecs, StandardCharsets.UTF_8))
            .isEqualTo(expected);
        fired += expected.size();
      }
    }
    assertThat(fired).isGreaterThan(10);
  }

  /** A flat event as an agent that writes ECS alone would write it. */
  private static ObjectNode ecs(JsonNode flat) throws IOException {
    ObjectNode ecs = JSON.createObjectNode();
    ecs.set("@timestamp", flat.path("@timestamp"));
    ecs.putObject("ecs").put("version", "8.11.0");
    put(ecs, "winlog.provider_name", flat.path("SourceName"));
    put(ecs, "winlog.event_id", flat.path("EventID"));
    put(ecs, "winlog.computer_name", flat.path("Hostname"));
    Map<String, String> names = new LinkedHashMap<>();
    try (InputStream in =
        PipelineEquivalenceTest.class.getResourceAsStream("/pipelines/ecs-windows.yml")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("      "))
          .map(line -> line.strip().split(": "))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> names.put(pair[0], pair[1]));
    }
    flat.properties()
        .forEach(
            member -> {
              String path = names.get(member.getKey());
              put(
                  ecs,
                  path == null ? "winlog.event_data." + member.getKey() : path,
                  member.getValue());
            });
    return ecs;
  }

  private static void put(ObjectNode root, String path, JsonNode value) {
    ObjectNode at = root;
    String[] segments = path.split("\\.");
    for (int i = 0; i < segments.length - 1; i++) {
      at = at.withObjectProperty(segments[i]);
    }
    at.set(segments[segments.length - 1], value);
  }

  @Test
  void aRewrittenFileSaysBySelfWhatTheRewritingSays() throws IOException {
    Pipelines pipelines = pipelines("sysmon", "windows", "ecs-windows");
    List<SourceFile> rules = RuleFiles.load(shipped()).files();
    List<SourceFile> written = new ArrayList<>();
    for (SourceFile file : rules) {
      RewrittenFile rewritten = SigmaParser.rewrite(file, YamlLimits.DEFAULT, pipelines);
      assertThat(rewritten.problems()).as(file.path()).allMatch(problem -> !problem.isError());
      written.add(rewritten.file());
    }
    RuleSet read = compile(rules, pipelines);
    RuleSet again = compile(written, DocumentRewriting.NONE);
    assertThat(again.hash()).isEqualTo(read.hash());
    assertThat(again.hash()).isNotEqualTo(compile(rules, DocumentRewriting.NONE).hash());
    assertThat(again.rules().stream().map(rule -> rule.id() + rule.predicate()).toList())
        .isEqualTo(read.rules().stream().map(rule -> rule.id() + rule.predicate()).toList());
  }

  @Test
  void sigmaHqFiresOnTheSameTelemetryUnderThePipelines() throws IOException {
    List<SourceFile> rules =
        RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip")).files().stream()
            .filter(file -> Corpus.isActive(file.path()))
            .toList();
    RuleSet set = compile(rules, DocumentRewriting.NONE);
    Set<String> bySysmon = askingForSysmon(rules);
    Set<String> byEventType = paths(set, BY_EVENT_TYPE);
    Judge plain = indexed(set);
    Judge piped = indexed(compile(rules, pipelines("sysmon", "windows")));
    List<String> differences = new ArrayList<>();
    int fired = 0;
    List<Path> captures;
    try (Stream<Path> list = Files.list(Corpus.file("telemetry"))) {
      captures = list.filter(f -> f.toString().endsWith(".ndjson.gz")).sorted().toList();
    }
    for (Path capture : captures) {
      try (JsonDocuments documents =
          JsonDocuments.open(Files.newInputStream(capture), Layout.LINES, EventLimits.defaults())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          Set<String> expected = fired(plain, next.bytes());
          Set<String> actual = fired(piped, next.bytes());
          boolean sysmon = isSysmon(next.bytes());
          expected.removeIf(path -> !sysmon && bySysmon.contains(path));
          expected.removeAll(byEventType);
          actual.removeAll(byEventType);
          fired += expected.size();
          String place = capture.getFileName() + ":" + next.ordinal();
          expected.forEach(path -> differ(path, actual, place + " lost ", differences));
          actual.forEach(path -> differ(path, expected, place + " gained ", differences));
        }
      }
    }
    assertThat(fired).isGreaterThan(1_000);
    assertThat(differences).isEmpty();
  }

  private static void differ(String path, Set<String> others, String what, List<String> into) {
    if (!others.contains(path)) {
      into.add(what + path);
    }
  }
}
