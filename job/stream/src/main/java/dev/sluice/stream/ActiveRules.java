package dev.sluice.stream;

import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import org.jspecify.annotations.Nullable;

/**
 * The one rule set a subtask judges by. {@link #activate} compiles, then swaps one reference.
 *
 * <p>Touches no state, so that compiling can leave the task thread without a change elsewhere.
 */
final class ActiveRules implements AutoCloseable {
  private final RuleSettings settings;
  private final RuleSetCompiler compiler;
  private volatile SharedRuleSets.@Nullable Lease lease;
  private @Nullable IndexedJudge judge;

  ActiveRules(RuleSettings settings) {
    this.settings = settings;
    this.compiler = settings.compiler();
  }

  /**
   * Judges by {@code update}, which the verifier of this job has compiled, from now on.
   *
   * @throws IllegalStateException when compiling gives another set than the verifier's: the task
   *     must fail
   */
  void activate(RuleSetUpdate update) {
    SharedRuleSets.Lease next = lease(update);
    String expected = update.manifest().hash();
    String hash = next.ruleSet().hash();
    if (!hash.equals(expected)) {
      next.close();
      throw new IllegalStateException(
          update + " compiles to " + hash + " here, and to " + expected + " at the verifier");
    }
    swap(next);
  }

  /**
   * Judges by a set that an earlier job may have verified with other settings; those of this job
   * hold.
   */
  void restore(RuleSetUpdate update) {
    swap(lease(update));
  }

  /** Version in force; 0 when there is none. */
  long version() {
    SharedRuleSets.Lease current = lease;
    return current == null ? 0 : current.ruleSet().version();
  }

  /** Number of rules in force. */
  int size() {
    SharedRuleSets.Lease current = lease;
    return current == null ? 0 : current.ruleSet().rules().size();
  }

  /**
   * The judge of the set in force, for the task thread alone.
   *
   * @throws IllegalStateException when there is none: an event must never overtake the rules
   */
  Judge judge() {
    Judge current = judge;
    if (current == null) {
      throw new IllegalStateException("an event came before any rule set was in force");
    }
    return current;
  }

  /**
   * The rule set in force.
   *
   * @throws IllegalStateException when there is none
   */
  RuleSet ruleSet() {
    return judge().ruleSet();
  }

  @Override
  public void close() {
    swap(null);
  }

  private SharedRuleSets.Lease lease(RuleSetUpdate update) {
    RuleManifest manifest = update.manifest();
    return SharedRuleSets.lease(
        new SharedRuleSets.Key(manifest, settings),
        () -> compiler.compile(manifest.name(), manifest.version(), update.files()),
        lease);
  }

  private void swap(SharedRuleSets.@Nullable Lease next) {
    SharedRuleSets.Lease last = lease;
    lease = next;
    judge = next == null ? null : judge(next.index());
    if (last != null) {
      last.close();
    }
  }

  private IndexedJudge judge(RuleIndex next) {
    return judge == null ? next.newJudge() : judge.succeededBy(next);
  }
}
