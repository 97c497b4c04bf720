package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When the plans of an index are built after a change of rules. */
class RuleIndexUpdateTest {
  private static final EventTables TABLES = EventTables.builtIn();
  private static final byte[] EVENT =
      "{\"EventID\":1,\"Channel\":\"c\",\"Image\":\"evil7\"}".getBytes(StandardCharsets.UTF_8);

  private final RuleSetCompiler compiler =
      new RuleSetCompiler(RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known());
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int begun;

  @Test
  void aPlanThatIsBeingBuiltIsFinishedForTheNextSet() {
    RuleIndex before = RuleIndex.of(rules("a", 20), TABLES, EventLimits.defaults(), this::later);
    assertFires(before.newJudge(), "a7", 0);

    RuleIndex after = before.update(rules("a", 19));
    runWaiting();

    assertFires(after.newJudge(), "a7", 1);
    assertThat(begun).isEqualTo(2);
  }

  @Test
  void noEventIsScannedBecauseAllRulesWereReplaced() {
    RuleIndex before = RuleIndex.of(rules("a", 200), TABLES, EventLimits.defaults(), this::atOnce);
    assertFires(before.newJudge(), "a7", 1);

    RuleIndex after = before.update(rules("b", 200));

    assertThat(begun).isEqualTo(2);
    assertFires(after.newJudge(), "b7", 1);
    assertThat(begun).isEqualTo(2);
  }

  private void later(Runnable work) {
    begun++;
    waiting.add(work);
  }

  private void atOnce(Runnable work) {
    begun++;
    work.run();
  }

  private void runWaiting() {
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
  }

  private static void assertFires(IndexedJudge judge, String id, long withPlan) {
    Verdict.Fired fired = (Verdict.Fired) judge.judge(EVENT);
    assertThat(fired.matches()).extracting(match -> match.rule().id()).containsExactly(id);
    assertThat(judge.judged()).isEqualTo(withPlan);
  }

  /** Rules whose ids begin with {@code prefix}; number 7 fires. */
  private RuleSet rules(String prefix, int count) {
    List<SourceFile> files =
        IntStream.range(0, count).mapToObj(number -> rule(prefix, number)).toList();
    return compiler.compile("set", 1, files).ruleSet();
  }

  private static SourceFile rule(String prefix, int number) {
    String path = prefix + number + ".yml";
    String text =
        """
        title: a rule
        id: %s%d
        logsource: {product: windows}
        detection:
          sel: {Image: evil%d}
          condition: sel
        """
            .formatted(prefix, number, number);
    return new SourceFile("pack", path, path, text.getBytes(StandardCharsets.UTF_8));
  }
}
