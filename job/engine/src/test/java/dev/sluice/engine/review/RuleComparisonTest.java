package dev.sluice.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.review.RuleDifference.Relation;
import dev.sluice.engine.review.Surplus.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleComparisonTest {

  private static final RuleComparison COMPARISON = new RuleComparison(Authored.TABLES);

  private static RuleDifference compare(CompiledRule old, CompiledRule next) {
    RuleDifference difference = COMPARISON.compare(old, next);
    assertWitness(difference.gains(), next, old);
    assertWitness(difference.losses(), old, next);
    return difference;
  }

  private static void assertWitness(Surplus surplus, CompiledRule fires, CompiledRule silent) {
    assertThat(surplus.witness().isEmpty()).isNotEqualTo(surplus.answer() == Answer.YES);
    if (surplus.answer() == Answer.YES) {
      Event event = Authored.event(surplus.witness());
      assertThat(Firing.fires(fires, event)).as(surplus.witness()).isTrue();
      assertThat(Firing.fires(silent, event)).as(surplus.witness()).isFalse();
    }
  }

  private static CompiledRule of(String selections) {
    return Authored.rule(selections.replace("; ", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        // texts
        "s: {A: x}                      # s: {A: x}                         # EQUAL",
        "s: {A: x}                      # s: {A: X}                         # EQUAL",
        "s: {A: x}                      # s: {A|cased: x}                   # NARROWER",
        "s: {A|contains: x}             # s: {A|startswith: x}              # NARROWER",
        "s: {A|endswith: '\\a.exe'}     # s: {A|endswith: 'a.exe'}          # WIDER",
        "s: {A: 'C:\\a.exe'}            # s: {A|endswith: '\\a.exe'}        # WIDER",
        "s: {A|contains: foo}           # s: {A|contains: foobar}           # NARROWER",
        "s: {A|startswith: ab}          # s: {A|endswith: ab}               # DIFFERENT",
        "s: {A: [x, y]}                 # s: {A: [y, x]}                    # EQUAL",
        "s: {A: [x, y]}                 # s: {A: [y, z]}                    # DIFFERENT",
        "s: {A|contains|all: [x, y]}    # s: {A|contains: [x, y]}           # WIDER",
        "s: {A: 'a*c'}                  # s: {A|startswith: a}              # WIDER",
        "s: {A: 'a*c'}                  # s: {A: 'a?c'}                     # UNKNOWN",
        "s: {A: 'abc'}                  # s: {A: 'a*c'}                     # WIDER",
        "s: {A: 'a*'}                   # s: {A|startswith: a}              # EQUAL",
        // other tests of values
        "s: {A: 5}                      # s: {A|gte: 5}                     # WIDER",
        "s: {A|gt: 5}                   # s: {A|gt: 4}                      # WIDER",
        "s: {A|lt: 5}                   # s: {A|lte: 5}                     # WIDER",
        "s: {A|cidr: 10.0.0.0/8}        # s: {A|cidr: 10.1.0.0/16}          # NARROWER",
        "s: {A|cidr: '10.0.0.0/8'}      # s: {A|cidr: '::ffff:10.0.0.0/104'} # EQUAL",
        "s: {A: true}                   # s: {A: 'true'}                    # EQUAL",
        "s: {A|re: '^a+b$'}             # s: {A|re: '^a+b$'}                # EQUAL",
        "s: {A|re: '^a+b$'}             # s: {A|re: '^c?d$'}                # DIFFERENT",
        "s: {A|re: 'a+b'}               # s: {A|re|i: 'a+b'}                # UNKNOWN",
        "s: {A|minute: 5}               # s: {A|minute: 6}                  # DIFFERENT",
        // presence
        "s: {A: x}                      # s: {A|exists: true}               # WIDER",
        "s: {A: null}                   # s: {A|exists: false}              # NARROWER",
        "s: {A: null}                   # s: {A: ''}                        # DIFFERENT",
        "s: {A|fieldref: B}             # s: {A|exists: true}               # WIDER",
        "s: {A|fieldref: B}             # s: {A|fieldref: C}                # DIFFERENT",
        // structure
        "s: {A: x, B: y}                # s: {A: x}                         # WIDER",
        "s: [{A: x}, {B: y}]            # s: {A: x}                         # NARROWER",
        "s: {A: x, B: y}                # s: {B: y, A: x}                   # EQUAL",
        "s: [word]                      # s: [words]                        # NARROWER",
        "s: [word]                      # s: {A: word}                      # UNKNOWN",
        "s: {A: []}                     # s: {A: x}                         # WIDER",
        "s: {A: []}                     # s: {B: []}                        # EQUAL",
      })
  void relationOfTwoTexts(String old, String next, Relation relation) {
    assertThat(compare(of(old + "; condition: s"), of(next + "; condition: s")).relation())
        .isEqualTo(relation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "s and not t        # s                   # WIDER",
        "s                  # s and not 1 of t*   # NARROWER",
        "s and not t        # s and not u         # DIFFERENT",
        "s or t             # t or s              # EQUAL",
        "not (s or t)       # not s and not t     # EQUAL",
        "not (s and t)      # not s or not t      # EQUAL",
        "s and (t or u)     # (s and t) or (s and u) # EQUAL",
        "1 of them          # all of them         # NARROWER",
        "s and not s        # t and not t         # EQUAL",
        "s and not s        # t                   # WIDER",
        "not not s          # s                   # EQUAL",
      })
  void relationOfTwoConditions(String old, String next, Relation relation) {
    String selections = "s: {A: x}; t: {B|contains: y}; u: {C|re: 'z'}; condition: ";
    assertThat(compare(of(selections + old), of(selections + next)).relation()).isEqualTo(relation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "{product: windows}  # {product: windows, category: process_creation} # NARROWER",
        "{product: windows, category: process_creation} # {category: process_creation} # WIDER",
        "{product: windows, service: sysmon} # {product: windows, service: security} # DIFFERENT",
        "{product: windows}  # {product: Windows} # EQUAL",
        "{product: [windows, linux]}  # {product: linux} # NARROWER",
        "{product: abacus}  # {product: bead} # DIFFERENT",
      })
  void relationOfTwoLogSources(String old, String next, Relation relation) {
    String detection = "s: {A: x}\ncondition: s";
    assertThat(compare(Authored.rule(old, detection), Authored.rule(next, detection)).relation())
        .isEqualTo(relation);
  }

  @Test
  void predicatesThatCameAndWentAreNamed() {
    RuleDifference difference =
        compare(
            of("s: {A|endswith: x}; f: {B: y}; condition: s and not f"),
            of("s: {A|endswith: [x, z]}; f: {C: y}; condition: s and not f"));
    assertThat(difference.came()).containsExactly("A endswith 'z'", "not C equals 'y'");
    assertThat(difference.went()).containsExactly("not B equals 'y'");
  }

  @Test
  void aFilterIsPartOfTheMeaning() {
    String rule = Authored.text("a rule", "{product: windows}", "s: {A: x}\ncondition: s");
    String filter =
        "title: f\nlogsource: {product: windows}\nfilter: {rules: any, k: {U: y}, condition: not k}";
    RuleDifference difference =
        compare(
            Authored.compile(rule).ruleSet().rules().get(0),
            Authored.compile(rule, filter).ruleSet().rules().get(0));
    assertThat(difference.relation()).isEqualTo(Relation.NARROWER);
    assertThat(difference.losses().witness()).contains("\"U\":\"y\"");
  }

  @Test
  void aWitnessIsAnEventThatAPersonCanRead() {
    RuleDifference difference =
        compare(
            of(
                "s: {Image|endswith: '\\cmd.exe', CommandLine|contains|all: [' /c ', del]}; condition: s"),
            of("s: {Image|endswith: '\\cmd.exe', EventID: 1}; condition: s"));
    assertThat(difference.gains().witness())
        .isEqualTo(
            "{\"logsource\":{\"product\":\"windows\",\"category\":\"process_creation\"},"
                + "\"Image\":\"\\\\cmd.exe\",\"EventID\":1}");
    assertThat(difference.losses().witness()).contains("\"CommandLine\":\" /c  del\"");
  }

  @Test
  void thousandsOfValuesAreComparedInSeconds() {
    String some = values(4_000);
    String more = values(4_001);
    long start = System.nanoTime();
    RuleDifference difference =
        compare(
            of("s: {A|endswith: " + some + "}; condition: s"),
            of("s: {A|endswith: " + more + "}; condition: s"));
    assertThat(difference.gains().answer()).isNotEqualTo(Answer.NO);
    assertThat(difference.losses().answer()).isNotEqualTo(Answer.YES);
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
  }

  @Test
  void whatTakesTooLongIsUnknown() {
    String hard =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "s%d: [{A%d: x, B: y}, {C%d: x, D: '%d'}, {E: z, F%d: w}]"
                        .formatted(i, i, i, i, i))
            .collect(Collectors.joining("\n"));
    CompiledRule all = Authored.rule(hard + "\ncondition: all of s* and not s0");
    assertThat(COMPARISON.compare(all, of("s: {Z: x}; condition: s")).losses().answer())
        .isNotEqualTo(Answer.YES);
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'value" + i + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "s: {A: x}            # s: {B: y}                # YES",
        "s: {A: x}            # s: {A|contains: x}       # YES",
        "s: {A: x, B: null}   # s: {B: y}                # YES",
        "s: {A|exists: false} # s: {A: x}                # NO",
        "s: {A: []}           # s: {A: x}                # NO"
      })
  void anEventOnWhichBothFireIsFoundOrShownNotToBe(String one, String other, Answer answer) {
    CompiledRule a = of(one.strip() + "; condition: s");
    CompiledRule b = of(other.strip() + "; condition: s");
    Surplus shared = COMPARISON.shared(a, b);
    assertThat(shared.answer()).isEqualTo(answer);
    if (answer == Answer.YES) {
      Event event = Authored.event(shared.witness());
      assertThat(Firing.fires(a, event) && Firing.fires(b, event)).isTrue();
      assertThat(Firing.fires(a, Authored.event(COMPARISON.firing(a).witness()))).isTrue();
    }
  }
}
