package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleSourcesCompiler.Compilation;
import dev.sluice.stream.RuleStatus.Counts;
import dev.sluice.stream.RuleStatus.Kind;
import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.StatusOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which rules come into force when files that people edit have changed: what is half written
 * does no harm.
 *
 * <p>A document that is refused is left out and reported; the rest goes on. A document that was in
 * force and is now refused stays in force as it was: its file keeps its last good content. So does
 * a file that cannot be read. When a file that did not change loses a document, because another now
 * has the same id, the files that changed give way. A proposal without one usable rule is rejected.
 * A document that is gone from its file, or whose file is gone, goes out of force.
 */
final class RuleGate {
  private final RuleSourcesCompiler compiler;
  private final StatusOrigin origin;

  /**
   * @param origin who decides
   */
  RuleGate(RuleSourcesCompiler compiler, StatusOrigin origin) {
    this.compiler = compiler;
    this.origin = origin;
  }

  /**
   * What is to happen.
   *
   * @param sources what to put in force, null when the rules in force stay
   * @param compilation of {@code sources}, null with them
   */
  record Decision(
      @Nullable RuleSources sources, @Nullable Compilation compilation, RuleStatus status) {}

  /**
   * Decides on {@code proposal}.
   *
   * @param inForce the set in force
   * @param before its compilation
   */
  Decision decide(RuleSources inForce, CompiledRuleSet before, RuleProposal proposal) {
    if (proposal.version() <= inForce.version()) {
      RuleStatus stale = said(Kind.STALE, proposal, inForce.hash());
      return new Decision(null, null, stale.with(counts(before, 0, 0), List.of()));
    }
    return new Attempt(inForce, before, proposal).decide();
  }

  private RuleStatus said(Kind kind, RuleProposal proposal, String hash) {
    return RuleStatus.of(kind, proposal.name(), proposal.version(), hash, origin);
  }

  private static Counts counts(CompiledRuleSet inForce, int refused, int kept) {
    return Counts.of(inForce, refused, inForce.skipped(), kept);
  }

  /** A document that is or was in force, wherever it moves inside its file. */
  private record Document(String file, String id) {}

  private static Stream<Document> documents(CompiledRuleSet compiled) {
    Stream<Header> rules = compiled.ruleSet().rules().stream().map(rule -> rule.header());
    return Stream.of(rules, compiled.correlations().stream(), compiled.filters().stream())
        .flatMap(headers -> headers)
        .map(header -> new Document(header.file(), header.id()));
  }

  /** One decision in the making. */
  private final class Attempt {
    private final RuleSources inForce;
    private final CompiledRuleSet before;
    private final RuleProposal proposal;
    private final Map<String, SourceFile> good;
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    Attempt(RuleSources inForce, CompiledRuleSet before, RuleProposal proposal) {
      this.inForce = inForce;
      this.before = before;
      this.proposal = proposal;
      this.good = byName(inForce.files());
    }

    Decision decide() {
      files.putAll(byName(proposal.files()));
      keepUnreadable();
      Compilation last = compile();
      CompiledRuleSet first = last.set();
      for (Set<String> losers = losers(last.set());
          !losers.isEmpty();
          losers = losers(last.set())) {
        losers.forEach(this::giveWay);
        last = compile();
      }
      List<SigmaError> problems = new ArrayList<>(proposal.unreadable());
      problems.addAll(first.problems());
      int refused = first.refused() + proposal.unreadable().size();
      if (last.set().ruleSet().rules().isEmpty() && !before.ruleSet().rules().isEmpty()) {
        String message = "not one rule of it can be used; the rules in force stay";
        Rejection empty = new Rejection(Rejection.Reason.EMPTY, message);
        RuleStatus rejected =
            RuleStatus.rejected(empty, proposal.name(), proposal.version(), inForce.hash(), origin);
        return stays(rejected.with(counts(before, refused, 0), problems));
      }
      Counts counts = counts(last.set(), refused, kept.size());
      if (isInForce(last.set())) {
        return stays(said(Kind.UNCHANGED, proposal, inForce.hash()).with(counts, problems));
      }
      RuleSources next = sources();
      RuleStatus accepted = said(Kind.ACCEPTED, proposal, next.hash()).with(counts, problems);
      return new Decision(next, last, accepted);
    }

    private static Decision stays(RuleStatus status) {
      return new Decision(null, null, status);
    }

    /** Verdicts are the same when the hash is; alerts name the file as well. */
    private boolean isInForce(CompiledRuleSet compiled) {
      return compiled.ruleSet().hash().equals(before.ruleSet().hash())
          && documents(compiled).toList().equals(documents(before).toList());
    }

    private RuleSources sources() {
      return RuleSources.ofFiles(proposal.name(), proposal.version(), List.copyOf(files.values()));
    }

    private Compilation compile() {
      return compiler.compile(sources());
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
