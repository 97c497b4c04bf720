package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Runs every case of {@code conformance/*.yml}; each matcher and each judge must pass it. */
class ConformanceTest {

  private static final EventTables SHIPPED = EventTables.builtIn();

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void behavesAsTheTableSays(ConformanceCase test) {
    CompiledRuleSet compiled =
        new RuleSetCompiler(
                RuleSelection.DEFAULT,
                new Placeholders(test.placeholders()),
                SHIPPED.logSources().known())
            .compile("conformance", 1, test.sources());
    if (test.error() == null) {
      assertThat(compiled.errors()).isEmpty();
    } else {
      assertThat(codes(compiled.errors())).contains(test.error());
      checkPosition(test, compiled.errors());
      if (!test.whole() && test.filters().isEmpty()) {
        assertThat(compiled.ruleSet().rules()).isEmpty();
      }
    }
    if (test.warning() != null) {
      assertThat(codes(compiled.warnings())).contains(test.warning());
    }
    Judge judge =
        RuleIndex.of(compiled.ruleSet(), tables(test), EventLimits.defaults(), Runnable::run)
            .newJudge();
    for (String event : test.match()) {
      assertThat(fires(test, compiled, judge, event)).as("fires on %s", event).isTrue();
    }
    for (String event : test.silent()) {
      assertThat(fires(test, compiled, judge, event)).as("fires on %s", event).isFalse();
    }
  }

  @Test
  void theTableHasAtLeast400CasesWithUniqueNames() {
    List<ConformanceCase> cases = cases().toList();
    Set<String> names = new HashSet<>();
    cases.forEach(test -> assertThat(names.add(test.name())).as(test.toString()).isTrue());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(400);
    assertThat(cases)
        .allMatch(
            test ->
                test.error() != null
                    || test.warning() != null
                    || !test.match().isEmpty()
                    || !test.silent().isEmpty());
  }

  private static List<String> codes(List<SigmaError> problems) {
    return problems.stream().map(problem -> problem.code().name()).toList();
  }

  private static void checkPosition(ConformanceCase test, List<SigmaError> errors) {
    if (test.at() != null) {
      assertThat(errors)
          .filteredOn(error -> error.code().name().equals(test.error()))
          .extracting(error -> error.line() - test.headerLines() + ":" + error.column())
          .contains(test.at());
    }
  }

  private static boolean fires(
      ConformanceCase test, CompiledRuleSet compiled, Judge judge, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ReadResult result = reader(test).read(bytes);
    assertThat(result).as(json).isInstanceOf(ReadResult.Readable.class);
    Event event = ((ReadResult.Readable) result).event();
    boolean fires = !new ScanMatcher(compiled.ruleSet()).match(event).isEmpty();
    if (!test.statesLogSource()) {
      assertThat(compiled.ruleSet().rules().get(0).predicate().test(event)).isEqualTo(fires);
    }
    Outcome scanned =
        Outcome.of(
            new ScanJudge(reader(test), new ScanMatcher(compiled.ruleSet())).judge(bytes), bytes);
    assertThat(scanned.kind().equals("fired")).as(json).isEqualTo(fires);
    assertThat(Outcome.of(judge.judge(bytes), bytes)).as(json).isEqualTo(scanned);
    assertThat(Outcome.of(judge.judge(bytes), bytes)).as("again: " + json).isEqualTo(scanned);
    return fires;
  }

  private static EventReader reader(ConformanceCase test) {
    EventTables tables = tables(test);
    return new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
  }

  private static EventTables tables(ConformanceCase test) {
    return test.statesLogSource() ? SHIPPED : ConformanceTables.TABLES;
  }

  static Stream<ConformanceCase> cases() {
    try (Stream<Path> files = Files.list(folder())) {
      List<ConformanceCase> cases = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<Map<String, Object>> entries = yaml.load(Files.readString(file));
        entries.forEach(e -> cases.add(ConformanceCase.of(file.getFileName().toString(), e)));
      }
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(ConformanceTest.class.getResource("/conformance")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
