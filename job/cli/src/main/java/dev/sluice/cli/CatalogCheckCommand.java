package dev.sluice.cli;

import dev.sluice.catalog.check.SiteCheck;
import dev.sluice.catalog.check.SiteFinding;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice catalog check}: says what is wrong with a catalogue. */
@Command(
    name = "check",
    customSynopsis = "sluice catalog check FOLDER [OPTION]...",
    sortOptions = false,
    description = {
      "Check a catalogue that was built: broken links, invalid or unsafe HTML, pages that are"
          + " missing or too large, and what no event can match.",
      "",
      "What stands on many pages is one finding. Exit code 1 when there is a finding; --ignore"
          + " COVERAGE_MISSING leaves out what the rules are to blame for.",
      ""
    })
final class CatalogCheckCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FOLDER", description = "Where 'sluice catalog build' wrote to.")
  private Path folder = Path.of("");

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "CODE",
      description = "Leave these findings out: ${COMPLETION-CANDIDATES}.")
  private List<SiteFinding.Code> ignored = List.of();

  @Mixin private final OutputOption output = new OutputOption();

  CatalogCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    OutputFormat format = output.format(console);
    SiteCheck.Checked checked = check();
    Set<SiteFinding.Code> left = EnumSet.allOf(SiteFinding.Code.class);
    ignored.forEach(left::remove);
    List<CatalogFinding> findings =
        checked.findings().stream()
            .filter(finding -> left.contains(finding.code()))
            .map(CatalogFinding::of)
            .toList();
    try (ResultWriter<CatalogFinding> writer = format.open(CatalogFinding.form(format), console)) {
      findings.forEach(writer::write);
    }
    new Summary()
        .add("files", Tally.count(checked.files()))
        .add("pages", Tally.count(checked.pages()))
        .add("findings", Tally.count(findings.size()))
        .add("time", String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9))
        .print(console.err());
    return findings.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private SiteCheck.Checked check() {
    try {
      return SiteCheck.check(folder);
    } catch (FileNotFoundException | NoSuchFileException | NotDirectoryException e) {
      throw CommandFailure.unreadable(folder + ": no catalogue: there is no catalog.json in it");
    } catch (IOException e) {
      throw CommandFailure.unreadable(folder.toString(), e);
    }
  }
}
