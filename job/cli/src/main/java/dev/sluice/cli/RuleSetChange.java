package dev.sluice.cli;

import dev.sluice.cli.Proposer.Proposed;
import dev.sluice.cli.StatusWatch.Fate;
import dev.sluice.engine.yaml.Printable;
import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.EditResult.Edited;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.StatusRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A change of a rule set on its way: proposed, and followed until it is in force. */
final class RuleSetChange {

  private final RuleSetOptions ruleSet;
  private final ChangeOptions options;
  private final OutputFormat format;
  private final Console console;
  private final KafkaControl topics;
  private final Proposer proposer;

  /**
   * Checks the options and reads the keys; connects to nothing yet.
   *
   * @throws CommandFailure when an option makes no sense or a key cannot be read
   */
  RuleSetChange(
      RuleSetOptions ruleSet, ChangeOptions options, OutputOption output, Console console) {
    options.check();
    this.ruleSet = ruleSet;
    this.options = options;
    this.format = output.format(console);
    this.console = console;
    this.topics = ruleSet.control();
    this.proposer = new Proposer(topics, options.keys());
  }

  /** The rule set as it stands now. */
  RuleSetState state() {
    return RuleSetState.read(ruleSet, topics);
  }

  /**
   * Makes the change; returns the exit code.
   *
   * @param state that the change was made from
   * @param contents of files by hash, besides those on the control topic
   * @throws CommandFailure when it is refused, rejected or not in force in time
   */
  int make(RuleSetState state, EditResult result, Map<String, byte[]> contents) {
    if (result instanceof EditResult.Refused refused) {
      throw CommandFailure.usage(Printable.of(refused.message()));
    }
    if (!(result instanceof Edited edited)) {
      return unchanged(Objects.requireNonNull(state.inForce(), "nothing cannot stay as it is"));
    }
    if (options.dryRun()) {
      return show(edited, windows(state, edited, contents));
    }
    Duration patience = options.patience();
    if (patience != null) {
      return proposeAndWait(state, edited, contents, patience);
    }
    Proposed proposed = propose(state, edited, contents);
    warnAboutRivals(state, proposed.manifest());
    write(result(proposed, edited));
    return ExitCode.OK;
  }

  private static WindowChange windows(
      RuleSetState state, Edited edited, Map<String, byte[]> contents) {
    Map<String, byte[]> known = state.control().contents();
    known.putAll(contents);
    return WindowChange.between(
        new ManifestContent(state.entries(), known),
        new ManifestContent(edited.manifest().entries(), known));
  }

  private int show(Edited edited, WindowChange windows) {
    try (ResultWriter<DiffLine> writer = format.open(DiffLine.FORM, console)) {
      DiffLine.of(edited.diff(), windows).forEach(writer::write);
    }
    Set<String> changed = new HashSet<>(edited.diff().ids());
    windows.afresh().stream()
        .filter(id -> !changed.contains(id))
        .forEach(id -> say("correlation " + id + " starts afresh: it looks at something else"));
    say("version " + edited.manifest().version() + " would change: " + edited.diff().summary());
    return ExitCode.OK;
  }

  private int unchanged(SignedManifest inForce) {
    say(inForce + " is in force and says the same: nothing to do");
    ChangeResult result = ChangeResult.unchanged(inForce);
    Duration patience = options.patience();
    if (options.dryRun() || patience == null) {
      write(result);
      return ExitCode.OK;
    }
    try (StatusWatch watch = StatusWatch.open(ruleSet, topics)) {
      if (watch.await(inForce.hash(), patience) == Fate.ACTIVE) {
        return active(result, watch);
      }
      write(result.in("late", ""));
      throw CommandFailure.unacknowledged(late(inForce, watch, patience));
    }
  }

  private Proposed propose(RuleSetState state, Edited edited, Map<String, byte[]> contents) {
    Proposed proposed = proposer.propose(state, edited.manifest(), contents);
    say("proposed " + proposed.manifest() + ": " + edited.diff().summary());
    return proposed;
  }

