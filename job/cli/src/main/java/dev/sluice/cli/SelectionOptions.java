package dev.sluice.cli;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.yaml.NearestWord;
import java.nio.file.FileSystems;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** The options that choose rules out of the packs. */
final class SelectionOptions {

  private static final List<String> STATUSES =
      List.of(
          "stable", "test", "experimental", "deprecated", "unsupported", RuleSelection.ANY_STATUS);

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Load only files whose path inside the pack matches, e.g. '**/windows/**'.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out files whose path matches.")
  private List<String> exclude = List.of();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      description =
          "Load only these statuses, or all. Default: all but deprecated and unsupported.")
  private List<String> statuses = List.of();

  @Option(
      names = "--min-level",
      paramLabel = "LEVEL",
      description = "Load only this level and higher ones.")
  private String minLevel = "";

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      description = "Load only rules with one of these tags, e.g. attack.t1059.001.")
  private List<String> tags = List.of();

  /**
   * The selection asked for.
   *
   * @throws CommandFailure when a word is unknown or a glob malformed
   */
  RuleSelection selection() {
    include.forEach(SelectionOptions::checkGlob);
    exclude.forEach(SelectionOptions::checkGlob);
    Set<String> wanted = lowerCase(statuses);
    wanted.forEach(status -> checkWord("--status", status, STATUSES));
    String level = minLevel.toLowerCase(Locale.ROOT);
    if (!level.isEmpty()) {
      checkWord("--min-level", level, RuleSelection.LEVELS);
    }
    return new RuleSelection(include, exclude, wanted, level, lowerCase(tags));
  }

  private static Set<String> lowerCase(Collection<String> words) {
    Set<String> lower = new HashSet<>();
    words.forEach(word -> lower.add(word.strip().toLowerCase(Locale.ROOT)));
    return lower;
  }

  private static void checkWord(String option, String word, List<String> known) {
    if (!known.contains(word)) {
      String hint = NearestWord.hint(word, known);
      throw CommandFailure.usage(
          option
              + ": unknown word '"
              + word
              + "', expected one of "
              + String.join(", ", known)
              + (hint.isEmpty() ? "" : " (" + hint + ")"));
    }
  }

  private static void checkGlob(String glob) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw CommandFailure.usage("'" + glob + "' is no glob: " + e.getDescription());
    }
  }
}
