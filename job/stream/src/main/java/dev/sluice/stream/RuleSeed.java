package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleStatus.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule set a new job starts with, read and verified before its graph is built.
 *
 * @param snapshotHash of the files as they were read
 */
record RuleSeed(
    RuleSetUpdate update, CompiledRuleSet compiled, String snapshotHash, RuleStatus status) {
  static final long VERSION = 1;

  /**
   * Reads and compiles the rules.
   *
   * @throws IOException when a path is missing or cannot be read at all
   */
  static RuleSeed read(String ruleSet, List<String> paths, RuleSettings settings)
      throws IOException {
    RuleSnapshot snapshot = RuleSnapshot.readAll(paths);
    CompiledRuleSet compiled = settings.compiler().compile(ruleSet, VERSION, snapshot.files());
    String hash = compiled.ruleSet().hash();
    List<SigmaError> problems = new ArrayList<>(snapshot.unreadable());
    problems.addAll(compiled.problems());
    int active = compiled.ruleSet().rules().size();
    int refused = compiled.refused() + snapshot.unreadable().size();
    return new RuleSeed(
        RuleSetUpdate.of(ruleSet, VERSION, hash, snapshot.files()),
        compiled,
        snapshot.hash(),
        new RuleStatus(
            Kind.SEED,
            ruleSet,
            VERSION,
            hash,
            0,
            1,
            active,
            refused,
            compiled.skipped(),
            Math.toIntExact(compiled.unroutable()),
            0,
            problems));
  }
}
