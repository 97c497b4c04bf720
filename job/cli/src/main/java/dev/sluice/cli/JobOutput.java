package dev.sluice.cli;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.Alert;
import dev.sluice.stream.LocalJob;
import dev.sluice.stream.RuleStatus;
import dev.sluice.stream.RunListener;
import dev.sluice.stream.UndecodableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a job sees: alerts as results, the rest on standard error. Called by one thread of
 * the job at a time.
 */
final class JobOutput implements RunListener {

  private final ResultWriter<AlertResult> writer;
  private final Console console;
  private final Problems problems;
  private volatile @Nullable OutputException broken;
  private volatile @Nullable LocalJob job;
  private volatile @Nullable RuleStatus rules;

  JobOutput(ResultWriter<AlertResult> writer, Console console) {
    this.writer = writer;
    this.console = console;
    this.problems = new Problems(console.err());
  }

  @Override
  public void alert(Alert alert) {
    if (broken != null) {
      return;
    }
    try {
      writer.write(AlertResult.of(alert));
    } catch (OutputException e) {
      broken = e;
      cancelWhenBroken();
    }
  }

  @Override
  public void undecodable(UndecodableEvent event) {
    DeadLetter letter = new DeadLetter(event.reason(), event.message(), event.offset());
    problems.event(event.origin().name(), event.origin().position(), letter);
  }

  @Override
  public void ruleSet(RuleStatus status) {
    if (status.kind() == RuleStatus.Kind.SEED || status.kind() == RuleStatus.Kind.ACCEPTED) {
      rules = status;
      console.err().println("sluice: rules version " + text(status));
    } else if (status.kind() == RuleStatus.Kind.REJECTED) {
      console
          .err()
          .println(
              "sluice: rules version "
                  + status.version()
                  + " is rejected: not one rule of it can be used; "
                  + Tally.count(status.counted().active())
                  + " stay in force");
    }
  }

  @Override
  public void ruleProblem(SigmaError problem) {
    if (problem.isError()) {
      problems.rule(problem);
    }
  }

  /**
   * Ends the command when there is nothing to judge by.
   *
   * @throws CommandFailure when the job starts without a rule
   */
  void requireRules() {
    RuleStatus status = rules;
    if (status == null || status.counted().active() == 0) {
      throw CommandFailure.rules("no rule can be used");
    }
  }

  /** Cancels {@code running} when standard output takes no more. */
  void stopWhenBroken(LocalJob running) {
    job = running;
    cancelWhenBroken();
  }

  /**
   * Reports that the results are not complete.
   *
   * @throws OutputException when standard output has taken no more
   */
  void throwIfBroken() {
    OutputException failure = broken;
    if (failure != null) {
      throw failure;
    }
  }

  private void cancelWhenBroken() {
    LocalJob running = job;
    if (broken != null && running != null) {
      running.cancel();
    }
  }

  private static String text(RuleStatus status) {
    String kept =
        status.counted().filesKept() == 0
            ? ""
            : ", "
                + Tally.count(status.counted().filesKept())
                + " files keep their last good content";
    return status.version()
        + ": "
        + Tally.count(status.counted().active())
        + " in force, "
        + Tally.count(status.counted().refused())
        + " refused"
        + kept;
  }
}