  private int proposeAndWait(
      RuleSetState state, Edited edited, Map<String, byte[]> contents, Duration patience) {
    try (StatusWatch watch = StatusWatch.open(ruleSet, topics)) {
      Proposed proposed = propose(state, edited, contents);
      SignedManifest manifest = proposed.manifest();
      ChangeResult result = result(proposed, edited);
      Fate fate = watch.await(manifest.hash(), patience);
      if (fate == Fate.ACTIVE) {
        awaitOnTopic(manifest);
        return active(result, watch);
      }
      if (fate == Fate.REJECTED) {
        throw rejected(result, manifest, watch.log());
      }
      write(result.in("late", ""));
      String message = late(manifest, watch, patience);
      throw CommandFailure.unacknowledged(
          options.rollbackOnTimeout() ? message + "; " + retreat(state, manifest) : message);
    }
  }

  private int active(ChangeResult result, StatusWatch watch) {
    watch.log().acknowledgements().counts(result.hash()).forEach(count -> say(count.toString()));
    write(result.in("active", ""));
    return ExitCode.OK;
  }

  /**
   * Waits, for a while, until who makes the next change will find this one: the job writes what it
   * accepts and what it says to different topics.
   */
  private void awaitOnTopic(SignedManifest manifest) {
    long deadline = System.nanoTime() + ruleSet.timeout().toNanos();
    while (System.nanoTime() < deadline) {
      SignedManifest inForce = RuleSetState.inForce(ruleSet.name(), topics.rulesets().messages());
      if (inForce != null && inForce.manifest().version() >= manifest.manifest().version()) {
        return;
      }
    }
  }

  private CommandFailure rejected(ChangeResult result, SignedManifest manifest, StatusLog log) {
    StatusRecord verdict = Objects.requireNonNull(log.verdict(manifest.hash()), "no verdict");
    Reason reason = Objects.requireNonNull(verdict.reason(), "no reason");
    verdict.errors().forEach(error -> console.err().println(Printable.of(error.toString())));
    int more = verdict.errorsTotal() - verdict.errors().size();
    if (more > 0) {
      say(more + " more errors");
    }
    write(result.in("rejected", reason.name()));
    String hint = Hint.of(reason);
    return CommandFailure.rejected(
        manifest
            + " is rejected: "
            + reason
            + ": "
            + Printable.of(verdict.message())
            + (hint.isEmpty() ? "" : " (" + hint + ")"));
  }

  private static String late(SignedManifest manifest, StatusWatch watch, Duration patience) {
    StatusLog log = watch.log();
    List<String> counts =
        log.acknowledgements().counts(manifest.hash()).stream()
            .map(Acknowledgements.Count::toString)
            .toList();
    return manifest
        + (log.verdict(manifest.hash()) == null ? " is not judged" : " is accepted, but not ACTIVE")
        + " within "
        + patience.toMillis()
        + " ms"
        + (counts.isEmpty() ? "; no subtask has spoken" : "; " + String.join("; ", counts));
  }

  private String retreat(RuleSetState before, SignedManifest manifest) {
    return new Retreat(before, options.author(null), proposer).from(manifest);
  }

  /** Says which proposals of the same version nobody has decided on: only one can be accepted. */
  private void warnAboutRivals(RuleSetState state, SignedManifest manifest) {
    List<SignedManifest> rivals = state.rivals(manifest);
    if (rivals.isEmpty()) {
      return;
    }
    try (StatusWatch watch = StatusWatch.open(ruleSet, topics)) {
      rivals.stream()
          .filter(rival -> watch.log().verdict(rival.hash()) == null)
          .forEach(rival -> say(rival + " is proposed too: only one of them can be accepted"));
    }
  }

  private static ChangeResult result(Proposed proposed, Edited edited) {
    return ChangeResult.proposed(proposed.manifest(), edited.diff(), proposed.files());
  }

  private void write(ChangeResult result) {
    try (ResultWriter<ChangeResult> writer = format.open(ChangeResult.FORM, console)) {
      writer.write(result);
    }
  }

  private void say(String text) {
    console.err().println("sluice: " + text);
  }
}
