package dev.sluice.engine.correlate;

import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.correlate.CorrelationTarget.State;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that a correlation may name, while the correlations are compiled. */
final class Target {
  private final Header header;
  private final CorrelationCompiler.@Nullable Candidate candidate;
  private final boolean live;
  private @Nullable State state;
  private int stage;

  /** A document that is no correlation, or one that is not compiled here. */
  Target(CorrelationTarget known) {
    this.header = known.header();
    this.candidate = null;
    this.state = known.state();
    this.live = state == State.IN_FORCE || state == State.SHADOW;
  }

  /** A correlation that is to be compiled. */
  Target(CorrelationCompiler.Candidate candidate) {
    this.header = candidate.correlation().header();
    this.candidate = candidate;
    this.live = candidate.treatment().mode() != Treatment.Mode.DISABLED;
  }

  Header header() {
    return header;
  }

  /** Whether it is wanted in force; it wins over one with the same name that is not. */
  boolean live() {
    return live;
  }

  /** What became of it, null when that is not known yet. */
  @Nullable State state() {
    return state;
  }

  /** Says what became of it. */
  void settle(State settled, int ownStage) {
    state = settled;
    stage = ownStage;
  }

  /** 0 for a rule. */
  int stage() {
    return stage;
  }

  /** The fields of its group when it is a correlation that is compiled here, else null. */
  @Nullable List<String> group() {
    SigmaCorrelation correlation = candidate == null ? null : candidate.correlation();
    return correlation == null ? null : correlation.groupBy();
  }
}
