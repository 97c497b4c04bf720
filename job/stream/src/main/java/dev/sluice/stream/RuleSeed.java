package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleSourcesCompiler.Compilation;
import dev.sluice.stream.RuleStatus.Counts;
import dev.sluice.stream.RuleStatus.Kind;
import dev.sluice.stream.control.StatusOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule set a new job starts with, read and verified before its graph is built.
 *
 * @param snapshotHash of the files as they were read
 */
record RuleSeed(
    RuleSetUpdate update, Compilation compilation, String snapshotHash, RuleStatus status) {
  static final long VERSION = 1;

  /** Who speaks before there is a job. */
  static final StatusOrigin ORIGIN = new StatusOrigin("", "start", 0, 1);

  /**
   * Reads and compiles the rules.
   *
   * @throws IOException when a path is missing or cannot be read at all
   */
  static RuleSeed read(String ruleSet, List<String> paths, RuleSettings settings)
      throws IOException {
    RuleSnapshot snapshot = RuleSnapshot.readAll(paths);
    RuleSources sources = RuleSources.ofFiles(ruleSet, VERSION, snapshot.files());
    Compilation compilation = SharedRuleSets.compiler(settings).compile(sources);
    CompiledRuleSet compiled = compilation.set();
    List<SigmaError> problems = new ArrayList<>(snapshot.unreadable());
    problems.addAll(compilation.problems());
    int refused = compiled.refused() + snapshot.unreadable().size();
    Counts counts = Counts.of(compiled, refused, compiled.skipped(), 0);
    return new RuleSeed(
        RuleSetUpdate.of(sources, compiled.ruleSet().hash()),
        compilation,
        snapshot.hash(),
        RuleStatus.of(Kind.SEED, ruleSet, VERSION, sources.hash(), ORIGIN).with(counts, problems));
  }

  /** The correlations of the set. */
  CorrelationsInForce correlations() {
    return CorrelationsInForce.of(compilation.set().ruleSet(), update.manifest().hash());
  }
}
