package dev.sluice.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Match;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.Verdict;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The pipelines that pySigma publishes for Windows, written down as ours, and judges by them. */
final class PublishedPipelines {

  static final EventTables TABLES = EventTables.builtIn();

  private PublishedPipelines() {}

  static Pipelines of(String... names) throws IOException {
    List<Pipeline> pipelines = new ArrayList<>();
    for (String name : names) {
      try (InputStream in =
          PublishedPipelines.class.getResourceAsStream("/pipelines/" + name + ".yml")) {
        PipelineResult result = Pipeline.parse(name, Objects.requireNonNull(in).readAllBytes());
        assertThat(result.errors()).isEmpty();
        pipelines.add(Objects.requireNonNull(result.pipeline()));
      }
    }
    return new Pipelines(pipelines);
  }

  static RuleSet compile(List<SourceFile> files, DocumentRewriting rewriting) {
    return new RuleSetCompiler(
            RuleSelection.DEFAULT, Placeholders.NONE, TABLES.logSources().known(), rewriting)
        .compile("x", 1, files)
        .ruleSet();
  }

  static Judge judge(RuleSet rules) {
    return RuleIndex.of(rules, TABLES, EventLimits.defaults()).newJudge();
  }

  /** The paths of the rules that fire. */
  static Set<String> fired(Judge judge, byte[] event) {
    return judge.judge(event) instanceof Verdict.Fired fired
        ? fired.matches().stream()
            .map(Match::rule)
            .map(rule -> rule.header().path())
            .collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>();
  }

  /** The rules of which a pipeline makes rules of {@code service}. */
  static Set<String> movedTo(String service, List<SourceFile> rules, Pipelines pipelines) {
    Set<String> before = ofService(service, compile(rules, DocumentRewriting.NONE));
    Set<String> after = ofService(service, compile(rules, pipelines));
    after.removeAll(before);
    return after;
  }

  private static Set<String> ofService(String service, RuleSet rules) {
    return rules.rules().stream()
        .filter(rule -> rule.rule().logSource().products().contains("windows"))
        .filter(rule -> rule.rule().logSource().services().contains(service))
        .map(rule -> rule.header().path())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
