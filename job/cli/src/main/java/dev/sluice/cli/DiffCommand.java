package dev.sluice.cli;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.review.RuleComparison;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice diff}: what a change of rules means. */
@Command(
    name = "diff",
    customSynopsis = "sluice diff OLD NEW [OPTION]...",
    sortOptions = false,
    description = {
      "Compare two rule sets by what their rules mean, filters included, not by their text.",
      "",
      "Of a rule in both: which predicates came and went, whether it is wider, narrower, different or equal, and for"
          + " what came and went an event that shows it, made of the predicates and judged by both rules. 'unknown'"
          + " says that no such event was found and that it could not be shown either that there is none. Exit code 1"
          + " when the rule sets do not mean the same.",
      ""
    })
final class DiffCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "The rules as they were: a file, a directory or a .zip archive.")
  private Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The rules as they are.")
  private Path next = Path.of("");

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Problems problems = new Problems(console.err());
    RuleLoader loader = new RuleLoader(tables);
    RuleSetPair pair = new RuleSetPair(load(loader, old, problems), load(loader, next, problems));
    List<MeaningLine> lines = pair.differences(new RuleComparison(EventTables.builtIn()));
    OutputFormat format = output.format(console);
    try (ResultWriter<MeaningLine> writer = writer(format)) {
      lines.forEach(writer::write);
    }
    new Summary()
        .add("old", rules(pair.old()))
        .add("new", rules(pair.next()))
        .add("differences", counts(lines))
        .print(console.err());
    return lines.stream().allMatch(MeaningLine::isEqual) ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private LoadedRules load(RuleLoader loader, Path pack, Problems problems) {
    LoadedRules loaded = loader.load(RuleLoader.files(List.of(pack)), selection.selection());
    loaded.errors().forEach(problems::rule);
    return loaded;
  }

  private ResultWriter<MeaningLine> writer(OutputFormat format) {
    return format == OutputFormat.TABLE
        ? new MeaningText(console)
        : format.open(MeaningLine.form(), console);
  }

  private static String rules(LoadedRules rules) {
    return Tally.count(rules.loaded())
        + " rules loaded, "
        + Tally.count(rules.refused())
        + " refused";
  }

  private static String counts(List<MeaningLine> lines) {
    long added = count(lines, "added");
    long removed = count(lines, "removed");
    long equal = lines.stream().filter(MeaningLine::isEqual).count();
    return Tally.count(added)
        + " added, "
        + Tally.count(removed)
        + " removed, "
        + Tally.count(lines.size() - added - removed - equal)
        + " changed, "
        + Tally.count(equal)
        + " with another text and the same meaning";
  }

  private static long count(List<MeaningLine> lines, String change) {
    return lines.stream().filter(line -> line.change().equals(change)).count();
  }
}
