package dev.sluice.cli;

import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice push}: changes what a rule set consists of. */
@Command(
    name = "push",
    customSynopsis = {
      "sluice push PATH... --bootstrap-server HOST:PORT [OPTION]...",
      "       sluice push --delete ID... --bootstrap-server HOST:PORT [OPTION]..."
    },
    sortOptions = false,
    description = {
      "Propose rules to a running job: all of the change comes into force on every subtask, or nothing of it.",
      "",
      "Documents that are not pushed stay as they are. One that is pushed again keeps its mode, level, suppression and"
          + " expiry. What does not compile is not sent.",
      ""
    })
final class PushCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final PushOptions input = new PushOptions();

  @Option(
      names = "--replace",
      description = "Remove every document, filter and table that is not pushed.")
  private boolean replace;

  @Option(
      names = "--replace-packs",
      description = "Remove what is not pushed of the packs that are.")
  private boolean replacePacks;

  @Option(
      names = "--delete",
      arity = "1..*",
      paramLabel = "ID",
      description = "Remove these documents: an id, or e.g. filter:ID.")
  private List<String> deleted = List.of();

  @Option(
      names = "--allow-partial",
      negatable = true,
      description =
          "Load the rest when a document does not compile, from now on. Default: as in force, at first not.")
  private @Nullable Boolean allowPartial;

  @Mixin private final OverlayOptions overlay = new OverlayOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final RuleSetOptions ruleSet = new RuleSetOptions();
  @Mixin private final OutputOption output = new OutputOption();

  PushCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (input.namesFiles() == !deleted.isEmpty()) {
      throw CommandFailure.usage("name the files to push, or what to --delete");
    }
    if (replace ? replacePacks || overlay.isGiven() : replacePacks && overlay.isGiven()) {
      throw CommandFailure.usage(
          "--replace, --replace-packs, and --owner with --expires exclude each other");
    }
    RuleSetChange running = new RuleSetChange(ruleSet, change, output, console);
    return deleted.isEmpty() ? push(running) : delete(running);
  }

  private int delete(RuleSetChange running) {
    RuleSetState state = running.state();
    EditResult result =
        state
            .edit(change.author(null))
            .delete(deleted.stream().map(id -> new EntryName(id).in(state.entries())).toList());
    return running.make(state, result, Map.of());
  }

  private int push(RuleSetChange running) {
    List<SigmaError> problems = new ArrayList<>();
    PushedFiles files = input.read(problems);
    if (files.entries().isEmpty() && problems.isEmpty()) {
      throw CommandFailure.rules("there is no document in these files, or none is selected");
    }
    RuleSetState state = running.state();
    problems.addAll(new PushCheck(state, files).problems());
    report(problems, state);
    ManifestEdit edit = state.edit(change.author(input.first()));
    edit = allowPartial == null ? edit : edit.allowingPartial(allowPartial);
    return running.make(state, edited(edit, files.entries(), state), files.contents());
  }

  private EditResult edited(ManifestEdit edit, List<ManifestEntry> entries, RuleSetState state) {
    if (overlay.isGiven()) {
      return edit.upsert(overlay.apply(entries, state.entries(), change.ticket()));
    }
    if (replacePacks) {
      return edit.replaceContent(withOtherPacks(entries, state));
    }
    return replace ? edit.replaceContent(entries) : edit.upsertContent(entries);
  }

  private static List<ManifestEntry> withOtherPacks(
      List<ManifestEntry> entries, RuleSetState state) {
    Set<String> packs = new HashSet<>();
    Set<Object> keys = new HashSet<>();
    entries.forEach(
        entry -> {
          packs.add(entry.pack());
          keys.add(entry.key());
        });
    List<ManifestEntry> all = new ArrayList<>(entries);
    state.entries().stream()
        .filter(entry -> !packs.contains(entry.pack()) && !keys.contains(entry.key()))
        .forEach(all::add);
    return all;
  }

  private void report(List<SigmaError> problems, RuleSetState state) {
    Problems list = new Problems(console.err());
    List<SigmaError> errors = problems.stream().filter(SigmaError::isError).toList();
    errors.forEach(list::rule);
    int warnings = problems.size() - errors.size();
    if (warnings > 0) {
      console.err().println("sluice: " + Tally.count(warnings) + " warnings, see sluice validate");
    }
    boolean inForce = state.inForce() != null && state.inForce().manifest().allowPartial();
    if (!errors.isEmpty() && !(allowPartial == null ? inForce : allowPartial)) {
      throw CommandFailure.rules(
          Tally.count(errors.size()) + " errors: nothing is sent; --allow-partial sends the rest");
    }
  }
}
