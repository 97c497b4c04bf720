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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles what is to be pushed as the job will, so that mistakes are found before anything is
 * written: by the tables in force and those that are pushed, in place of which they stand. A
 * correlation may look at rules in force; what else clashes with those, only the job finds.
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
    ManifestContent others = others();
    Map<String, Treatment> treatments = new HashMap<>(others.treatments());
    files.entries().forEach(entry -> treatments.put(entry.id(), Treatment.ENABLED));
    CompiledRuleSet compiled =
        new RuleSetCompiler(
                RuleSelection.ALL, placeholders.placeholders(), tables.logSources().known())
            .compile(state.ruleSet(), 1, RuleSetSource.named(with(others.rules()), treatments));
    return Stream.of(
            files.problems().stream(),
            tables.errors().stream(),
            placeholders.errors().stream(),
            compiled.problems().stream().filter(this::isOwn))
        .flatMap(problems -> problems)
        .toList();
  }

  /** What is in force and stays, if it can matter: when a correlation is pushed. */
  private ManifestContent others() {
    boolean matters = files.entries().stream().anyMatch(entry -> entry.kind() == Kind.CORRELATION);
    Set<String> pushed = new HashSet<>();
    files.entries().forEach(entry -> pushed.add(entry.place()));
    List<ManifestEntry> others =
        state.entries().stream()
            .filter(entry -> matters && !pushed.contains(entry.place()) && !isPushed(entry))
            .toList();
    return new ManifestContent(others, state.control().contents());
  }

  private boolean isPushed(ManifestEntry entry) {
    return files.entries().stream().anyMatch(pushed -> pushed.key().equals(entry.key()));
  }

  private List<SourceFile> with(List<SourceFile> others) {
    List<SourceFile> all = new ArrayList<>(files.rules());
    all.addAll(others);
    return all;
  }

  private boolean isOwn(SigmaError problem) {
    return files.rules().stream().anyMatch(file -> file.name().equals(problem.file()));
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
        tables.put(entry.id(), entry.file(content));
      }
    }
    for (SourceFile file : files.tables(kind)) {
      tables.put(PushedFiles.tableId(file), file);
    }
    return new ArrayList<>(tables.values());
  }
}
