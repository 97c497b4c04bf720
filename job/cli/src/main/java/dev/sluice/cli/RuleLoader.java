package dev.sluice.cli;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.DocumentRewriting;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads rule packs and compiles them as one rule set. */
final class RuleLoader {

  private static final String RULE_SET = "local";

  private final Placeholders.Result placeholders;
  private final EventTables tables;
  private final DocumentRewriting rewriting;

  RuleLoader(TableOptions options) {
    this(options, DocumentRewriting.NONE);
  }

  RuleLoader(TableOptions options, DocumentRewriting rewriting) {
    this(options.placeholders(), options.tables(), rewriting);
  }

  RuleLoader(Placeholders.Result placeholders, EventTables tables) {
    this(placeholders, tables, DocumentRewriting.NONE);
  }

  /**
   * @param rewriting of every document before it is read
   */
  RuleLoader(Placeholders.Result placeholders, EventTables tables, DocumentRewriting rewriting) {
    this.placeholders = placeholders;
    this.tables = tables;
    this.rewriting = rewriting;
  }

  /**
   * The files of all {@code packs}, in their order.
   *
   * @throws CommandFailure when a pack is missing or cannot be read at all
   */
  static RuleFiles files(List<Path> packs) {
    List<SourceFile> files = new ArrayList<>();
    List<SigmaError> problems = new ArrayList<>();
    for (Path pack : packs) {
      try {
        RuleFiles read = RuleFiles.load(pack);
        files.addAll(read.files());
        problems.addAll(read.problems());
      } catch (IOException e) {
        throw CommandFailure.unreadable(pack.toString(), e);
      }
    }
    return new RuleFiles(files, problems);
  }

  /**
   * The same, of which there must be one: what checks nothing has not passed.
   *
   * @throws CommandFailure when a pack cannot be read, or none has a file
   */
  static RuleFiles someFiles(List<Path> packs) {
    RuleFiles files = files(packs);
    if (files.files().isEmpty() && files.problems().isEmpty()) {
      throw CommandFailure.rules(
          "no file *.yml or *.yaml in "
              + String.join(", ", packs.stream().map(Path::toString).toList())
              + "; a .zip in a folder is not looked into, name it itself");
    }
    return files;
  }

  /** Compiles what {@code selection} chooses of {@code files}. */
  LoadedRules load(RuleFiles files, RuleSelection selection) {
    CompiledRuleSet compiled =
        new RuleSetCompiler(
                selection, placeholders.placeholders(), tables.logSources().known(), rewriting)
            .compile(RULE_SET, 1, files.files());
    List<SigmaError> problems = new ArrayList<>(files.problems());
    problems.addAll(tables.errors());
    problems.addAll(placeholders.errors());
    problems.addAll(compiled.problems());
    return new LoadedRules(compiled, tables, files.problems().size(), problems);
  }
}
