package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleStatus.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * THE gate: says which rules come into force when a rule set is proposed. Nothing is loaded
 * anywhere that has not been compiled here.
 *
 * <p>A document that is refused is left out and reported; the rest goes on. A document that was in
 * force and is now refused stays in force as it was: its file keeps its last good content. So does
 * a file that cannot be read. When a file that did not change loses a document, because another now
 * has the same id, the files that changed give way. A proposal without one usable rule is rejected.
 * A document that is gone from its file, or whose file is gone, goes out of force.
 */
final class RuleGate {
  private final RuleSetCompiler compiler;

  RuleGate(RuleSetCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * What is to happen.
   *
   * @param update what to put in force, null when the rules in force stay
   * @param compiled the compilation of {@code update}, null with it
   */
  record Decision(
      @Nullable RuleSetUpdate update, @Nullable CompiledRuleSet compiled, RuleStatus status) {}

  /**
   * Decides on {@code proposal}.
   *
   * @param inForce the set in force
   * @param compiledInForce its compilation, asked for only when needed
   */
  Decision decide(
      RuleSetUpdate inForce, Supplier<CompiledRuleSet> compiledInForce, RuleProposal proposal) {
    CompiledRuleSet before = compiledInForce.get();
    if (proposal.version() <= inForce.manifest().version()) {
      RuleStatus status =
          status(Kind.STALE, proposal, before.ruleSet().hash(), before, 0, 0, List.of());
      return new Decision(null, null, status);
    }
    return new Attempt(inForce, before, proposal).decide();
  }

  private static RuleStatus status(
      Kind kind,
      RuleProposal proposal,
      String hash,
      CompiledRuleSet inForce,
      int refused,
      int kept,
      List<SigmaError> problems) {
    return new RuleStatus(
        kind,
        proposal.name(),
        proposal.version(),
        hash,
        0,
        1,
        inForce.ruleSet().rules().size(),
        refused,
        inForce.skipped(),
        Math.toIntExact(inForce.unroutable()),
        kept,
        problems);
  }

  /** A document that is or was in force, wherever it moves inside its file. */
  private record Document(String file, String id) {}

  private static Stream<Document> documents(CompiledRuleSet compiled) {
    Stream<Header> rules = compiled.ruleSet().rules().stream().map(rule -> rule.header());
    Stream<Header> correlations =
        compiled.ruleSet().correlations().stream().map(SigmaCorrelation::header);
    return Stream.of(rules, correlations, compiled.filters().stream())
        .flatMap(headers -> headers)
        .map(header -> new Document(header.file(), header.id()));
  }

  /** One decision in the making. */
  private final class Attempt {
    private final CompiledRuleSet before;
    private final RuleProposal proposal;
    private final Map<String, SourceFile> good;
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    Attempt(RuleSetUpdate inForce, CompiledRuleSet before, RuleProposal proposal) {
      this.before = before;
      this.proposal = proposal;
      this.good = byName(inForce.files());
    }

    Decision decide() {
      files.putAll(byName(proposal.files()));
      keepUnreadable();
      CompiledRuleSet first = compile();
      CompiledRuleSet last = first;
      for (Set<String> losers = losers(last); !losers.isEmpty(); losers = losers(last)) {
        losers.forEach(this::giveWay);
        last = compile();
      }
      List<SigmaError> problems = new ArrayList<>(proposal.unreadable());
      problems.addAll(first.problems());
      int refused = first.refused() + proposal.unreadable().size();
      if (last.ruleSet().rules().isEmpty() && !before.ruleSet().rules().isEmpty()) {
        String inForceHash = before.ruleSet().hash();
        RuleStatus status =
            status(Kind.REJECTED, proposal, inForceHash, before, refused, 0, problems);
        return new Decision(null, null, status);
      }
      String hash = last.ruleSet().hash();
      boolean same = isInForce(last);
      Kind kind = same ? Kind.UNCHANGED : Kind.ACCEPTED;
      RuleStatus status = status(kind, proposal, hash, last, refused, kept.size(), problems);
      return same ? new Decision(null, null, status) : new Decision(update(hash), last, status);
    }

    /** Verdicts are the same when the hash is; alerts name the file as well. */
    private boolean isInForce(CompiledRuleSet compiled) {
      return compiled.ruleSet().hash().equals(before.ruleSet().hash())
          && documents(compiled).toList().equals(documents(before).toList());
    }

    private RuleSetUpdate update(String hash) {
      return RuleSetUpdate.of(
          proposal.name(), proposal.version(), hash, List.copyOf(files.values()));
    }

    private CompiledRuleSet compile() {
      return compiler.compile(proposal.name(), proposal.version(), List.copyOf(files.values()));
    }

    private void keepUnreadable() {
      for (SigmaError error : proposal.unreadable()) {
        for (SourceFile file : good.values()) {
          if (file.name().equals(error.file()) || file.name().startsWith(error.file() + "/")) {
            files.putIfAbsent(file.name(), file);
            kept.add(file.name());
          }
        }
      }
    }

    /**
     * The changed files for which documents that were in force are refused. Each call after giving
     * way finds fewer.
     */
    private Set<String> losers(CompiledRuleSet compiled) {
      Set<Document> now = documents(compiled).collect(Collectors.toSet());
      Set<String> refused =
          compiled.errors().stream().map(SigmaError::file).collect(Collectors.toSet());
      Set<String> losers = new HashSet<>();
      documents(before)
          .filter(document -> !now.contains(document) && refused.contains(document.file()))
          .filter(document -> files.containsKey(document.file()))
          .forEach(document -> losers.addAll(toBlame(document.file(), refused)));
      return losers;
    }

    /** The file itself when it changed; else every changed file in which something is refused. */
    private Set<String> toBlame(String file, Set<String> refused) {
      return changed(file)
          ? Set.of(file)
          : refused.stream().filter(this::changed).collect(Collectors.toSet());
    }

    private boolean changed(String name) {
      SourceFile file = files.get(name);
      return file != null && !file.equals(good.get(name));
    }

    private void giveWay(String name) {
      SourceFile last = good.get(name);
      if (last == null) {
        files.remove(name);
      } else {
        files.put(name, last);
        kept.add(name);
      }
    }

    private static Map<String, SourceFile> byName(List<SourceFile> files) {
      Map<String, SourceFile> byName = new LinkedHashMap<>();
      files.forEach(file -> byName.put(file.name(), file));
      return byName;
    }
  }
}
