package dev.sluice.cli;

import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.RewrittenFile;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which files are pushed. */
final class PushOptions {

  /** Behind the name of a file in messages about what became of it. */
  private static final String REWRITTEN = " after --pipeline";

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Rules, correlations and filters: files, directories or .zip archives.")
  private List<Path> paths = List.of();

  @Option(
      names = "--mappings",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Mapping tables; each takes the place of that with the same file name.")
  private List<Path> mappings = List.of();

  @Option(
      names = "--logsources",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Log source tables.")
  private List<Path> logSources = List.of();

  @Option(
      names = "--placeholders",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Tables with the values of placeholders.")
  private List<Path> placeholders = List.of();

  @Option(
      names = "--pack",
      paramLabel = "DIR",
      description =
          "The pack that every PATH is in. Its name, and the paths inside it, are part of alerts and of the ids of"
              + " rules that state none. Default: each PATH is a pack of its own.")
  private @Nullable Path pack;

  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final PipelineOptions pipelines = new PipelineOptions();

  /** Whether any file is named. */
  boolean namesFiles() {
    return !(paths.isEmpty()
        && mappings.isEmpty()
        && logSources.isEmpty()
        && placeholders.isEmpty());
  }

  /** The first file named, by which the repository is found. */
  Path first() {
    return List.of(paths, mappings, logSources, placeholders).stream()
        .flatMap(List::stream)
        .findFirst()
        .orElse(Path.of(""));
  }

  /**
   * Reads the files; those that cannot be read are {@code problems}.
   *
   * @throws CommandFailure when a path is missing, or is not in the pack
   */
  PushedFiles read(List<SigmaError> problems) {
    PushedFiles files = new PushedFiles(selection.selection());
    DocumentRewriting rewriting = pipelines.rewriting();
    for (SourceFile file : read(paths, problems)) {
      files.addRules(
          rewriting == DocumentRewriting.NONE ? file : rewritten(file, rewriting, problems));
    }
    read(mappings, problems).forEach(file -> files.addTable(Kind.MAPPING, file));
    read(logSources, problems).forEach(file -> files.addTable(Kind.LOGSOURCE, file));
    read(placeholders, problems).forEach(file -> files.addTable(Kind.PLACEHOLDERS, file));
    return files;
  }

  /** What is pushed is what the pipelines make of a file: the job knows of none. */
  private SourceFile rewritten(
      SourceFile file, DocumentRewriting rewriting, List<SigmaError> problems) {
    if (!selection.selection().selects(file.path())) {
      return file;
    }
    RewrittenFile rewritten = SigmaParser.rewrite(file, YamlLimits.DEFAULT, rewriting);
    problems.addAll(rewritten.problems());
    SourceFile made = rewritten.file();
    return new SourceFile(made.pack(), made.path(), made.name() + REWRITTEN, made.content());
  }

  private List<SourceFile> read(List<Path> named, List<SigmaError> problems) {
    List<SourceFile> read = new ArrayList<>();
    for (Path path : named) {
      RuleFiles files = RuleLoader.files(List.of(path));
      problems.addAll(files.problems());
      files.files().forEach(file -> read.add(inPack(file, path)));
    }
    return read;
  }

  private SourceFile inPack(SourceFile file, Path path) {
    if (pack == null) {
      return file;
    }
    Path root = pack.toAbsolutePath().normalize();
    Path given = path.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(given) ? given : given.resolveSibling("");
    if (!folder.startsWith(root) || root.getFileName() == null) {
      throw CommandFailure.usage(path + " is not in the pack " + pack);
    }
    String place = root.relativize(folder.resolve(file.path())).toString().replace('\\', '/');
    return new SourceFile(root.getFileName().toString(), place, file.name(), file.content());
  }
}
