package dev.sluice.catalog;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document of a file and what was found in it.
 *
 * @param header null when it could not even be told that it is a Sigma document
 * @param document null when it is refused for what it says
 * @param problems that the compilation of the whole set found in it
 */
record FoundDocument(
    SourceFile file,
    @Nullable Header header,
    @Nullable SigmaDocument document,
    Position start,
    List<SigmaError> problems) {

  FoundDocument {
    problems = List.copyOf(problems);
  }

  /** Whether it is left out for an error. */
  boolean isRefused() {
    return problems.stream().anyMatch(SigmaError::isError);
  }

  /** The documents of {@code files}, each with its share of the problems, in their order. */
  static List<FoundDocument> of(List<SourceFile> files, CompiledRuleSet compiled) {
    Map<String, List<SigmaError>> byFile = new HashMap<>();
    compiled
        .problems()
        .forEach(
            problem -> byFile.computeIfAbsent(problem.file(), f -> new ArrayList<>()).add(problem));
    List<FoundDocument> found = new ArrayList<>();
    for (SourceFile file : files) {
      found.addAll(of(file, byFile.getOrDefault(file.name(), List.of())));
    }
    return found;
  }

  private static List<FoundDocument> of(SourceFile file, List<SigmaError> problems) {
    List<ParsedDocument> parsed = SigmaParser.parse(file, YamlLimits.DEFAULT).parsed();
    List<List<SigmaError>> shares = new ArrayList<>();
    parsed.forEach(document -> shares.add(new ArrayList<>()));
    for (SigmaError problem : problems) {
      int owner = owner(problem, parsed);
      if (owner >= 0) {
        shares.get(owner).add(problem);
      }
    }
    List<FoundDocument> found = new ArrayList<>();
    for (int i = 0; i < parsed.size(); i++) {
      ParsedDocument one = parsed.get(i);
      List<SigmaError> own = shares.get(i);
      own.sort(Comparator.comparingInt(SigmaError::line).thenComparingInt(SigmaError::column));
      found.add(new FoundDocument(file, one.header(), one.document(), start(one), own));
    }
    return found;
  }

  /** Whose problem it is: of the document that has it, else of the last one that starts before. */
  private static int owner(SigmaError problem, List<ParsedDocument> parsed) {
    int owner = parsed.isEmpty() ? -1 : 0;
    for (int i = 0; i < parsed.size(); i++) {
      if (parsed.get(i).problems().contains(problem)) {
        return i;
      }
      if (start(parsed.get(i)).line() <= problem.line()) {
        owner = i;
      }
    }
    return owner;
  }

  private static Position start(ParsedDocument document) {
    Header header = document.header();
    if (header != null) {
      return header.position();
    }
    return document.problems().stream()
        .map(problem -> new Position(problem.line(), 1))
        .findFirst()
        .orElse(Position.START);
  }
}
