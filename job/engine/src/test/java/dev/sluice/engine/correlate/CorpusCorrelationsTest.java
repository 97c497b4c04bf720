package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Corpus;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The correlations that others have published: 14, all of them valid. */
class CorpusCorrelationsTest {
  private static final int PUBLISHED = 14;

  private static CompiledRuleSet compile() throws IOException {
    RuleFiles files = RuleFiles.load(Corpus.file("mdecrevoisier/mdecrevoisier-rules.zip"));
    return new RuleSetCompiler(
            RuleSelection.ALL, Placeholders.NONE, EventTables.builtIn().logSources().known())
        .compile("corpus", 1, files.files());
  }

  @Test
  void allOfThemLoadBesideTheOtherRules() throws IOException {
    CompiledRuleSet compiled = compile();
    assertThat(compiled.correlations()).hasSize(PUBLISHED);
    assertThat(compiled.problems())
        .extracting(SigmaError::code)
        .noneMatch(code -> code.name().startsWith("CORRELATION"));
    assertThat(compiled.ruleSet().correlations().silencers())
        .as("each has its rule in its own file")
        .hasSize(PUBLISHED);
    assertThat(compiled.ruleSet().correlations().all())
        .allMatch(correlation -> correlation.stage() == 1 && !correlation.shadow());
  }

  @Test
  void eachFiresAtItsThresholdAndNotBefore() throws IOException {
    CorrelationSet set = compile().ruleSet().correlations();
    for (CompiledCorrelation correlation : set.all()) {
      int least = correlation.definition().comparisons().get(0).value().intValueExact();
      assertThat(alerts(set, correlation, least - 1)).as(correlation.header().title()).isEmpty();
      assertThat(alerts(set, correlation, least)).as(correlation.header().title()).hasSize(1);
    }
  }

  /** The alerts on so many signals of one group, each with its own value. */
  private static List<CorrelationAlert> alerts(
      CorrelationSet set, CompiledCorrelation correlation, int count) {
    CorrelationDefinition definition = correlation.definition();
    CorrelationRun run = new CorrelationRun(set, false);
    for (int i = 0; i < count; i++) {
      String value = Integer.toString(i);
      run.feed(
          new Signal(
              correlation.definitionHash(),
              correlation.stage(),
              definition.groupBy().stream().map(field -> "one").toList(),
              IntStream.range(0, definition.valueFields().size()).mapToObj(f -> value).toList(),
              new Contribution(i, Origin.file("f", i), null, 0, null)));
    }
    return run.finish();
  }
}
