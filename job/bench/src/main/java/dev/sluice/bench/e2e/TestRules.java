package dev.sluice.bench.e2e;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.match.RuleSetSource;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a run: those of a directory, which no push touches, and the test's own.
 *
 * @param untouched in all rule sets, as they are
 */
record TestRules(List<SourceFile> untouched) {
  /** By which events are read. */
  static final EventTables TABLES = EventTables.builtIn();

  /** Fires on each watched event, see {@link MadeEvents#isWatched}. */
  static final SourceFile KEPT = resource("kept.yml");

  /** A correlation of it, and one of that. */
  static final SourceFile CORRELATED = resource("correlated.yml");

  /** Three contents of one rule. */
  static final List<SourceFile> CHANGED =
      List.of(
          resource("changed.yml", "changed-1.yml"),
          resource("changed.yml", "changed-2.yml"),
          resource("changed.yml", "changed-3.yml"));

  /** Goes into shadow, and is disabled. */
  static final SourceFile MODED = resource("moded.yml");

  TestRules {
    untouched = List.copyOf(untouched);
  }

  /**
   * Reads the rules of {@code directory}, which must all compile. Files of several documents are
   * left out: the examples beside them are no single events.
   */
  static TestRules of(Path directory) throws IOException {
    List<SourceFile> untouched = new ArrayList<>(RuleFiles.load(directory).files());
    untouched.removeIf(file -> SigmaParser.parse(file, YamlLimits.DEFAULT).parsed().size() != 1);
    untouched.add(KEPT);
    untouched.add(CORRELATED);
    return new TestRules(untouched);
  }

  /** What the first push holds. */
  List<SourceFile> first() {
    List<SourceFile> files = new ArrayList<>(untouched);
    files.add(CHANGED.get(0));
    files.add(MODED);
    return files;
  }

  /** What the only rule of {@code file} says about itself. */
  static Header header(SourceFile file) {
    CompiledRuleSet compiled = compiler().compile("one", 1, RuleSetSource.of(List.of(file)));
    if (compiled.ruleSet().rules().size() != 1) {
      throw new IllegalStateException(file + " is not one rule: " + compiled.problems());
    }
    return compiled.ruleSet().rules().get(0).header();
  }

  /** A compiler as the job has it. */
  static RuleSetCompiler compiler() {
    return new RuleSetCompiler(RuleSelection.ALL, Placeholders.NONE, TABLES.logSources().known());
  }

  private static SourceFile resource(String name) {
    return resource(name, name);
  }

  private static SourceFile resource(String path, String name) {
    try (InputStream in = TestRules.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new SourceFile("e2e", path, "e2e/" + name, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
