package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packs under {@code rules/}: each rule with events that match and events that just miss. */
class ShippedRulesTest {

  private static final Path RULES = Path.of(System.getProperty("sluice.root", "../.."), "rules");
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEED_WITH_ID = "ea011323-7045-460b-b2d7-0f7442ea6b38";

  private static CompiledRuleSet compile() throws IOException {
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known())
        .compile("shipped", 1, RuleFiles.load(RULES).files());
  }

  private record Sample(CompiledRule rule, String place, boolean match, Event event) {}

  /** The rules that alert by themselves; the others are tried by sequences. */
  private static List<CompiledRule> single(RuleSet set) {
    return set.rules().stream().filter(rule -> !set.correlations().isSilent(rule.id())).toList();
  }

  private static Path events(String rulePath) {
    return RULES.resolve(rulePath.replaceAll("\\.ya?ml$", ".events.jsonl"));
  }

  private static List<Sample> samples(RuleSet set) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (CompiledRule rule : single(set)) {
      Path file = events(rule.header().path());
      int line = 0;
      for (String text : Files.readAllLines(file)) {
        JsonNode sample = JSON.readTree(text);
        ReadResult result = READER.read(JSON.writeValueAsBytes(sample.get("event")));
        assertThat(result).as(file + ":" + ++line).isInstanceOf(ReadResult.Readable.class);
        Event event = ((ReadResult.Readable) result).event();
        samples.add(new Sample(rule, file + ":" + line, sample.get("match").asBoolean(), event));
      }
    }
    return samples;
  }

  @Test
  void everyRuleFiresOnItsMatchesAndStaysSilentOnItsNearMisses() throws IOException {
    RuleSet set = compile().ruleSet();
    Matcher matcher = new ScanMatcher(set);
    for (Sample sample : samples(set)) {
      boolean fires =
          matcher.match(sample.event()).stream()
              .anyMatch(m -> m.rule().id().equals(sample.rule().id()));
      assertThat(fires).as(sample.place()).isEqualTo(sample.match());
    }
  }

  @Test
  void everyRuleHasEventsBothWaysAndNoneNamesItsOwnLogSource() throws IOException {
    RuleSet set = compile().ruleSet();
    Set<String> withMatch = new HashSet<>();
    Set<String> withMiss = new HashSet<>();
    for (Sample sample : samples(set)) {
      (sample.match() ? withMatch : withMiss).add(sample.rule().id());
      assertThat(sample.event().schema()).as(sample.place()).isNotEqualTo("generic");
    }
    assertThat(withMatch).hasSize(single(set).size());
    assertThat(withMiss).hasSize(single(set).size());
  }

  @Test
  void everyCorrelationThatAlertsHasTwoSequencesEachWay() throws IOException {
    CorrelationSet correlations = compile().ruleSet().correlations();
    List<CompiledCorrelation> alerting =
        correlations.all().stream().filter(correlation -> !correlation.silent()).toList();
    assertThat(alerting).hasSizeGreaterThanOrEqualTo(12);
    for (CompiledCorrelation correlation : alerting) {
      int matches = 0;
      int misses = 0;
      for (String text : Files.readAllLines(events(correlation.header().path()))) {
        JsonNode sample = JSON.readTree(text);
        assertThat(sample.path("events").isArray()).as(correlation.header().path()).isTrue();
        boolean meant = !sample.has("rule");
        matches += meant && sample.path("match").asBoolean() ? 1 : 0;
        misses += meant && !sample.path("match").asBoolean() ? 1 : 0;
      }
      assertThat(matches).as(correlation.header().path()).isGreaterThanOrEqualTo(2);
      assertThat(misses).as(correlation.header().path()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void theStarterPackLoadsWithoutAWord() throws IOException {
    CompiledRuleSet compiled = compile();
    long starter =
        compiled.ruleSet().rules().stream()
            .filter(r -> r.header().path().startsWith("starter/"))
            .count();
    assertThat(starter).isGreaterThanOrEqualTo(40);
    assertThat(compiled.problems())
        .extracting(SigmaError::code)
        .as("only the first seed has no id, as published")
        .containsExactly(ErrorCode.ID_MISSING);
    assertThat(compiled.unroutable()).isZero();
  }

  @Test
  void theSeedRulesFireOnBothKindsOfProcessCreation() throws IOException {
    RuleSet set = compile().ruleSet();
    for (String title :
        List.of("PSexec application execution", "Potential PsExec Remote Execution")) {
      List<Sample> matches =
          samples(set).stream()
              .filter(s -> s.match() && s.rule().header().title().equals(title))
              .toList();
      assertThat(matches).anyMatch(s -> hasService(s.event(), "security"));
      assertThat(matches).anyMatch(s -> hasService(s.event(), "sysmon"));
    }
    assertThat(set.rules()).anyMatch(rule -> rule.id().equals(SEED_WITH_ID));
  }

  @Test
  void seedRule1FiresOn4688ThroughBothItsSelectionsAndOnSysmonThroughTheFirst() throws IOException {
    RuleSet set = compile().ruleSet();
    Matcher matcher = new ScanMatcher(set);
    Set<String> ways = new HashSet<>();
    for (Sample sample : samples(set)) {
      if (sample.match() && sample.rule().header().title().equals("PSexec application execution")) {
        String service = hasService(sample.event(), "sysmon") ? "sysmon" : "security";
        matcher.match(sample.event()).stream()
            .filter(m -> m.rule().id().equals(sample.rule().id()))
            .forEach(m -> m.matched().forEach(e -> ways.add(service + " " + e.selection())));
      }
    }
    assertThat(ways)
        .containsExactlyInAnyOrder(
            "security selection_process_child",
            "security selection_process_parent",
            "sysmon selection_process_child");
  }

  private static boolean hasService(Event event, String service) {
    return event.logSources().stream().anyMatch(s -> Objects.equals(s.service(), service));
  }

  @Test
  void theSampleStreamTripsBothSeedsOnAtLeast20Hosts() throws IOException {
    Matcher matcher = new ScanMatcher(compile().ruleSet());
    Set<String> hosts = new HashSet<>();
    Set<String> fired = new HashSet<>();
    Path stream = RULES.resolveSibling("deploy/local/sample/events.ndjson");
    try (Stream<String> lines = Files.lines(stream)) {
      lines.forEach(
          line -> {
            ReadResult result = READER.read(line.getBytes(StandardCharsets.UTF_8));
            Event event = ((ReadResult.Readable) result).event();
            assertThat(event.schema()).isNotEqualTo("generic");
            hosts.add(Objects.requireNonNull(event.host()));
            matcher.match(event).forEach(m -> fired.add(m.rule().header().title()));
          });
    }
    assertThat(hosts).hasSizeGreaterThanOrEqualTo(20);
    assertThat(fired).contains("PSexec application execution", "Potential PsExec Remote Execution");
    assertThat(fired).hasSizeGreaterThanOrEqualTo(15);
  }
}
