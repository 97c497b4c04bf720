package dev.sluice.engine.match;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.engine.FuzzedChoices;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.event.TableSources;
import dev.sluice.engine.sigma.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * {@link JudgeEqualityTest} with the choices of a fuzzer in place of a seed: rules, events, and
 * what changes of the rules. An input of up to 8 kB fills a round; the rest is luck.
 */
class JudgeFuzzTest {
  private static final int EVENTS = 24;
  private static final Set<String> MAPPINGS =
      Set.of(
          "windows.fields.yml",
          "winevent.yml",
          "winlogbeat.yml",
          "winlog.yml",
          "evtx.yml",
          "sentinel.yml",
          "zeek.yml",
          "generic.yml");

  /** Of every way in which fields are found one table: an index of all of them costs more. */
  private static final EventTables TABLES = tables();

  @FuzzTest
  void everyJudgeSaysWhatTheOracleSays(FuzzedDataProvider input) {
    EqualityRound round = new EqualityRound(new FuzzedChoices(input), TABLES, EVENTS);
    List<SourceFile> files = new ArrayList<>(round.files());
    RuleSet before = round.compile(files).ruleSet();
    RuleIndex index = round.index(before);
    assertSame(round, files, index, some -> round.index(compiled(round, some)));
    round.change(files);
    RuleSet after = round.compile(files).ruleSet();
    assertSame(round, files, index.update(after), some -> updated(round, before, some));
  }

  private static EventTables tables() {
    TableSources all = TableSources.builtIn();
    List<TableSource> mappings =
        all.mappings().stream().filter(table -> MAPPINGS.contains(fileName(table))).toList();
    List<TableSource> logSources =
        all.logSources().stream()
            .filter(table -> fileName(table).matches("(windows|zeek|generic).*"))
            .toList();
    return EventTables.of(new TableSources(mappings, logSources));
  }

  private static String fileName(TableSource table) {
    return table.path().replaceFirst(".*[/\\\\]", "");
  }

  private static RuleSet compiled(EqualityRound round, List<SourceFile> files) {
    return round.compile(files).ruleSet();
  }

  private static RuleIndex updated(EqualityRound round, RuleSet before, List<SourceFile> files) {
    RuleIndex index = round.index(before);
    Outcome.of(index.newJudge(), round.events().get(0));
    return index.update(compiled(round, files));
  }

  private static void assertSame(
      EqualityRound round,
      List<SourceFile> files,
      RuleIndex index,
      Function<List<SourceFile>, RuleIndex> again) {
    List<byte[]> differing = round.differenceInOrder(index);
    if (!differing.isEmpty()) {
      Function<List<SourceFile>, Divergence.Judges> judges =
          some ->
              new Divergence.Judges(
                  round.oracle(compiled(round, some)), again.apply(some).newJudge());
      Divergence small = new Divergence(List.copyOf(files), differing).shrunk(judges);
      throw new AssertionError(small.report(judges));
    }
  }
}
