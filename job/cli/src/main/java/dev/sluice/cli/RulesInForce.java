package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.event.TableSources;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of a manifest, compiled by its tables and those that are built in, as a job without
 * tables of its own does.
 *
 * @param missing files that are not on the control topic any more, so that their rules are not here
 */
record RulesInForce(RuleSet ruleSet, long missing) {

  private static final Set<Kind> RULES = Set.of(Kind.RULE, Kind.CORRELATION, Kind.FILTER);

  static RulesInForce of(SignedManifest manifest, ControlLog control) {
    List<ManifestEntry> entries = manifest.manifest().entries();
    TableSources own =
        new TableSources(
            tables(entries, Kind.MAPPING, control), tables(entries, Kind.LOGSOURCE, control));
    EventTables tables = EventTables.of(TableSources.builtIn().with(own));
    Placeholders placeholders =
        Placeholders.parse(files(entries, isEnabled(Kind.PLACEHOLDERS), control)).placeholders();
    Map<String, Treatment> treatments = new HashMap<>();
    entries.stream()
        .filter(entry -> RULES.contains(entry.kind()))
        .forEach(entry -> treatments.put(entry.id(), treatment(entry)));
    List<SourceFile> rules = files(entries, entry -> RULES.contains(entry.kind()), control);
    RuleSet ruleSet =
        new RuleSetCompiler(RuleSelection.ALL, placeholders, tables.logSources().known())
            .compile(
                manifest.manifest().name(),
                manifest.manifest().version(),
                RuleSetSource.named(rules, treatments))
            .ruleSet();
    long missing =
        entries.stream()
            .map(ManifestEntry::sha256)
            .distinct()
            .filter(sha256 -> control.content(sha256) == null)
            .count();
    return new RulesInForce(ruleSet, missing);
  }

  private static Treatment treatment(ManifestEntry entry) {
    String expires = entry.expires();
    return new Treatment(
        Treatment.Mode.valueOf(entry.mode().name()),
        null,
        expires == null ? null : Instant.parse(expires));
  }

  private static Predicate<ManifestEntry> isEnabled(Kind kind) {
    return entry -> entry.kind() == kind && entry.mode() == Mode.ENABLED;
  }

  private static List<TableSource> tables(
      List<ManifestEntry> entries, Kind kind, ControlLog control) {
    return files(entries, isEnabled(kind), control).stream()
        .map(file -> new TableSource(file.path(), file.content()))
        .toList();
  }

  private static List<SourceFile> files(
      List<ManifestEntry> entries, Predicate<ManifestEntry> wanted, ControlLog control) {
    Set<SourceFile> files = new LinkedHashSet<>();
    for (ManifestEntry entry : entries) {
      byte[] content = control.content(entry.sha256());
      if (content != null && wanted.test(entry)) {
        files.add(entry.file(content));
      }
    }
    return List.copyOf(files);
  }
}
