package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.List;

/** A call to windows that are judged at each event. For one thread. */
final class EventJudgement {
  private final WindowPlan plan;
  private final GroupState state;
  private final Head head;
  private final List<Firing> firings = new ArrayList<>();

  EventJudgement(WindowPlan plan, GroupState state) {
    this.plan = plan;
    this.state = state;
    this.head = state.head();
  }

  /** The windows that have been found true, in order. */
  List<Firing> firings() {
    return firings;
  }

  /** Judges the windows that end with each of the signals, which are in order and the newest. */
  void apply(List<Signal> signals) {
    if (signals.isEmpty()) {
      return;
    }
    RowQueue window = new RowQueue(plan);
    long first = signals.get(0).from().timeMillis();
    window.load(state.between(first - plan.spanMillis(), first));
    Contribution previous = null;
    for (Signal signal : signals) {
      if (previous == null || !plan.isRepeated(previous, signal.from())) {
        judge(window, signal);
      }
      previous = signal.from();
    }
  }

  private void judge(RowQueue window, Signal signal) {
    long time = signal.from().timeMillis();
    window.evictBefore(time - plan.spanMillis());
    Part part = state.append(plan.kept(signal));
    window.add(part, part.to() - 1);
    if (plan.keepsAll() && window.size() > plan.maxKept()) {
      head.lost = Math.max(head.lost, window.evictOldest());
    }
    if (!window.accumulator().holds()) {
      head.armed = true;
      head.lastFalse = time;
    } else if (mayAlert(time)) {
      firings.add(firing(window, time, false));
      part.alerted(time);
      head.armed = false;
      head.lastAlert = time;
    }
  }

  private boolean mayAlert(long time) {
    return head.lastAlert == Head.NONE || head.armed || time > head.lastAlert + plan.spanMillis();
  }

  private Firing firing(RowQueue window, long time, boolean late) {
    boolean approximate = head.lost != Head.NONE && head.lost >= time - plan.spanMillis();
    return window.accumulator().outcome().at(time, plan.spanMillis(), late, approximate);
  }

  /**
   * Inserts late signals, which are in order, and judges the windows that they are in, at the times
   * of all signals that are kept: one that holds alerts when no alert is within its length of it.
   */
  void applyLate(List<Signal> signals) {
    if (signals.isEmpty()) {
      return;
    }
    state.insert(signals.stream().map(plan::kept).toList());
    long from = signals.get(0).from().timeMillis();
    long to = signals.get(signals.size() - 1).from().timeMillis() + plan.spanMillis();
    AlertTimes alerts = new AlertTimes(plan.spanMillis());
    state
        .between(from - plan.spanMillis(), to + plan.spanMillis())
        .forEach(part -> alerts.add(part));
    RowQueue window = new RowQueue(plan);
    for (Part part : state.between(from - plan.spanMillis(), to)) {
      for (int place = part.from(); place < part.to() && part.time(place) <= to; place++) {
        window.add(part, place);
        if (part.time(place) >= from && isLastOfTime(part, place)) {
          judgeLate(window, part, part.time(place), alerts);
        }
      }
    }
  }

  /** Whether the signals of one time, which are all of one part, end here. */
  private static boolean isLastOfTime(Part part, int place) {
    return place + 1 == part.to() || part.time(place + 1) > part.time(place);
  }

  private void judgeLate(RowQueue window, Part part, long time, AlertTimes alerts) {
    window.evictBefore(time - plan.spanMillis());
    if (!window.accumulator().holds() || alerts.isNear(time)) {
      return;
    }
    firings.add(firing(window, time, true));
    part.alerted(time);
    alerts.add(time);
    if (time > head.lastAlert) {
      head.lastAlert = time;
      head.armed = head.lastFalse > time;
    }
  }
}
