package dev.sluice.bench;

import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public final class RuleSets {

  static final int COPIES = 9;
  private static final long SEED = 11;
  private static final int TEXTS_FROM = 80_000;

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

  /**
   * Files of one rule each of the public corpora: a seeded sample of the rules of SigmaHQ that
   * load, or all of them and as many mutated copies as are wanted beyond.
   *
   * @param corpus the folder with {@code telemetry} and {@code sigmahq}
   * @param count of rules; {@link Integer#MAX_VALUE} for all without copies
   */
  public static List<SourceFile> files(Path corpus, int count) throws IOException {
    RuleSets sets =
        new RuleSets(sigmaHq(corpus.resolve("sigmahq/sigmahq-rules.zip")), () -> texts(corpus));
    List<SourceFile> files = new ArrayList<>(sets.files());
    if (count <= files.size()) {
      Collections.shuffle(files, new Random(SEED));
    } else if (count < Integer.MAX_VALUE) {
      for (int copy = 1; files.size() < count; copy++) {
        files.addAll(sets.mutated().copy(copy));
      }
    }
    return List.copyOf(files.subList(0, Math.min(count, files.size())));
  }

  private static Texts texts(Path corpus) {
    try {
      return Texts.of(Telemetry.read(corpus.resolve("telemetry"), TEXTS_FROM).sample());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code files} compile to; those that do not are left out. */
  public static RuleSet compiled(List<SourceFile> files) {
    return compile(compiler(), files);
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
