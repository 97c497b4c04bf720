package dev.sluice.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The finished files of a sink. */
final class OutputFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OutputFiles() {}

  /**
   * The lines of all finished files under {@code directory}; none when there is no directory yet.
   */
  static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(OutputFiles::isFinished).sorted().toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  static List<String> alertIds(Path directory) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line : lines(directory)) {
      ids.add(JSON.readTree(line).get("alertId").asText());
    }
    return ids;
  }

  private static boolean isFinished(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".ndjson") && !name.startsWith(".");
  }
}
