package dev.sluice.cli;

import dev.sluice.stream.KafkaControl;
import dev.sluice.stream.KafkaControl.Change;
import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ControlKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice prune}: takes old proposals and the files that only they name from the topic. */
@Command(
    name = "prune",
    customSynopsis = "sluice prune [--keep N] --bootstrap-server HOST:PORT [OPTION]...",
    sortOptions = false,
    description = {
      "Take old proposals from the control topic, and the files that no other manifest names.",
      "",
      "The manifest in force and the one before it always stay; what is pruned cannot be rolled back to.",
      ""
    })
final class PruneCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many of the newest proposals stay. Default: ${DEFAULT-VALUE}.")
  private int keep = 20;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Files that came later than this ago stay: a push may be under way. Default: 1h.")
  private Duration grace = Duration.ofHours(1);

  @Option(names = "--dry-run", description = "Say what would go and change nothing.")
  private boolean dryRun;

  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  PruneCommand(Console console) {
    this.console = console;
  }

  /** A record that goes. */
  private record Pruned(String kind, String key) {

    static final ResultForm<Pruned> FORM =
        new ResultForm<>(
            List.of(new Column<>("kind", 8, Pruned::kind), new Column<>("key", 0, Pruned::key)),
            Json::of);
  }

  @Override
  public Integer call() {
    if (keep < 0) {
      throw CommandFailure.usage("--keep must not be negative");
    }
    KafkaControl topics = ruleSet.control();
    RuleSetState state = RuleSetState.read(ruleSet, topics);
    long before = System.currentTimeMillis() - grace.toMillis();
    Pruning pruning = Pruning.of(state, accepted(topics.rulesets().messages()), keep, before);
    OutputFormat format = output.format(console);
    try (ResultWriter<Pruned> writer = format.open(Pruned.FORM, console)) {
      pruning.proposals().forEach(key -> writer.write(new Pruned("proposal", key.text())));
      pruning.blobs().forEach(key -> writer.write(new Pruned("blob", key.text())));
    }
    if (!dryRun) {
      topics.write(tombstones(pruning));
    }
    console
        .err()
        .println(
            "sluice: "
                + Tally.count(pruning.proposals().size())
                + " proposals and "
                + Tally.count(pruning.blobs().size())
                + (dryRun ? " files would go" : " files are gone"));
    return ExitCode.OK;
  }

  /** The manifest in force of each rule set. */
  private static List<SignedManifest> accepted(List<Message> messages) {
    Map<String, SignedManifest> accepted = new LinkedHashMap<>();
    for (Message message : messages) {
      byte[] value = message.value();
      SignedManifest manifest = value == null ? null : SignedManifest.read(value);
      if (manifest != null) {
        accepted.put(Objects.requireNonNullElse(message.key(), ""), manifest);
      }
    }
    return List.copyOf(accepted.values());
  }

  /** Proposals before their files: none stands there without its files. */
  private static List<Change> tombstones(Pruning pruning) {
    List<ControlKey> keys = new ArrayList<>();
    Stream.of(pruning.proposals(), pruning.blobs()).forEach(keys::addAll);
    return keys.stream().map(key -> new Change(key, null)).toList();
  }
}
