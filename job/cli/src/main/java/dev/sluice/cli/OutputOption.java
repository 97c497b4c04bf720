package dev.sluice.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -o}. */
final class OutputOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "How results are written: ${COMPLETION-CANDIDATES}. Default: table on a terminal, ndjson elsewhere.")
  private @Nullable OutputFormat format;

  /** The format asked for, or the default of {@code console}. */
  OutputFormat format(Console console) {
    OutputFormat byDefault = console.outIsTerminal() ? OutputFormat.TABLE : OutputFormat.NDJSON;
    return format == null ? byDefault : format;
  }
}
