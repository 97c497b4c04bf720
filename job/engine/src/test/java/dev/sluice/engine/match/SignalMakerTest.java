package dev.sluice.engine.match;

import static dev.sluice.engine.correlate.Correlating.compile;
import static dev.sluice.engine.correlate.Correlating.correlation;
import static dev.sluice.engine.correlate.Correlating.event;
import static dev.sluice.engine.correlate.Correlating.named;
import static dev.sluice.engine.correlate.Correlating.rule;
import static dev.sluice.engine.correlate.Correlating.signals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.engine.correlate.Contribution;
import dev.sluice.engine.correlate.Correlating;
import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalSink.LeftOut;
import dev.sluice.engine.correlate.SignalText;
import dev.sluice.engine.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a correlation is told of an event. */
class SignalMakerTest {
  private static final CompiledRuleSet BY_USER =
      compile(
          rule("a"),
          correlation(
              "c",
              "type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 1h\ncondition: {gte: 2}"));

  private static CompiledRuleSet valued(String type) {
    return compile(
        rule("a"),
        correlation(
            "c",
            "type: %s\nrules: [a]\ntimespan: 1h\ncondition: {gte: 2, field: Size}"
                .formatted(type)));
  }

  private static Correlating.Collected of(CompiledRuleSet compiled, String... members) {
    return signals(compiled, List.of(event("a", 5, members)));
  }

  @Test
  void aSignalSaysWhoseItIsAndWhatItIsMadeOf() {
    List<Signal> made = of(BY_USER, "\"User\":\"Eve\"", "\"Computer\":\"WS1.\"").signals();
    assertThat(made)
        .containsExactly(
            new Signal(
                named(BY_USER, "c").definitionHash(),
                1,
                List.of("eve"),
                List.of(),
                new Contribution(
                    Instant.parse("2024-05-06T00:00:05Z").toEpochMilli(),
                    Origin.file("events", 1),
                    made.get(0).from().host(),
                    0,
                    null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'straße'     | \"Straße\"",
        "'σίσυφοσ'    | \"ΣΊΣΥΦΟΣ\"",
        "'İ'          | \"İ\"",
        "''           | \"\"",
        "' a '        | \" A \"",
        "5            | 5",
        "5            | 5.0",
        "500          | 5e2",
        "0            | -0.00",
        "5.0          | \"5.0\"",
        "true         | true",
        "a            | [\"A\",\"b\"]",
        "b            | [null,{},\"b\"]",
      })
  void aValueOfTheGroupIsFoldedOrDecimalText(String text, String json) {
    assertThat(of(BY_USER, "\"User\":" + json).signals())
        .singleElement()
        .satisfies(signal -> assertThat(signal.group()).containsExactly(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\":1", "\"User\":null", "\"User\":[]", "\"User\":{}"})
  void anEventWithoutAGroupIsLeftOut(String member) {
    Correlating.Collected collected = of(BY_USER, member);
    assertThat(collected.signals()).isEmpty();
    assertThat(collected.leftOut()).containsExactly(LeftOut.NO_GROUP);
  }

  @Test
  void aLongValueIsCutAndStillItsOwn() {
    String start = "\"User\":\"" + "x".repeat(5_000);
    String one = of(BY_USER, start + "1\"").signals().get(0).group().get(0);
    String other = of(BY_USER, start + "2\"").signals().get(0).group().get(0);
    assertThat(one).hasSize(SignalText.MAX_LENGTH).isNotEqualTo(other).startsWith("xxx");
    assertThat(of(BY_USER, start.replace('x', 'X') + "1\"").signals().get(0).group())
        .containsExactly(one);
  }

  @Test
  void everyTextHasAUtf8Form() {
    for (String hostile : List.of("\\ud83d", "x".repeat(959) + "\\ud83d\\ude00" + "y".repeat(99))) {
      String text = of(BY_USER, "\"User\":\"" + hostile + "\"").signals().get(0).group().get(0);
      assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value_count | \"A\"      | a",
        "value_count | 7.50       | 7.5",
        "value_count | null       | ",
        "value_sum   | 7.50       | 7.5",
        "value_sum   | \"7.50\"   | 7.5",
        "value_sum   | \"-12\"    | -12",
        "value_sum   | 1e3        | 1000",
        "value_sum   | [3,4]      | 3",
        "value_sum   | \"a\"      | ",
        "value_sum   | \"1e3\"    | ",
        "value_sum   | true       | ",
        "value_sum   | []         | ",
        "value_sum   | [\"a\",4]  | ",
        "value_median | 1e-7      | 0.0000001",
      })
  void aValueIsTextOrANumberAsTheTypeNeeds(String type, String json, String value) {
    Correlating.Collected collected = of(valued(type), "\"Size\":" + json);
    if (value == null) {
      assertThat(collected.signals()).isEmpty();
      assertThat(collected.leftOut()).containsExactly(LeftOut.NO_VALUE);
    } else {
      assertThat(collected.signals().get(0).values()).containsExactly(value);
      assertThat(collected.signals().get(0).group()).isEmpty();
    }
  }

  @Test
  void aTupleNeedsAllOfItsValues() {
    CompiledRuleSet compiled =
        compile(
            rule("a"),
            correlation(
                "c",
                "type: value_count\nrules: [a]\ntimespan: 1h\ncondition: {gte: 2, field: [X, Y]}"));
    assertThat(of(compiled, "\"X\":1", "\"Y\":\"B\"").signals().get(0).values())
        .containsExactly("1", "b");
    assertThat(of(compiled, "\"X\":1").leftOut()).containsExactly(LeftOut.NO_VALUE);
  }

  @Test
  void aliasesAreResolvedForEachRule() {
    CompiledRuleSet compiled =
        compile(
            rule("a"),
            rule("b"),
            correlation(
                "c",
                """
                type: temporal
                rules: [a, b]
                group-by: [ip]
                timespan: 1h
                aliases: {ip: {a: src, b: dst}}
                """));
    List<String> events =
        List.of(event("a", 1, "\"src\":\"1\",\"dst\":\"2\""), event("b", 2, "\"dst\":\"1\""));
    assertThat(signals(compiled, events).signals())
        .extracting(signal -> signal.from().input() + " " + signal.group())
        .containsExactly("0 [1]", "1 [1]");
  }

  @Test
  void everyCorrelationThatLooksAtTheRuleGetsItsOwn() {
    CompiledRuleSet compiled =
        compile(
            rule("a"),
            rule("b"),
            correlation("c", "type: temporal\nrules: [b, a]\ntimespan: 1h"),
            correlation("d", "type: event_count\nrules: [a]\ntimespan: 1h\ncondition: {gte: 2}"));
    assertThat(of(compiled).signals())
        .extracting(Signal::definition, signal -> signal.from().input())
        .containsExactly(
            tuple(named(compiled, "c").definitionHash(), 1),
            tuple(named(compiled, "d").definitionHash(), 0));
    assertThat(of(compile(rule("a"))).signals()).isEmpty();
  }
}
