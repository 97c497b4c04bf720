package dev.sluice.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What judges see on their way, held against every event read in full. */
class CorpusCoverageTest {

  private static final int SUBTASKS = 3;

  private final RuleSet rules;
  private final Coverage whole;
  private final List<IndexedJudge> judges = new ArrayList<>();
  private final List<SeenKinds> seen = new ArrayList<>();

  CorpusCoverageTest() throws IOException {
    rules =
        new RuleSetCompiler(
                RuleSelection.DEFAULT, Placeholders.NONE, Authored.TABLES.logSources().known())
            .compile("x", 1, RuleFiles.load(Corpus.file("sigmahq/sigmahq-rules.zip")).files())
            .ruleSet();
    whole = new Coverage(rules);
    RuleIndex index = RuleIndex.of(rules, Authored.TABLES, EventLimits.defaults());
    for (int i = 0; i < SUBTASKS; i++) {
      judges.add(index.newJudge());
      seen.add(new SeenKinds(1));
      seen.get(i).rules(rules);
    }
  }

  @Test
  void whatSubtasksSeeAddsUpToTheCoverageOfAllTelemetry() throws IOException {
    EventReader reader =
        new EventReader(
            Authored.TABLES.schemas(), Authored.TABLES.logSources(), EventLimits.defaults());
    List<Path> captures;
    try (Stream<Path> files = Files.list(Corpus.file("telemetry"))) {
      captures = files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
    for (Path capture : captures) {
      try (JsonDocuments documents =
          JsonDocuments.open(
              Files.newInputStream(capture), JsonDocuments.Layout.LINES, EventLimits.defaults())) {
        for (JsonDocuments.Document document = documents.next();
            document != null;
            document = documents.next()) {
          add(((ReadResult.Readable) reader.read(document.bytes())).event());
        }
      }
    }
    Coverage sum = new Coverage(rules);
    seen.forEach(part -> part.of(0).forEach(sum::add));
    assertThat(sum.rules()).isEqualTo(whole.rules());
    assertThat(sum.rules())
        .filteredOn(rule -> rule.sight() == RuleCoverage.Sight.LIVE)
        .hasSizeGreaterThan(1000);
  }

  private void add(Event event) {
    whole.add(event);
    int subtask = Math.floorMod(String.valueOf(event.host()).hashCode(), SUBTASKS);
    judges.get(subtask).judge(event.bytes());
    seen.get(subtask).add(0, event.host(), judges.get(subtask));
  }
}
