package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.TableSource;
import dev.sluice.engine.event.TableSources;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compiles what is to be pushed as the job will, so that mistakes are found before anything is
 * written: by the tables in force and those that are pushed, in place of which they stand. What
 * clashes with rules in force that are not pushed, only the job finds.
 */
final class PushCheck {

  private final RuleSetState state;
  private final PushedFiles files;

  PushCheck(RuleSetState state, PushedFiles files) {
    this.state = state;
    this.files = files;
  }

  /** Every problem of the files, those of tables first. */
  List<SigmaError> problems() {
    EventTables tables =
        EventTables.of(
            TableSources.builtIn()
                .with(new TableSources(sources(Kind.MAPPING), sources(Kind.LOGSOURCE))));
    Placeholders.Result placeholders = Placeholders.parse(tables(Kind.PLACEHOLDERS));
    Map<String, Treatment> treatments = new HashMap<>();
    files.entries().forEach(entry -> treatments.put(entry.id(), Treatment.ENABLED));
    CompiledRuleSet compiled =
        new RuleSetCompiler(
                RuleSelection.ALL, placeholders.placeholders(), tables.logSources().known())
            .compile(state.ruleSet(), 1, RuleSetSource.named(files.rules(), treatments));
    return Stream.of(files.problems(), tables.errors(), placeholders.errors(), compiled.problems())
        .flatMap(List::stream)
        .toList();
  }

  private List<TableSource> sources(Kind kind) {
    return tables(kind).stream().map(file -> new TableSource(file.name(), file.content())).toList();
  }

  /** The tables as they will be in force. */
  private List<SourceFile> tables(Kind kind) {
    Map<String, SourceFile> tables = new LinkedHashMap<>();
    for (ManifestEntry entry : state.entries()) {
      byte[] content = state.control().content(entry.sha256());
      if (entry.kind() == kind && entry.mode() == Mode.ENABLED && content != null) {
        String name = entry.pack() + "/" + entry.path();
        tables.put(entry.id(), new SourceFile(entry.pack(), entry.path(), name, content));
      }
    }
    for (SourceFile file : files.tables(kind)) {
      tables.put(PushedFiles.tableId(file), file);
    }
    return new ArrayList<>(tables.values());
  }
}
