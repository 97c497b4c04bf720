package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * A call to windows that are judged at their end. A group has at most one open window, and keeps
 * nothing but that. For one thread.
 */
final class EndJudgement {
  private final WindowPlan plan;
  private final GroupState state;
  private final Head head;
  private final List<Firing> firings = new ArrayList<>();

  EndJudgement(WindowPlan plan, GroupState state) {
    this.plan = plan;
    this.state = state;
    this.head = state.head();
  }

  /** The windows that have been found true, in order. */
  List<Firing> firings() {
    return firings;
  }

  /** When the open window ends, or {@link Long#MAX_VALUE}. */
  long end() {
    return head.opened == Head.NONE ? Long.MAX_VALUE : head.opened + plan.spanMillis();
  }

  /** Judges the open window when all of it is there. */
  void closeUntil(long watermarkMillis) {
    if (head.opened != Head.NONE && end() <= watermarkMillis) {
      close();
    }
  }

  private void close() {
    state.trim();
    RowQueue window = new RowQueue(plan);
    List<Part> parts = state.all();
    parts.forEach(Part::reduce);
    window.load(parts);
    if (window.accumulator().holds()) {
      Outcome outcome = window.accumulator().outcome();
      firings.add(outcome.atEnd(head.opened, end(), head.lost != Head.NONE));
    }
    state.clear();
  }

  /** Takes signals that are in order and newer than all others. */
  void apply(List<Signal> signals) {
    Contribution previous = null;
    for (Signal signal : signals) {
      Contribution from = signal.from();
      if (previous != null && plan.isRepeated(previous, from)) {
        continue;
      }
      previous = from;
      if (from.timeMillis() > end()) {
        close();
      }
      if (head.opened == Head.NONE) {
        head.opened = from.timeMillis();
      }
      state.append(plan.kept(signal));
    }
  }

  /** Takes late signals, which are in order, and returns those whose windows have been judged. */
  List<Signal> applyLate(List<Signal> signals, long watermarkMillis) {
    List<Signal> tooLate = new ArrayList<>();
    List<Kept> inTime = new ArrayList<>();
    for (Signal signal : signals) {
      long time = signal.from().timeMillis();
      if (head.opened == Head.NONE && time + plan.spanMillis() > watermarkMillis) {
        head.opened = time;
      }
      if (head.opened != Head.NONE && time >= head.opened && time <= end()) {
        inTime.add(plan.kept(signal));
      } else {
        tooLate.add(signal);
      }
    }
    state.insert(inTime);
    return tooLate;
  }
}
