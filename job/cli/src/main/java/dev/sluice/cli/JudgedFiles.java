package dev.sluice.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which events are judged by which rules. */
final class JudgedFiles {

  @Option(
      names = "--rules",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rule packs: files, directories or .zip archives.")
  private List<Path> rules = List.of();

  @Option(
      names = "--events",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Events as JSON: .ndjson, .jsonl or .json, plain or gzip; '-' is standard input.")
  private List<String> events = List.of();

  /** The files of events, in their order. */
  List<EventFile> events() {
    return EventFile.of(events);
  }

  /**
   * Loads the rules; what is refused goes to {@code problems}.
   *
   * @throws CommandFailure when a pack cannot be read, or no rule can be used
   */
  LoadedRules load(SelectionOptions selection, TableOptions tables, Problems problems) {
    return load(selection, new RuleLoader(tables), problems);
  }

  /**
   * Loads the rules with {@code loader}; what is refused goes to {@code problems}.
   *
   * @throws CommandFailure when a pack cannot be read, or no rule can be used
   */
  LoadedRules load(SelectionOptions selection, RuleLoader loader, Problems problems) {
    LoadedRules loaded = loader.load(RuleLoader.files(rules), selection.selection());
    loaded.errors().forEach(problems::rule);
    loaded.requireRules();
    return loaded;
  }
}
