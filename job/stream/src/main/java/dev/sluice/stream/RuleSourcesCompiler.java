package dev.sluice.stream;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.event.TableSources;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.RuleSetManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the sources of rule sets, and keeps what it found out about files that stay the same.
 * Safe for use by several threads.
 */
final class RuleSourcesCompiler {
  private final RuleSettings settings;
  private final TableSources shipped;
  private final EventTables startTables;

  /** By what the last compilation was done. Never changed once it stands here. */
  private volatile Tools tools;

  RuleSourcesCompiler(RuleSettings settings) {
    this.settings = settings;
    this.shipped = settings.decoding().tableSources();
    this.startTables = EventTables.of(shipped);
    this.tools = new Tools(List.of(), startTables, settings.compiler(startTables), List.of());
  }

  /**
   * What came of it.
   *
   * @param tables by which its events are read
   * @param suppressions by the ids of rules
   * @param problems of rules and of tables
   * @param millis that it took
   */
  record Compilation(
      CompiledRuleSet set,
      EventTables tables,
      Map<String, Suppression> suppressions,
      List<SigmaError> problems,
      long millis) {}

  /**
   * What does not come from rules.
   *
   * @param files that it was made of
   */
  private record Tools(
      List<SourceFile> files,
      EventTables tables,
      RuleSetCompiler compiler,
      List<SigmaError> problems) {}

  /** The tables that the job started with. */
  EventTables startTables() {
    return startTables;
  }

  /** Compiles {@code sources}. */
  Compilation compile(RuleSources sources) {
    long startNanos = System.nanoTime();
    Tools now = tools(sources);
    tools = now;
    CompiledRuleSet set =
        now.compiler().compile(sources.name(), sources.version(), source(sources));
    List<SigmaError> problems = new ArrayList<>(now.problems());
    problems.addAll(set.problems());
    Map<String, Suppression> suppressions = suppressions(sources);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return new Compilation(set, now.tables(), suppressions, problems, millis);
  }

  private Tools tools(RuleSources sources) {
    List<SourceFile> mappings = enabled(sources, Kind.MAPPING);
    List<SourceFile> logSources = enabled(sources, Kind.LOGSOURCE);
    List<SourceFile> placeholders = enabled(sources, Kind.PLACEHOLDERS);
    List<SourceFile> files = new ArrayList<>(mappings);
    files.addAll(logSources);
    files.addAll(placeholders);
    Tools before = tools;
    if (before.files().equals(files)) {
      return before;
    }
    TableSources own = new TableSources(tables(mappings), tables(logSources));
    EventTables tables = EventTables.of(shipped.with(own));
    Placeholders.Result values = Placeholders.parse(placeholders);
    Map<String, List<String>> all = new LinkedHashMap<>(settings.placeholders());
    all.putAll(values.placeholders().asMap());
    List<SigmaError> problems = new ArrayList<>(tables.errors());
    problems.addAll(values.errors());
    RuleSetCompiler compiler =
        before.compiler().with(new Placeholders(all), tables.logSources().known());
    return new Tools(files, tables, compiler, problems);
  }

  private static List<TableSource> tables(List<SourceFile> files) {
    return files.stream().map(file -> new TableSource(file.path(), file.content())).toList();
  }

  private static List<SourceFile> enabled(RuleSources sources, Kind kind) {
    return sources.files(
        entry -> entry.kind() == kind && entry.mode() == ManifestEntry.Mode.ENABLED);
  }

  private static RuleSetSource source(RuleSources sources) {
    RuleSetManifest manifest = sources.manifest();
    if (manifest == null) {
      return RuleSetSource.of(sources.files());
    }
    Map<String, Treatment> treatments = new HashMap<>();
    for (ManifestEntry entry : manifest.entries()) {
      if (RuleSources.RULES.contains(entry.kind())) {
        treatments.put(entry.id(), treatment(entry));
      }
    }
    return RuleSetSource.named(sources.files(), treatments);
  }

  private static Treatment treatment(ManifestEntry entry) {
    ManifestEntry.Overrides overrides = entry.overrides();
    return new Treatment(
        Treatment.Mode.valueOf(entry.mode().name()),
        overrides == null ? null : overrides.level(),
        instant(entry.expires()));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static Map<String, Suppression> suppressions(RuleSources sources) {
    RuleSetManifest manifest = sources.manifest();
    Map<String, Suppression> suppressions = new HashMap<>();
    for (ManifestEntry entry : manifest == null ? List.<ManifestEntry>of() : manifest.entries()) {
      ManifestEntry.Overrides overrides = entry.overrides();
      if (overrides != null && overrides.suppress() != null) {
        suppressions.put(entry.id(), Suppression.of(overrides.suppress()));
      }
    }
    return suppressions;
  }
}
