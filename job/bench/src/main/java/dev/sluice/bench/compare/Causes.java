package dev.sluice.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Why an engine finds something else by a rule than ours, as people have found out: lines of {@code
 * engine,rule,cause}, of which a later one may not contradict an earlier one.
 */
final class Causes {

  /** What stands where nobody has found out yet. */
  static final String UNKNOWN = "not explained";

  private final Map<String, String> known = new HashMap<>();

  private Causes() {}

  /**
   * Reads {@code file}; the first line is a heading.
   *
   * @throws IOException when it cannot be read, or a line is none of these
   */
  static Causes read(Path file) throws IOException {
    Causes causes = new Causes();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] parts = line.split(",", 3);
      if (parts.length != 3 || parts[2].isBlank()) {
        throw new IOException(file + ": expected 'engine,rule,cause', not: " + line);
      }
      if (causes.known.put(parts[0] + ',' + parts[1], parts[2]) != null) {
        throw new IOException(file + ": explained twice: " + parts[0] + ',' + parts[1]);
      }
    }
    return causes;
  }

  /** The cause as it stands in a field of CSV, or {@value #UNKNOWN}. */
  String of(String engine, String rule) {
    return known.getOrDefault(engine + ',' + rule, UNKNOWN);
  }
}
