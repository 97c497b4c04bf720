package dev.sluice.engine.match;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * What a rule set is compiled from.
 *
 * @param files with rules, correlations and filters; their order is the order of the rules
 * @param treatments by the id of a document exactly as it is written or derived
 * @param onlyNamed whether a document without a treatment is left out; else it is enabled
 */
public record RuleSetSource(
    List<SourceFile> files, Map<String, Treatment> treatments, boolean onlyNamed) {

  public RuleSetSource {
    files = List.copyOf(files);
    treatments = Map.copyOf(treatments);
  }

  /** Every document of {@code files}, enabled. */
  public static RuleSetSource of(List<SourceFile> files) {
    return new RuleSetSource(files, Map.of(), false);
  }

  /** Of {@code files} the documents that {@code treatments} names. */
  public static RuleSetSource named(List<SourceFile> files, Map<String, Treatment> treatments) {
    return new RuleSetSource(files, treatments, true);
  }

  /** Whether the document with {@code header} is part of it. */
  boolean contains(Header header) {
    return !onlyNamed || treatments.containsKey(header.id());
  }

  /** The treatment of the document with {@code header}, which is part of it. */
  Treatment treatment(Header header) {
    return treatments.getOrDefault(header.id(), Treatment.ENABLED);
  }
}
