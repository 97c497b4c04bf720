package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult.Readable;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.ErrorPlaces;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlScalar;
import dev.sluice.engine.yaml.YamlWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Any text as the condition of a rule: it is refused at a place in it, or the rule fires on those
 * events that {@link TruthTable} says by the text alone, in the scan and by the index. There is an
 * event for each way in which the six search identifiers can be true.
 */
class ConditionFuzzTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());

  /** A search identifier of each kind: its body, and what makes it true and false of an event. */
  private record Selection(String name, String body, String whenTrue, String whenFalse) {}

  private static final List<Selection> SELECTIONS =
      List.of(
          new Selection("a", "{f0: 'yes'}", "\"f0\":\"YES\"", "\"f0\":\"no\""),
          new Selection("ab", "{f1|contains: 'yes'}", "\"f1\":\"oh yes\"", "\"f1\":\"ye\""),
          new Selection("b_1", "{f2: null}", "\"x2\":1", "\"f2\":1"),
          new Selection("_p", "[keyword]", "\"f3\":\"a keyword\"", "\"f3\":\"a word\""),
          new Selection("c|d", "{f4|re: '^y+$'}", "\"f4\":\"yyy\"", "\"f4\":\"yn\""),
          new Selection("not.x", "{f5|gt: 7}", "\"f5\":8", "\"f5\":7"));

  private static final List<byte[]> EVENTS = events();
  private static final List<Event> READ =
      EVENTS.stream().map(bytes -> ((Readable) READER.read(bytes)).event()).toList();
  private static final Map<String, Long> TRUE_OF = trueOf();
  private static final Set<ErrorCode> REFUSALS =
      Set.of(
          ErrorCode.CONDITION_SYNTAX,
          ErrorCode.UNKNOWN_IDENTIFIER,
          ErrorCode.EMPTY_SELECTOR,
          ErrorCode.MISSING_CONDITION);

  @FuzzTest
  void aRuleFiresAsItsConditionSays(byte[] input) {
    String condition = new String(input, StandardCharsets.UTF_8);
    SourceFile file = rule(condition);
    CompiledRuleSet compiled =
        new RuleSetCompiler(RuleSelection.ALL, Placeholders.NONE, TABLES.logSources().known())
            .compile("fuzz", 1, List.of(file));
    ErrorPlaces.assertIn(file.content(), compiled.problems());
    Long expected = TruthTable.of(condition, TRUE_OF);
    if (compiled.refused() > 0) {
      assertThat(expected == null || isTooMuch(compiled.errors()))
          .as(compiled.errors().toString())
          .isTrue();
      return;
    }
    assertThat(expected).as("accepted").isNotNull();
    assertThat(scanned(compiled.ruleSet())).as("scan").isEqualTo(expected);
    assertThat(judged(compiled.ruleSet())).as("index").isEqualTo(expected);
  }

  /** What only the product refuses: aggregations, and what is too deep or too long. */
  private static boolean isTooMuch(List<SigmaError> errors) {
    return errors.stream()
        .allMatch(
            error ->
                !REFUSALS.contains(error.code())
                    || error.message().contains(" levels of ")
                    || error.message().contains(" words"));
  }

  private static long scanned(RuleSet rules) {
    ScanMatcher scan = new ScanMatcher(rules);
    long fired = 0;
    for (int i = 0; i < READ.size(); i++) {
      fired |= scan.match(READ.get(i)).isEmpty() ? 0 : 1L << i;
    }
    return fired;
  }

  private static long judged(RuleSet rules) {
    Judge judge = RuleIndex.of(rules, TABLES, EventLimits.defaults(), Runnable::run).newJudge();
    long fired = 0;
    for (int i = 0; i < EVENTS.size(); i++) {
      fired |= judge.judge(EVENTS.get(i)) instanceof Verdict.Fired ? 1L << i : 0;
    }
    return fired;
  }

  private static SourceFile rule(String condition) {
    StringBuilder text = new StringBuilder("title: t\nlogsource: {product: windows}\ndetection:\n");
    for (Selection selection : SELECTIONS) {
      text.append("  ").append(selection.name()).append(": ").append(selection.body()).append('\n');
    }
    YamlScalar scalar =
        new YamlScalar(condition, YamlScalar.Kind.STRING, BigDecimal.ZERO, Position.START, -1);
    text.append("  condition: ").append(YamlWriter.write(List.of(scalar)));
    return new SourceFile("p", "r.yml", "r.yml", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<byte[]> events() {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < 1 << SELECTIONS.size(); i++) {
      StringBuilder text =
          new StringBuilder("{\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\"");
      for (int j = 0; j < SELECTIONS.size(); j++) {
        Selection selection = SELECTIONS.get(j);
        text.append(',').append((i >> j & 1) == 1 ? selection.whenTrue() : selection.whenFalse());
      }
      events.add(text.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  /** By search identifier the events of which it is true, the first in the lowest bit. */
  private static Map<String, Long> trueOf() {
    Map<String, Long> trueOf = new LinkedHashMap<>();
    for (int j = 0; j < SELECTIONS.size(); j++) {
      long events = 0;
      for (int i = 0; i < EVENTS.size(); i++) {
        events |= (long) (i >> j & 1) << i;
      }
      trueOf.put(SELECTIONS.get(j).name(), events);
    }
    return trueOf;
  }
}
