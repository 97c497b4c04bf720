package dev.sluice.cli;

import dev.sluice.stream.control.EditResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice rollback}: brings back what was in force before. */
@Command(
    name = "rollback",
    customSynopsis = "sluice rollback [--to VERSION] --bootstrap-server HOST:PORT [OPTION]...",
    sortOptions = false,
    description = {
      "Propose the content of an earlier version as a new version; without --to that of the one before.",
      "",
      "Modes, levels and expiries come back with it, as they were then.",
      ""
    })
final class RollbackCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--to",
      paramLabel = "VERSION|HASH",
      description = "The version to bring back, or the first digits of its hash.")
  private @Nullable String target;

  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  RollbackCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RuleSetChange running = new RuleSetChange(ruleSet, change, output, console);
    RuleSetState state = running.state();
    SignedManifest old = find(state);
    console.err().println("sluice: rolling back to " + old);
    EditResult result = state.edit(change.author(null)).rollback(old.manifest());
    return running.make(state, result, Map.of());
  }

  private SignedManifest find(RuleSetState state) {
    List<SignedManifest> lineage = state.lineage();
    if (lineage.isEmpty()) {
      throw CommandFailure.usage("rule set '" + state.ruleSet() + "' has never been in force");
    }
    if (target != null) {
      return new ManifestName(target).in(state);
    }
    if (lineage.size() > 1) {
      return lineage.get(1);
    }
    throw lineage.get(0).manifest().parent().isEmpty()
        ? CommandFailure.usage(lineage.get(0) + " is the first: nothing was in force before it")
        : CommandFailure.unreadable(
            "what was in force before " + lineage.get(0) + " is not on the control topic any more");
  }
}
