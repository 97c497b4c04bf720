package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule files under some paths at one time.
 *
 * @param unreadable one for each file, directory or archive that could not be read
 * @param hash the same for the same files with the same content
 */
record RuleSnapshot(List<SourceFile> files, List<SigmaError> unreadable, String hash) {

  RuleSnapshot {
    files = List.copyOf(files);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Reads the rules a job starts with.
   *
   * @throws IOException when a path is missing or cannot be read at all
   */
  static RuleSnapshot readAll(List<String> paths) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    List<SigmaError> unreadable = new ArrayList<>();
    for (String path : paths) {
      RuleFiles read = RuleFiles.load(Path.of(path));
      files.addAll(read.files());
      unreadable.addAll(read.problems());
    }
    return of(files, unreadable);
  }

  /**
   * Reads what can be read. While a job runs, a path that is missing may be one that is just being
   * replaced.
   */
  static RuleSnapshot readWhatIsThere(List<String> paths) {
    List<SourceFile> files = new ArrayList<>();
    List<SigmaError> unreadable = new ArrayList<>();
    for (String path : paths) {
      try {
        RuleFiles read = RuleFiles.load(Path.of(path));
        files.addAll(read.files());
        unreadable.addAll(read.problems());
      } catch (IOException e) {
        unreadable.add(
            SigmaError.at(
                // As the names of its files begin: without a slash at the end.
                Path.of(path).toString(),
                Position.START,
                ErrorCode.FILE_UNREADABLE,
                "cannot be read, its rules stay in force: " + e,
                ""));
      }
    }
    return of(files, unreadable);
  }

  private static RuleSnapshot of(List<SourceFile> files, List<SigmaError> unreadable) {
    StringBuilder content = new StringBuilder();
    for (SourceFile file : files) {
      content.append(file.pack()).append('\n').append(file.path()).append('\n');
      content.append(file.name()).append('\n').append(Hashes.sha256(file.content())).append('\n');
    }
    unreadable.forEach(error -> content.append(error.file()).append('\n'));
    String hash = Hashes.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
    return new RuleSnapshot(files, unreadable, hash);
  }
}
