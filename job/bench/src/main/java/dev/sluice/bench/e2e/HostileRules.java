package dev.sluice.bench.e2e;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ManifestLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules that cost as much as a rule can, or more. */
final class HostileRules {
  static final String ID = "5b0c9a52-3c1e-4b55-9f0e-7d2c6a10e299";

  private static final int VERY_MANY = 100_000;
  private static final int DEPTH = 20_000;
  private static final int STARS = 3_000;

  private HostileRules() {}

  /** Expressions that a backtracking engine does not end with. */
  static SourceFile regexes() {
    List<String> expressions =
        List.of("^(a+)+$", "^(a|aa)+$", "(.*)*x!y", "^(\\w+\\s?)*:$", "((a*)*)*b", "(x+x+)+y");
    return rule(
        "selection:\n    CommandLine|re:\n"
            + lines(expressions.size(), at -> "      - '" + expressions.get(at) + "'"),
        "selection");
  }

  /** So many texts that one more would be refused. */
  static SourceFile values() {
    return rule("selection:\n    CommandLine|contains: " + list(VERY_MANY), "selection");
  }

  static SourceFile tooManyValues() {
    return rule("selection:\n    CommandLine|contains: " + list(VERY_MANY + 1), "selection");
  }

  /** A condition that names each of its selections. */
  static SourceFile terms(int count) {
    String selections =
        lines(count, at -> "  s%d:\n    CommandLine|contains: z%05d".formatted(at, at)).strip();
    String condition =
        IntStream.range(0, count).mapToObj(at -> "s" + at).collect(Collectors.joining(" or "));
    return rule(selections, condition);
  }

  /** Wildcards between all letters of thousands of values. */
  static SourceFile wildcards() {
    String values = lines(STARS, at -> "      - '*q*%05d*z?*y*'".formatted(at));
    return rule("selection:\n    CommandLine:\n" + values, "selection");
  }

  /** Parentheses in parentheses. */
  static SourceFile nestedCondition(int depth) {
    return rule(
        "selection:\n    CommandLine: x", "(".repeat(depth) + "selection" + ")".repeat(depth));
  }

  /** Lists in lists. */
  static SourceFile nestedYaml() {
    return rule(
        "selection:\n    CommandLine: " + "[".repeat(DEPTH) + "]".repeat(DEPTH), "selection");
  }

  /** Aliases of aliases, which would be 10 to the 9 texts. */
  static SourceFile aliases() {
    String levels =
        lines(
            9,
            at ->
                "  l%d: &l%d [%s]"
                    .formatted(
                        at,
                        at,
                        IntStream.range(0, 10)
                            .mapToObj(each -> at == 0 ? "x" : "*l" + (at - 1))
                            .collect(Collectors.joining(","))));
    return rule("selection:\n    CommandLine: x\n" + levels, "selection");
  }

  /** Fires on every process. */
  static SourceFile storm() {
    return rule("selection:\n    EventID: 1", "selection");
  }

  /** A rule in as many bytes as a file may have, and {@code more}. */
  static SourceFile large(int more) {
    String small = text("selection:\n    CommandLine|contains: ' --watch '", "selection");
    int bytes = ManifestLimits.defaults().maxBlobBytes() + more;
    return file(small + "#" + "x".repeat(bytes - small.length() - 2) + "\n");
  }

  private static String list(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> Integer.toString(at, 36))
        .map(text -> "z" + text)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static SourceFile rule(String detection, String condition) {
    return file(text(detection, condition));
  }

  private static String text(String detection, String condition) {
    return """
    title: Hostile Rule
    id: %s
    status: test
    description: Costs as much as a rule can.
    author: Sluice
    level: low
    logsource:
      product: windows
      category: process_creation
    detection:
      %s
      condition: %s
    """
        .formatted(ID, detection.strip(), condition);
  }

  private static SourceFile file(String text) {
    return new SourceFile(
        "e2e", "hostile.yml", "e2e/hostile.yml", text.getBytes(StandardCharsets.UTF_8));
  }
}
