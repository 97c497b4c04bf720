package dev.sluice.cli;

import dev.sluice.engine.lint.Repair;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes rule files anew without what {@link Repair} repairs. Files of archives stay as they are.
 */
final class FileRepair {

  private final List<SourceFile> files;

  FileRepair(List<SourceFile> files) {
    this.files = files;
  }

  /**
   * Repairs what can be of {@code findings}, and returns how many were.
   *
   * @throws CommandFailure when a file cannot be written
   */
  int repair(List<SigmaError> findings) {
    Map<String, List<SigmaError>> byFile =
        findings.stream()
            .filter(finding -> Repair.codes().contains(finding.code()))
            .collect(Collectors.groupingBy(SigmaError::file));
    int repaired = 0;
    for (SourceFile file : files) {
      List<SigmaError> own = byFile.getOrDefault(file.name(), List.of());
      Path path = Path.of(file.name());
      if (!own.isEmpty() && Files.isRegularFile(path)) {
        repaired += repair(path, file, own);
      }
    }
    return repaired;
  }

  private static int repair(Path path, SourceFile file, List<SigmaError> findings) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    Repair.Result result = Repair.of(text, findings);
    if (!result.repaired().isEmpty()) {
      try {
        Files.writeString(path, result.text());
      } catch (IOException e) {
        throw CommandFailure.unreadable(file.name(), e);
      }
    }
    return result.repaired().size();
  }
}
