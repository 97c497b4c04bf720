package dev.sluice.cli;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The regression tests of a rule as SigmaHQ keeps them: {@code info.yml} in {@code
 * regression_data}, below the root of the repository, with recordings beside it. A recording is
 * named as {@code .evtx}; the {@code .json} of the same name beside it is what is read.
 *
 * @param file {@code info.yml}
 * @param problems entries that cannot be used, as {@code file:line: message}
 */
record RegressionCases(Path file, List<RegressionCase> cases, List<String> problems) {

  private static final String KEY = "regression_tests_path";
  private static final String FOLDER = "regression_data";
  private static final String INFO = "info.yml";

  RegressionCases {
    cases = List.copyOf(cases);
    problems = List.copyOf(problems);
  }

  /**
   * Where the tests of the rule with {@code header} stand: by its own key, else by its path, in the
   * nearest folder above it that has them.
   */
  static Optional<Path> find(Header header) {
    Path rule = Path.of(header.file()).toAbsolutePath().normalize();
    if (!Files.isRegularFile(rule)) {
      return Optional.empty();
    }
    String named = named(header);
    for (Path root = rule.getParent(); root != null; root = root.getParent()) {
      Path info = named.isEmpty() ? byPath(root, rule) : root.resolve(named);
      if (Files.isRegularFile(info)) {
        return Optional.of(info);
      }
    }
    return Optional.empty();
  }

  /** What the rule names; nothing when that is no path to such a file, or leads upwards. */
  private static String named(Header header) {
    String path =
        header.document().get(KEY) instanceof YamlScalar scalar && !scalar.isNull()
            ? scalar.text().replace('\\', '/')
            : "";
    boolean isBelow = !path.startsWith("/") && !List.of(path.split("/", -1)).contains("..");
    return isBelow && path.endsWith("/" + INFO) ? path : "";
  }

  private static Path byPath(Path root, Path rule) {
    String path = root.relativize(rule).toString().replaceFirst("\\.ya?ml$", "");
    return root.resolve(FOLDER).resolve(path).resolve(INFO);
  }

  /**
   * Reads {@code info}.
   *
   * @throws CommandFailure when the file cannot be read
   */
  static RegressionCases read(Path info) {
    YamlResult yaml;
    try {
      yaml = YamlReader.read(info.toString(), Files.readAllBytes(info), YamlLimits.DEFAULT);
    } catch (IOException e) {
      throw CommandFailure.unreadable(info.toString(), e);
    }
    List<RegressionCase> cases = new ArrayList<>();
    List<String> problems =
        new ArrayList<>(yaml.errors().stream().map(SigmaError::toString).toList());
    for (YamlNode document : yaml.documents()) {
      YamlNode entries = document instanceof YamlMap map ? map.get("regression_tests_info") : null;
      if (entries instanceof YamlList list) {
        list.items().forEach(entry -> add(entry, info, cases, problems));
      } else {
        problems.add(info + ":1: 'regression_tests_info' is missing");
      }
    }
    return new RegressionCases(info, cases, problems);
  }

  private static void add(
      YamlNode entry, Path info, List<RegressionCase> cases, List<String> problems) {
    String place = info + ":" + entry.position().line() + ": ";
    String path = text(entry, "path");
    if (path == null) {
      problems.add(place + "a regression test has a 'path'");
      return;
    }
    Path events = events(info, path);
    Integer expected = expected(entry);
    if (!Files.isRegularFile(events)) {
      problems.add(place + "only JSON is read, and there is no " + events.getFileName());
    } else if (expected == null) {
      problems.add(place + "'match_count' is a number");
    } else {
      String name = text(entry, "name");
      cases.add(
          new RegressionCase(
              entry.position().line(), name == null ? path : name, events, expected));
    }
  }

  /** The recording: the path is that below the root, and the file stands beside {@code info}. */
  private static Path events(Path info, String path) {
    String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    return info.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".json");
  }

  /** How many events must fire, one when nothing is said; null when it is no number. */
  private static @Nullable Integer expected(YamlNode entry) {
    YamlEntry count = entry instanceof YamlMap map ? map.entry("match_count") : null;
    if (count == null || (count.value() instanceof YamlScalar none && none.isNull())) {
      return 1;
    }
    return count.value() instanceof YamlScalar scalar && scalar.text().matches("[0-9]{1,9}")
        ? Integer.valueOf(scalar.text())
        : null;
  }

  private static @Nullable String text(YamlNode entry, String key) {
    return entry instanceof YamlMap map
            && map.get(key) instanceof YamlScalar scalar
            && !scalar.isNull()
        ? scalar.text()
        : null;
  }
}
