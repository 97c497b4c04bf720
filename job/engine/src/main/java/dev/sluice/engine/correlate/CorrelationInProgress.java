package dev.sluice.engine.correlate;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.sigma.AlertHeader;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A correlation while it is compiled: what it names, and what was found so far. */
final class CorrelationInProgress {
  private final SigmaCorrelation correlation;
  private final Treatment treatment;
  private final Target target;
  private final List<Named> named = new ArrayList<>();
  private final List<SigmaError> problems = new ArrayList<>();
  private @Nullable CorrelationDefinition definition;

  CorrelationInProgress(CorrelationCompiler.Candidate candidate, Target target) {
    this.correlation = candidate.correlation();
    this.treatment = candidate.treatment();
    this.target = target;
  }

  /** A document, and where the correlation names it. */
  record Named(RuleReference reference, Target target) {}

  SigmaCorrelation correlation() {
    return correlation;
  }

  Treatment treatment() {
    return treatment;
  }

  Target target() {
    return target;
  }

  List<Named> named() {
    return named;
  }

  /** Those of a disabled correlation are its errors. */
  List<SigmaError> problems() {
    return treatment.mode() == Treatment.Mode.DISABLED
        ? problems.stream().filter(SigmaError::isError).toList()
        : problems;
  }

  boolean isInForce() {
    return target.state() == State.IN_FORCE || target.state() == State.SHADOW;
  }

  /** Finds what it names. */
  void resolve(Targets targets) {
    for (RuleReference reference : correlation.rules()) {
      String name = "'" + reference.idOrName() + "'";
      List<Target> found = targets.find(reference, correlation.header().pack());
      if (found.isEmpty()) {
        addReference(reference, "no loaded document has the id or name " + name);
      } else if (found.size() > 1) {
        addReference(reference, "several packs have a document with the name " + name);
      } else {
        addNamed(new Named(reference, found.get(0)));
      }
    }
  }

  /** A rule that is named twice is one; to a temporal correlation that means nothing. */
  private void addNamed(Named found) {
    if (named.stream().noneMatch(other -> other.target() == found.target())) {
      named.add(found);
    } else if (correlation.type().isTemporal()) {
      String name = found.reference().idOrName();
      addReference(found.reference(), "'" + name + "' is named twice; a rule fires once, or more");
    }
  }

  private void addReference(RuleReference reference, String message) {
    add(reference.position(), ErrorCode.CORRELATION_REFERENCE, message);
  }

  void add(Position at, ErrorCode code, String message) {
    Header header = correlation.header();
    problems.add(
        SigmaError.at(header.file(), at, code, message, "").in(header.id(), header.title()));
  }

  /** Compiles it when all is known of what it names; returns whether that was so. */
  boolean settle() {
    if (named.stream().anyMatch(one -> one.target().state() == null)) {
      return false;
    }
    boolean disabled = treatment.mode() == Treatment.Mode.DISABLED;
    boolean shadow = treatment.mode() == Treatment.Mode.SHADOW;
    for (Named one : named) {
      State state = Objects.requireNonNull(one.target().state());
      warnOf(one, state, shadow);
      disabled |= state == State.DISABLED;
      shadow |= state == State.SHADOW;
    }
    int stage = 1 + named.stream().mapToInt(one -> one.target().stage()).max().orElse(0);
    if (!hasError()) {
      checkDepth(stage);
      definition = new DefinitionCompiler(this).compile();
    }
    State inForce = shadow ? State.SHADOW : State.IN_FORCE;
    target.settle(hasError() ? State.REFUSED : disabled ? State.DISABLED : inForce, stage);
    return true;
  }

  private boolean hasError() {
    return problems.stream().anyMatch(SigmaError::isError);
  }

  private void warnOf(Named one, State state, boolean shadow) {
    Position at = one.reference().position();
    String name = "'" + one.reference().idOrName() + "'";
    if (state == State.REFUSED) {
      addReference(one.reference(), name + ", which it looks at, is refused");
    } else if (state == State.DISABLED) {
      add(
          at,
          ErrorCode.CORRELATION_NOT_IN_FORCE,
          name + ", which it looks at, is not in force, so neither is the correlation");
    } else if (state == State.SHADOW && !shadow) {
      add(
          at,
          ErrorCode.CORRELATION_SHADOWED,
          name + ", which it looks at, is in shadow, so the correlation is too");
    }
  }

  private void checkDepth(int stage) {
    if (stage > CompiledCorrelation.MAX_STAGE) {
      add(
          correlation.header().position(),
          ErrorCode.CORRELATION_DEPTH,
          "correlations of correlations are at most "
              + CompiledCorrelation.MAX_STAGE
              + " deep, and this one would be "
              + stage);
    }
  }

  /** The correlation, which must be in force. */
  CompiledCorrelation compiled(boolean silent) {
    CorrelationDefinition made = Objects.requireNonNull(definition);
    String level = treatment.level();
    Header header = level == null ? correlation.header() : correlation.header().withLevel(level);
    Treatment own =
        target.state() == State.SHADOW
            ? new Treatment(Treatment.Mode.SHADOW, level, treatment.expires())
            : treatment;
    return new CompiledCorrelation(
        AlertHeader.of(header),
        made,
        DefinitionHash.of(made, target.stage()),
        target.stage(),
        silent,
        own);
  }
}
