package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.match.AlertWriter;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.stream.EventJudge.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTest {
  private static final EventReader READER = EventDecoding.builtIn().reader();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Suppression BY_A_AND_B = new Suppression(List.of("a", "b"), HOUR);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':'x','b':'y'}|          {'b':'y','a':'x','c':'z'}",
        "{'a':'ADMIN','b':'Σ'}|      {'a':'admin','b':'ς'}",
        "{'a':'x'}|                  {'a':'x','b':null}",
        "{'a':'x'}|                  {'a':'x','b':[null]}",
        "{'c':1}|                    {'d':2}",
        "{'a':7}|                    {'a':'7'}",
        "{'a':true}|                 {'a':'TRUE'}",
        "{'a':'x','b':{'k':1}}|      {'a':'x','b':{'k':2}}",
      })
  void theseSayTheSame(String one, String other) {
    assertThat(key(one)).isEqualTo(key(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':'x','b':'y'}|          {'a':'y','b':'x'}",
        "{'a':'ab','b':'c'}|         {'a':'a','b':'bc'}",
        "{'a':'x'}|                  {'b':'x'}",
        "{'a':['x','y']}|            {'a':'xy'}",
        "{'a':['x','y']}|            {'a':'x1:y'}",
        "{'a':['x','y']}|            {'a':['y','x']}",
        "{'a':['x'],'b':'y'}|        {'a':['x','y']}",
        "{'a':''}|                   {'c':''}",
        "{'a':''}|                   {'a':{}}",
        "{'a':'{}'}|                 {'a':{}}",
        "{'a':'i'}|                  {'a':'İ'}",
        "{'a':'x;1:b1:y'}|           {'a':'x','b':'y'}",
      })
  void theseDoNot(String one, String other) {
    assertThat(key(one)).isNotEqualTo(key(other));
  }

  @Test
  void halvesOfSurrogatePairsDiffer() {
    assertThat(key("{'a':'\\ud800'}")).isNotEqualTo(key("{'a':'\\ud801'}"));
  }

  @Test
  void aKeyIsShortWhateverTheEventHolds() {
    String huge = "{'a':'" + "İ".repeat(100_000) + "'}";
    assertThat(key(huge).digest()).matches("[0-9a-f]{64}");
    assertThat(key(huge).interval()).isEqualTo(HOUR);
  }

  @Test
  void theOrderOfFieldsDoesNotMatterAndTheirNamesDo() {
    Event event = event("{'a':'x','b':'x'}");
    Suppression turned = new Suppression(List.of("b", "a", "b"), HOUR);
    assertThat(turned).isEqualTo(BY_A_AND_B);
    Suppression byA = new Suppression(List.of("a"), HOUR);
    Suppression byB = new Suppression(List.of("b"), HOUR);
    assertThat(byA.key(event)).isNotEqualTo(byB.key(event));
  }

  @Test
  void withoutFieldsAllEventsSayTheSame() {
    Suppression all = new Suppression(List.of(), HOUR);
    assertThat(all.key(event("{'a':1}"))).isEqualTo(all.key(event("{'b':2}")));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Suppression(List.of("a", ""), HOUR))
        .withMessageContaining("each with a name");
    List<String> many = IntStream.range(0, 17).mapToObj(i -> "f" + i).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Suppression(many, HOUR))
        .withMessageContaining("at most 16");
    for (Duration interval : List.of(Duration.ZERO, HOUR.negated(), Duration.ofDays(8))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Suppression(List.of(), interval))
          .withMessageContaining("from PT1S to PT168H");
    }
  }

  @Test
  void anAlertCarriesTheKeyOfItsRulesSuppression() {
    EventJudge judge = new EventJudge(new AlertWriter(InstantSource.system()));
    Judge rules =
        RuleIndex.of(
                Samples.compiled(
                        1,
                        List.of(
                            Samples.file("any.yml", Samples.ANY_PROCESS),
                            Samples.file("certutil.yml", Samples.CERTUTIL)))
                    .ruleSet(),
                EventTables.builtIn(),
                EventLimits.defaults())
            .newJudge();
    RawEvent raw = Samples.raw(Samples.process(3), 3);
    List<RaisedAlert> plain = ((Outcome.Judged) judge.judge(raw, rules)).raised();
    assertThat(plain).hasSize(2).allMatch(raised -> raised.suppression() == null);
    assertThat(plain).noneMatch(RaisedAlert::shadow);

    Suppression byImage = new Suppression(List.of("Image"), HOUR);
    Map<String, Suppression> suppressions = Map.of(plain.get(1).ruleId(), byImage);
    List<RaisedAlert> raised =
        ((Outcome.Judged) judge.judge(raw, rules, suppressions, Lineage.NONE)).raised();
    assertThat(raised.get(0).suppression()).isNull();
    assertThat(raised.get(1).suppression())
        .isEqualTo(byImage.key(event("{'Image':'c:\\\\WINDOWS\\\\Certutil.exe'}")));
  }

  private static SuppressionKey key(String event) {
    return BY_A_AND_B.key(event(event));
  }

  private static Event event(String singleQuoted) {
    byte[] json = singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ((ReadResult.Readable) READER.read(json)).event();
  }
}
