package dev.sluice.cli;

import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.EntryKey;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice enable}, {@code disable} and {@code shadow}: what is done with documents. */
@Command(sortOptions = false)
final class ModeCommand implements Callable<Integer> {

  private final Console console;
  private final Mode mode;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description =
          "Documents of the rule set: an id, or with its kind when several have it, e.g. filter:ID.")
  private List<String> ids = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Stays with the documents; the message of the change, too, when there is none.")
  private String reason = "";

  @Mixin private final TreatmentOptions treatment = new TreatmentOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  private ModeCommand(Mode mode, Console console) {
    this.mode = mode;
    this.console = console;
  }

  /** The three commands. */
  static List<CommandSpec> all(Console console) {
    return List.of(
        spec("enable", Mode.ENABLED, "Put documents of a rule set in force.", console),
        spec("disable", Mode.DISABLED, "Take documents of a rule set out of force.", console),
        spec(
            "shadow",
            Mode.SHADOW,
            "Evaluate rules and send their alerts to the shadow topic only.",
            console));
  }

  private static CommandSpec spec(String name, Mode mode, String description, Console console) {
    CommandSpec spec = Main.command(new ModeCommand(mode, console)).name(name);
    spec.usageMessage()
        .customSynopsis("sluice " + name + " ID... --bootstrap-server HOST:PORT [OPTION]...")
        .description(description, "");
    return spec;
  }

  @Override
  public Integer call() {
    treatment.check();
    RuleSetChange running = new RuleSetChange(ruleSet, change.because(reason), output, console);
    RuleSetState state = running.state();
    List<EntryKey> keys =
        ids.stream().map(id -> new EntryName(id).in(state.entries())).distinct().toList();
    ManifestEdit edit = state.edit(change.author(null));
    List<ManifestEntry> meant =
        state.entries().stream().filter(entry -> keys.contains(entry.key())).toList();
    boolean known = meant.size() == keys.size();
    EditResult result =
        treatment.isGiven() && known
            ? edit.upsert(meant.stream().map(this::treated).toList())
            : edit.setMode(keys, mode, reason);
    return running.make(state, result, Map.of());
  }

  private ManifestEntry treated(ManifestEntry entry) {
    return treatment.apply(entry.in(mode, reason));
  }
}
