package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.correlate.CompiledCorrelation;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Which rules the user means: a file, or an id or name. */
record RuleTarget(String text) {

  /** Whether it is a file. */
  boolean isFile() {
    return Files.isRegularFile(Path.of(text));
  }

  /** The files of {@code packs}, and the target's own unless it is one of them. */
  RuleFiles files(List<Path> packs) {
    RuleFiles files = RuleLoader.files(packs);
    if (!isFile() || files.files().stream().anyMatch(this::isOwn)) {
      return files;
    }
    RuleFiles own = RuleLoader.files(List.of(Path.of(text)));
    List<SourceFile> all = new ArrayList<>(files.files());
    all.addAll(own.files());
    return new RuleFiles(
        all, Stream.concat(files.problems().stream(), own.problems().stream()).toList());
  }

  /**
   * The rules that are meant; none when only correlations are.
   *
   * @throws CommandFailure when no document is meant
   */
  List<CompiledRule> rules(LoadedRules loaded) {
    if (loaded.headers().noneMatch(this::means)) {
      throw CommandFailure.rules(text + ": " + reason(loaded));
    }
    return loaded.compiled().ruleSet().rules().stream()
        .filter(rule -> means(rule.header()))
        .toList();
  }

  /** The correlations that are meant, with their documents; may be none. */
  Map<Header, CompiledCorrelation> correlations(LoadedRules loaded) {
    Map<Header, CompiledCorrelation> correlations = loaded.correlations();
    correlations.keySet().removeIf(header -> !means(header));
    return correlations;
  }

  /** The errors for which a rule that is meant was left out. */
  List<SigmaError> errors(LoadedRules loaded) {
    return loaded.errors().stream()
        .filter(error -> isFile() ? isSame(error.file()) : text.equalsIgnoreCase(error.ruleId()))
        .toList();
  }

  private String reason(LoadedRules loaded) {
    if (!errors(loaded).isEmpty()) {
      return "the rule is refused, see above";
    }
    if (isFile()) {
      return "the file holds no rule";
    }
    List<String> known =
        loaded
            .headers()
            .flatMap(
                header -> Stream.of(header.id(), Objects.requireNonNullElse(header.name(), "")))
            .toList();
    String hint = NearestWord.hint(text, known);
    return "no such file, and no rule has this id or name"
        + (hint.isEmpty() ? "" : " (" + hint + ")");
  }

  private boolean means(Header header) {
    return isFile() ? isSame(header.file()) : new RuleReference(text, Position.START).names(header);
  }

  private boolean isOwn(SourceFile file) {
    return isSame(file.name());
  }

  private boolean isSame(String file) {
    return absolute(file).equals(absolute(text));
  }

  private static Path absolute(String file) {
    return Path.of(file).toAbsolutePath().normalize();
  }
}
