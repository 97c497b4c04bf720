package dev.sluice.cli;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Severity;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice validate}: says what is wrong with rules and tables. */
@Command(
    name = "validate",
    customSynopsis = "sluice validate PATH... [OPTION]...",
    sortOptions = false,
    description = {
      "Check rules, filters, correlations, and mapping and log source tables: one finding a problem.",
      "",
      "Every document is checked, whatever its status. Exit code 1 when there is an error; with --strict also when there"
          + " is a warning. A note says which rule alerts only through a correlation of its file.",
      ""
    })
final class ValidateCommand implements Callable<Integer> {

  private static final Comparator<SigmaError> BY_PLACE =
      Comparator.comparing(SigmaError::file)
          .thenComparingInt(SigmaError::line)
          .thenComparingInt(SigmaError::column);

  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, directories or .zip archives. A directory may hold 'mappings' and 'logsources'; having both, they"
              + " replace the tables that are built in.")
  private List<Path> paths = List.of();

  @Option(names = "--strict", description = "Warnings count as errors.")
  private boolean strict;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final TableOptions tables = new TableOptions();

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RuleFiles files = RuleLoader.files(paths);
    LoadedRules rules =
        new RuleLoader(tables.placeholders(), eventTables()).load(files, RuleSelection.ALL);
    List<SigmaError> problems = new ArrayList<>(tableErrors());
    problems.addAll(rules.problems());
    problems.addAll(silenced(rules));
    problems = problems.stream().distinct().sorted(BY_PLACE).toList();
    OutputFormat format = output.format(console);
    try (ResultWriter<Finding> writer = format.open(Finding.form(format), console)) {
      problems.stream().map(Finding::of).forEach(writer::write);
    }
    long errors = problems.stream().filter(SigmaError::isError).count();
    long notes = problems.stream().filter(ValidateCommand::isNote).count();
    long warnings = problems.size() - errors - notes;
    new Summary()
        .add("files", Tally.count(files.files().size() + (long) files.problems().size()))
        .rules(rules)
        .add("findings", counts(errors, warnings, notes))
        .print(console.err());
    return errors > 0 || (strict && warnings > 0) ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private static boolean isNote(SigmaError problem) {
    return problem.code().severity() == Severity.NOTE;
  }

  private static String counts(long errors, long warnings, long notes) {
    return Tally.count(errors)
        + " errors, "
        + Tally.count(warnings)
        + " warnings"
        + (notes == 0 ? "" : ", " + Tally.count(notes) + " notes");
  }

  /**
   * Says of each rule and correlation that does not alert by itself which one alerts in its place.
   */
  private static List<SigmaError> silenced(LoadedRules rules) {
    Map<String, String> silencers = rules.compiled().ruleSet().correlations().silencers();
    return rules
        .headers()
        .filter(header -> silencers.containsKey(header.id()))
        .map(header -> silenced(header, rules.title(silencers.getOrDefault(header.id(), ""))))
        .toList();
  }

  private static SigmaError silenced(Header header, String silencer) {
    return SigmaError.at(
            header.file(),
            header.position(),
            ErrorCode.RULE_SILENCED,
            "alerts only through the correlation '" + silencer + "'",
            "'generate: true' in the correlation lets it alert by itself too")
        .in(header.id(), header.title());
  }

  /** The tables by which it is told whether a rule can fire. */
  private EventTables eventTables() {
    return paths.stream()
        .map(TableFolders::new)
        .filter(folders -> !tables.namesTables() && folders.isComplete())
        .findFirst()
        .map(TableFolders::load)
        .orElseGet(tables::tables);
  }

  private List<SigmaError> tableErrors() {
    return paths.stream()
        .map(TableFolders::new)
        .flatMap(folders -> folders.errors().stream())
        .toList();
  }
}
