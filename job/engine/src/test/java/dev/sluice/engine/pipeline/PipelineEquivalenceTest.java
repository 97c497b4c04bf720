package dev.sluice.engine.pipeline;

import static dev.sluice.engine.pipeline.PublishedPipelines.compile;
import static dev.sluice.engine.pipeline.PublishedPipelines.fired;
import static dev.sluice.engine.pipeline.PublishedPipelines.judge;
import static dev.sluice.engine.pipeline.PublishedPipelines.movedTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.RewrittenFile;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * With pySigma's pipelines written down as ours, the same rules fire on the same events as without:
 * the shipped rules on the events beside them, and SigmaHQ's on the telemetry of the corpus. What
 * differs, and why, stands here.
 */
class PipelineEquivalenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern HAS_CHANNEL = Pattern.compile("\"(Channel|channel|log_name)\":");
  private static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";

  /** The data of such an event has a field of the same name, which wins over the channel. */
  private static final String CHANNEL_IN_DATA = "windows-system/other_event_log_emptied.yml";

  /** What a set of rules does with events, without pipelines and with. */
  private static final class Comparison {
    private final Judge plain;
    private final Judge piped;
    private final BiPredicate<String, String> isLost;
    private final List<String> differences = new ArrayList<>();
    private int same;

    /**
     * @param isLost whether a rule, by its path, is known not to fire on an event by the pipelines
     */
    Comparison(List<SourceFile> rules, Pipelines pipelines, BiPredicate<String, String> isLost) {
      this.plain = judge(compile(rules, DocumentRewriting.NONE));
      this.piped = judge(compile(rules, pipelines));
      this.isLost = isLost;
    }

    void judgeBy(String place, byte[] event) {
      Set<String> expected = fired(plain, event);
      Set<String> actual = fired(piped, event);
      String text = new String(event, StandardCharsets.UTF_8);
      expected.removeIf(path -> isLost.test(path, text) && !actual.contains(path));
      expected.stream().filter(actual::contains).forEach(path -> same++);
      Set<String> lost = new TreeSet<>(expected);
      lost.removeAll(actual);
      lost.forEach(path -> differences.add(place + " lost " + path));
      actual.removeAll(expected);
      actual.forEach(path -> differences.add(place + " gained " + path));
    }

    void hold(int atLeast) {
      assertThat(differences).isEmpty();
      assertThat(same).isGreaterThan(atLeast);
    }
  }

  /** Rules of Sysmon's categories ask for Sysmon: other sources of such events are lost. */
  private static Comparison bySysmonAndChannels(List<SourceFile> rules) throws IOException {
    Pipelines pipelines = PublishedPipelines.of("sysmon", "windows");
    Set<String> moved = movedTo("sysmon", rules, PublishedPipelines.of("sysmon"));
    return new Comparison(
        rules,
        pipelines,
        (path, event) ->
            (moved.contains(path) && !event.contains(SYSMON)) || path.equals(CHANNEL_IN_DATA));
  }

  /** Rules of processes and of the registry ask for the Security log: those of Sysmon are lost. */
  private static Comparison byAudit(List<SourceFile> rules) throws IOException {
    Pipelines pipelines = PublishedPipelines.of("windows-audit");
    Set<String> moved = movedTo("security", rules, pipelines);
    return new Comparison(
        rules,
        pipelines,
        (path, event) ->
            moved.contains(path) && !event.matches("(?is).*\"Channel\": ?\"Security\".*"));
  }

  /**
   * Winlogbeat says in which direction a connection went; a rule that asks whether it was initiated
   * is lost, because the pipeline changes the name and not the value. The Security log has the
   * integrity level as a label, which the pipeline does not look for.
   */
  private static Comparison byEcs(List<SourceFile> rules) throws IOException {
    RuleSet plain = compile(rules, DocumentRewriting.NONE);
    Set<String> initiated = reading("Initiated", plain);
    Set<String> integrity = reading("IntegrityLevel", plain);
    return new Comparison(
        rules,
        PublishedPipelines.of("ecs-windows"),
        (path, event) ->
            (initiated.contains(path) && event.contains("network"))
                || (integrity.contains(path) && event.contains("MandatoryLabel"))
                || path.equals(CHANNEL_IN_DATA));
  }

  private static Set<String> reading(String field, RuleSet rules) {
    Set<String> paths = new HashSet<>();
    for (CompiledRule rule : rules.rules()) {
      Set<String> fields = new HashSet<>();
      LeafWalk.fields(List.of(rule.predicate()), fields);
      if (fields.contains(field)) {
        paths.add(rule.header().path());
      }
    }
    return paths;
  }

  private static Path shipped() {
    return Path.of(System.getProperty("sluice.root", "../..")).resolve("rules/starter");
  }

  private static List<SourceFile> windowsRules() throws IOException {
    return RuleFiles.load(shipped()).files().stream()
        .filter(file -> file.path().startsWith("windows-"))
        .toList();
  }

  /** Events that Windows wrote; the pipelines know of no others. */
  private static List<byte[]> windowsEvents() throws IOException {
    List<byte[]> events = new ArrayList<>();
    try (Stream<Path> files = Files.walk(shipped())) {
      for (Path file :
          files
              .filter(f -> f.toString().matches(".*/windows-.*\\.events\\.jsonl"))
              .sorted()
              .toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode event = JSON.readTree(line).path("event");
          if (event.isObject() && HAS_CHANNEL.matcher(event.toString()).find()) {
            events.add(JSON.writeValueAsBytes(event));
          }
        }
      }
    }
    return events;
  }

  @Test
  void shippedRulesFireOnTheSameEvents() throws IOException {
    Comparison sysmon = bySysmonAndChannels(windowsRules());
    Comparison audit = byAudit(windowsRules());
    Comparison ecs = byEcs(windowsRules());
    EcsEvents inEcs = new EcsEvents();
    for (byte[] event : windowsEvents()) {
      String place = new String(event, StandardCharsets.UTF_8);
      sysmon.judgeBy(place, event);
      audit.judgeBy(place, event);
      byte[] converted = inEcs.of(event);
      if (converted != null) {
        ecs.judgeBy(new String(converted, StandardCharsets.UTF_8), converted);
      }
    }
    sysmon.hold(50);
    audit.hold(1);
    ecs.hold(40);
  }

  @Test
  void sigmaHqFiresOnTheSameTelemetry() throws IOException {
    List<SourceFile> rules =
        RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip")).files().stream()
            .filter(file -> Corpus.isActive(file.path()))
            .toList();
    Comparison sysmon = bySysmonAndChannels(rules);
    Comparison audit = byAudit(rules);
    Comparison ecs = byEcs(rules);
    EcsEvents inEcs = new EcsEvents();
    List<Path> captures;
    try (Stream<Path> list = Files.list(Corpus.file("telemetry"))) {
      captures = list.filter(f -> f.toString().endsWith(".ndjson.gz")).sorted().toList();
    }
    for (Path capture : captures) {
      try (JsonDocuments documents =
          JsonDocuments.open(Files.newInputStream(capture), Layout.LINES, EventLimits.defaults())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          String place = capture.getFileName() + ":" + next.ordinal();
          sysmon.judgeBy(place, next.bytes());
          audit.judgeBy(place, next.bytes());
          byte[] converted = inEcs.of(next.bytes());
          if (converted != null) {
            ecs.judgeBy(place, converted);
          }
        }
      }
    }
    System.out.printf(
        "same verdicts: %d by sysmon and windows, %d by windows-audit, %d by ecs-windows%n",
        sysmon.same, audit.same, ecs.same);
    sysmon.hold(6_000);
    audit.hold(5_000);
    ecs.hold(6_000);
  }

  @Test
  void aRewrittenFileSaysBySelfWhatTheRewritingSays() throws IOException {
    Pipelines pipelines = PublishedPipelines.of("sysmon", "windows", "ecs-windows");
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
}
