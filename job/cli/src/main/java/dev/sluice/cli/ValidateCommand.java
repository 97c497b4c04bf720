package dev.sluice.cli;

import dev.sluice.engine.event.TableSources;
import dev.sluice.engine.lint.Suppressed;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Severity;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
          + " is a warning. 'sluice explain CODE' says what a finding means. A document takes a warning or note away by"
          + " 'sluice.suppress: {CODE: the reason}'.",
      ""
    })
final class ValidateCommand implements Callable<Integer> {

  /** A repair may lay open what another repairs, seldom more than once. */
  private static final int MAX_PASSES = 3;

  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, directories or .zip archives. A directory may hold 'mappings' and 'logsources', which count"
              + " as with --tables.")
  private List<Path> paths = List.of();

  @Option(names = "--strict", description = "Warnings count as errors.")
  private boolean strict;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description = "Leave out what is less than this: error, warning or note. Default: note.")
  private Severity minSeverity = Severity.NOTE;

  @Option(
      names = "--fix",
      description =
          "Repair in the files what can be repaired without changing what a rule means, and report the rest. Comments"
              + " and layout stay.")
  private boolean fix;

  @Option(names = "--codes", help = true, description = "List every code and what it means.")
  private boolean codes;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "How results are written: ${COMPLETION-CANDIDATES}. Default: table on a terminal, ndjson elsewhere.")
  private @Nullable FindingFormat format;

  @Mixin private final TableOptions tables = new TableOptions();
  @Mixin private final PipelineOptions pipelines = new PipelineOptions();

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (codes) {
      return listCodes();
    }
    if (fix && pipelines.isGiven()) {
      throw CommandFailure.usage(
          "--fix repairs files as they are written, which is not what --pipeline makes of them");
    }
    Pass pass = inspect();
    int repaired = 0;
    for (int i = 0; fix && i < MAX_PASSES; i++) {
      int now = new FileRepair(pass.files().files()).repair(pass.inspection().findings());
      repaired += now;
      pass = now == 0 ? pass : inspect();
    }
    write(pass.inspection());
    return summary(pass, repaired);
  }

  private record Pass(RuleFiles files, LoadedRules rules, Inspection inspection) {}

  private Pass inspect() {
    boolean bringsTables = paths.stream().anyMatch(TableSources::areIn);
    RuleFiles files = bringsTables ? RuleLoader.files(paths) : RuleLoader.someFiles(paths);
    LoadedRules rules =
        new RuleLoader(tables.placeholders(), tables.tables(paths), pipelines.rewriting())
            .load(files, RuleSelection.ALL);
    return new Pass(files, rules, Inspection.of(files, rules));
  }

  private void write(Inspection inspection) {
    List<SigmaError> shown =
        inspection.findings().stream()
            .filter(finding -> finding.code().severity().compareTo(minSeverity) <= 0)
            .toList();
    FindingFormat form = FindingFormat.of(format, console);
    if (form == FindingFormat.SARIF) {
      List<Suppressed> suppressed =
          inspection.suppressed().stream()
              .filter(each -> each.finding().code().severity().compareTo(minSeverity) <= 0)
              .toList();
      new LineOutput(console.out())
          .line(new String(SarifReport.of(shown, suppressed), StandardCharsets.UTF_8));
      return;
    }
    try (ResultWriter<Finding> writer = form.plain().open(Finding.form(form.plain()), console)) {
      shown.stream().map(Finding::of).forEach(writer::write);
    }
  }

  private int summary(Pass pass, int repaired) {
    List<SigmaError> findings = pass.inspection().findings();
    long errors = findings.stream().filter(SigmaError::isError).count();
    long notes = findings.stream().filter(ValidateCommand::isNote).count();
    long warnings = findings.size() - errors - notes;
    int suppressed = pass.inspection().suppressed().size();
    int files = pass.files().files().size() + pass.files().problems().size();
    Summary summary =
        new Summary()
            .add("files", Tally.count(files))
            .rules(pass.rules())
            .add("findings", counts(errors, warnings, notes));
    if (suppressed > 0) {
      summary.add("suppressed", Tally.count(suppressed));
    }
    if (fix) {
      summary.add("repaired", Tally.count(repaired));
    }
    summary.print(console.err());
    return errors > 0 || (strict && warnings > 0) ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private int listCodes() {
    OutputFormat form = FindingFormat.of(format, console).plain();
    try (ResultWriter<CodeEntry> writer = form.open(CodeEntry.form(), console)) {
      Arrays.stream(ErrorCode.values()).map(CodeEntry::of).forEach(writer::write);
    }
    return ExitCode.OK;
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
}
