package dev.sluice.cli;

import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.control.ManifestDiff;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice history}: who changed a rule set, when and why. */
@Command(
    name = "history",
    customSynopsis = "sluice history --bootstrap-server HOST:PORT [OPTION]...",
    sortOptions = false,
    description = {
      "List who changed a rule set, when, why, and what became of it; the newest first.",
      ""
    })
final class HistoryCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Option(
      names = "--diff",
      paramLabel = "VERSION|HASH",
      description = "List what this one changes, document by document.")
  private @Nullable String diff;

  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw CommandFailure.usage("--limit must be at least 1");
    }
    KafkaControl topics = ruleSet.control();
    RuleSetState state = RuleSetState.read(ruleSet, topics);
    OutputFormat format = output.format(console);
    if (diff != null) {
      show(new ManifestName(diff).in(state), new History(state, new StatusLog("")), format);
      return ExitCode.OK;
    }
    try (StatusWatch watch = StatusWatch.open(ruleSet, topics);
        ResultWriter<HistoryEntry> writer = format.open(HistoryEntry.form(format), console)) {
      new History(state, watch.log()).entries(limit).forEach(writer::write);
    }
    return ExitCode.OK;
  }

  private void show(SignedManifest manifest, History history, OutputFormat format) {
    ManifestDiff changes = history.diff(manifest);
    if (changes == null) {
      throw CommandFailure.unreadable(
          "what " + manifest + " was made from is not on the control topic any more");
    }
    try (ResultWriter<DiffLine> writer = format.open(DiffLine.FORM, console)) {
      DiffLine.of(changes, WindowChange.NONE).forEach(writer::write);
    }
    console.err().println("sluice: " + manifest + ": " + changes.summary());
  }
}
