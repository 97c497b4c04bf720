package dev.sluice.bench;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rule sets of several sizes made of the rules of one pack. */
final class RuleSets {

  static final int COPIES = 9;
  private static final long SEED = 11;

  private final List<SourceFile> files;
  private final RuleSet all;
  private final Supplier<Texts> telemetry;
  private @Nullable MutatedRules mutated;

  /**
   * @param files files of one rule each; those that do not compile are left out
   * @param telemetry values of events, for the mutated copies only
   */
  RuleSets(List<SourceFile> files, Supplier<Texts> telemetry) {
    this(files, compile(compiler(), files), telemetry);
  }

  /**
   * @param all what {@code files} compile to
   */
  RuleSets(List<SourceFile> files, RuleSet all, Supplier<Texts> telemetry) {
    Set<String> compiled =
        all.rules().stream().map(rule -> rule.header().file()).collect(Collectors.toSet());
    this.files = files.stream().filter(file -> compiled.contains(file.name())).toList();
    this.all = all;
    this.telemetry = telemetry;
  }

  /** The active rules of SigmaHQ in {@code archive}. */
  static List<SourceFile> sigmaHq(Path archive) throws IOException {
    return RuleFiles.load(archive).files().stream()
        .filter(file -> file.path().startsWith("rules"))
        .toList();
  }

  /** A compiler that knows the tables that are shipped. */
  static RuleSetCompiler compiler() {
    return new RuleSetCompiler(
        RuleSelection.DEFAULT, Placeholders.NONE, EventTables.builtIn().logSources().known());
  }

  static RuleSet compile(RuleSetCompiler compiler, List<SourceFile> files) {
    return compiler.compile("bench", 1, files).ruleSet();
  }

  /** The files whose rules compile. */
  List<SourceFile> files() {
    return files;
  }

  /** Returns a set of {@code count} rules, the same each time. */
  RuleSet of(RuleCount count) {
    return switch (count) {
      case HUNDRED -> some(100);
      case FIVE_HUNDRED -> some(500);
      case THOUSAND -> some(1000);
      case ALL -> all;
      case TENFOLD -> tenfold();
    };
  }

  /** The rules in other words. */
  MutatedRules mutated() {
    MutatedRules made = mutated == null ? new MutatedRules(files, telemetry.get()) : mutated;
    mutated = made;
    return made;
  }

  private RuleSet some(int count) {
    List<SourceFile> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(SEED));
    return compile(compiler(), shuffled.subList(0, Math.min(count, shuffled.size())));
  }

  private RuleSet tenfold() {
    List<SourceFile> many = new ArrayList<>(files);
    for (int copy = 1; copy <= COPIES; copy++) {
      many.addAll(mutated().copy(copy));
    }
    return compile(compiler(), many);
  }
}
