package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CorrelationSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Documents of a manifest with their files.
 *
 * @param contents of files by hash; documents of a file that is not among them count as not there
 */
record ManifestContent(List<ManifestEntry> entries, Map<String, byte[]> contents) {

  ManifestContent {
    entries = List.copyOf(entries);
    contents = Map.copyOf(contents);
  }

  /** Whether there is a correlation among them. */
  boolean hasCorrelations() {
    return entries.stream().anyMatch(entry -> entry.kind() == Kind.CORRELATION);
  }

  /** The correlations in force; compiles all rules when there is one. */
  CorrelationSet correlations() {
    if (!hasCorrelations()) {
      return CorrelationSet.NONE;
    }
    Placeholders.Result placeholders =
        Placeholders.parse(
            files(entry -> entry.kind() == Kind.PLACEHOLDERS && entry.mode() == Mode.ENABLED));
    return new RuleSetCompiler(RuleSelection.ALL, placeholders.placeholders(), Set.of())
        .compile("", 1, RuleSetSource.named(rules(), treatments()))
        .ruleSet()
        .correlations();
  }

  /** The files of rules and correlations. */
  List<SourceFile> rules() {
    return files(ManifestContent::isCorrelated);
  }

  /** What is done with rules and correlations, by id. */
  Map<String, Treatment> treatments() {
    Map<String, Treatment> treatments = new HashMap<>();
    entries.stream()
        .filter(ManifestContent::isCorrelated)
        .forEach(entry -> treatments.put(entry.id(), treatment(entry)));
    return treatments;
  }

  private static Treatment treatment(ManifestEntry entry) {
    return new Treatment(Treatment.Mode.valueOf(entry.mode().name()), null, null);
  }

  private static boolean isCorrelated(ManifestEntry entry) {
    return entry.kind() == Kind.RULE || entry.kind() == Kind.CORRELATION;
  }

  /** The files of the entries that are {@code wanted}, each once. */
  private List<SourceFile> files(Predicate<ManifestEntry> wanted) {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (ManifestEntry entry : entries) {
      byte[] content = contents.get(entry.sha256());
      if (wanted.test(entry) && content != null) {
        files.put(entry.place() + " " + entry.sha256(), entry.file(content));
      }
    }
    return List.copyOf(files.values());
  }
}
