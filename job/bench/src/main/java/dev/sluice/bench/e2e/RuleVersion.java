package dev.sluice.bench.e2e;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.match.ScanJudge;
import dev.sluice.engine.match.ScanMatcher;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.RuleSetManifest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pushed rule set, and the engine's slowest judge of it.
 *
 * @param hash of the manifest
 */
record RuleVersion(RuleSetManifest manifest, String hash, Judge judge) {

  /**
   * Compiles the rules of {@code manifest}.
   *
   * @param contents of their files by SHA-256
   */
  static RuleVersion of(RuleSetManifest manifest, String hash, Map<String, byte[]> contents) {
    Set<SourceFile> files = new LinkedHashSet<>();
    Map<String, Treatment> treatments = new HashMap<>();
    for (ManifestEntry entry : manifest.entries()) {
      byte[] content = contents.get(entry.sha256());
      if (content == null) {
        throw new IllegalStateException("no content of " + entry.path());
      }
      files.add(new SourceFile(entry.pack(), entry.path(), entry.path(), content));
      Treatment.Mode mode = Treatment.Mode.valueOf(entry.mode().name());
      treatments.put(entry.id(), new Treatment(mode, null, null));
    }
    CompiledRuleSet compiled =
        TestRules.compiler()
            .compile(
                manifest.name(),
                manifest.version(),
                RuleSetSource.named(List.copyOf(files), treatments));
    if (!compiled.errors().isEmpty()) {
      throw new IllegalStateException("rules of the test do not compile: " + compiled.errors());
    }
    EventTables tables = TestRules.TABLES;
    EventReader reader =
        new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
    return new RuleVersion(
        manifest, hash, new ScanJudge(reader, new ScanMatcher(compiled.ruleSet())));
  }

  long number() {
    return manifest.version();
  }
}
