package dev.sluice.cli;

import dev.sluice.engine.pipeline.Pipeline;
import dev.sluice.engine.pipeline.PipelineResult;
import dev.sluice.engine.pipeline.Pipelines;
import dev.sluice.engine.sigma.DocumentRewriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names processing pipelines. */
final class PipelineOptions {

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description =
          "A processing pipeline in pySigma's YAML form, which every rule goes through before it is compiled. Of"
              + " several the one of the lowest priority comes first.")
  private List<Path> pipelines = List.of();

  /** Whether any is named. */
  boolean isGiven() {
    return !pipelines.isEmpty();
  }

  /**
   * What the pipelines make of documents; nothing when none is named.
   *
   * @throws CommandFailure when one cannot be read, or asks for something that is not supported
   */
  DocumentRewriting rewriting() {
    List<Pipeline> read = new ArrayList<>();
    for (Path file : pipelines) {
      PipelineResult result = read(file);
      Pipeline pipeline = result.pipeline();
      if (pipeline == null) {
        throw CommandFailure.unreadable(
            String.join("\nsluice: ", result.errors().stream().map(Problems::line).toList()));
      }
      read.add(pipeline);
    }
    return read.isEmpty() ? DocumentRewriting.NONE : new Pipelines(read);
  }

  private static PipelineResult read(Path file) {
    try {
      return Pipeline.parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.toString(), e);
    }
  }
}
