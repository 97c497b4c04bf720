package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.ReadResult;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a judge says of its last event, held against the event read in full. */
class JudgedEventTest {

  private static final int EVENTS = 400;

  private int present;
  private int absent;
  private int unreadable;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aJudgeKnowsOfItsLastEventWhatTheFullReaderDoes(long seed) {
    EqualityRound round = new EqualityRound(seed, EVENTS);
    RuleSet rules = round.compile(round.files()).ruleSet();
    Set<String> fields = new LinkedHashSet<>();
    LeafWalk.fields(rules.rules().stream().map(CompiledRule::predicate).toList(), fields);
    IndexedJudge judge = round.index(rules).newJudge();
    for (int i = 0; i < round.events().size(); i++) {
      judge.judge(round.events().get(i));
      if (round.read().get(i) instanceof ReadResult.Readable readable) {
        compare(judge, readable.event(), rules, fields);
      } else {
        unreadable++;
        assertThat(judge.logSources()).isEmpty();
        assertThat(fields).noneMatch(judge::has);
      }
    }
    assertThat(present).isGreaterThan(EVENTS / 4);
    assertThat(absent).isGreaterThan(EVENTS / 4);
    assertThat(unreadable).isPositive();
  }

  private void compare(JudgedEvent judged, Event event, RuleSet rules, Set<String> fields) {
    assertThat(ScanMatcher.admitted(rules.rules(), judged.logSources()))
        .isEqualTo(ScanMatcher.admitted(rules.rules(), event.logSources()));
    assertThat(judged.logSources().isEmpty()).isEqualTo(event.logSources().isEmpty());
    for (String field : fields) {
      boolean has = JudgedEvent.of(event).has(field);
      assertThat(judged.has(field)).as(field).isEqualTo(has);
      present += has ? 1 : 0;
      absent += has ? 0 : 1;
    }
  }
}
