package dev.sluice.stream;

import dev.sluice.engine.yaml.SigmaError;

/**
 * Gets to know what a run sees. One call at a time, from the threads of the job: whoever takes long
 * holds the job up.
 *
 * <p>What throws here makes the job fail.
 */
public interface RunListener {

  /** An alert; not called when alerts go to files. A recovery may repeat it. */
  default void alert(Alert alert) {}

  /**
   * An event that cannot be read; not called when dead letters go to files. A recovery may repeat
   * it.
   */
  default void undecodable(UndecodableEvent event) {}

  /**
   * What became of a rule set. It has all of the problems, {@link #ruleProblem} those that are new.
   */
  default void ruleSet(RuleStatus status) {}

  /** An error or warning in a rule, once as long as it stays. */
  default void ruleProblem(SigmaError problem) {}
}
