package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Correlates the signals of a whole run without a stream: all are there before the first window is
 * judged, so that none is late. For one thread. Memory: every signal.
 */
public final class CorrelationRun {
  /** Later than the end of every window, and far from what a long can hold. */
  private static final long THE_END = Long.MAX_VALUE >> 2;

  private static final Comparator<CorrelationAlert> ORDER =
      Comparator.comparingLong((CorrelationAlert alert) -> alert.firing().timeMillis())
          .thenComparing(alert -> alert.correlation().stage())
          .thenComparing(alert -> alert.correlation().id())
          .thenComparing(CorrelationAlert::group, CorrelationRun::compare);

  private final CorrelationSet correlations;
  private final boolean arrivalOrder;
  private final Map<Integer, Map<Group, List<Signal>>> stages = new TreeMap<>();
  private long leftOut;

  /**
   * @param arrivalOrder whether signals count in the order in which they come: a time before that
   *     of an earlier signal of the same group counts as that one's; else the order is that of
   *     event time
   */
  public CorrelationRun(CorrelationSet correlations, boolean arrivalOrder) {
    this.correlations = correlations;
    this.arrivalOrder = arrivalOrder;
  }

  private record Group(String definition, List<String> values) {}

  /** Takes a signal; one of a correlation that is not in the set is none. */
  public void feed(Signal signal) {
    if (correlations.byHash(signal.definition()) == null) {
      return;
    }
    List<Signal> known =
        stages
            .computeIfAbsent(signal.stage(), stage -> new HashMap<>())
            .computeIfAbsent(
                new Group(signal.definition(), signal.group()), group -> new ArrayList<>());
    known.add(
        arrivalOrder && !known.isEmpty() ? notBefore(known.get(known.size() - 1), signal) : signal);
  }

  private static Signal notBefore(Signal last, Signal signal) {
    long newest = last.from().timeMillis();
    Contribution from = signal.from();
    return from.timeMillis() >= newest
        ? signal
        : new Signal(
            signal.definition(),
            signal.stage(),
            signal.group(),
            signal.values(),
            new Contribution(newest, from.origin(), from.host(), from.input(), from.alertId()));
  }

  /**
   * Judges all windows; to be called once.
   *
   * @return every alert, those of silent correlations and of those in shadow among them, by time,
   *     then stage, correlation and group
   */
  public List<CorrelationAlert> finish() {
    List<CorrelationAlert> alerts = new ArrayList<>();
    for (int stage = 1; stage <= CompiledCorrelation.MAX_STAGE; stage++) {
      List<CorrelationAlert> ofStage = new ArrayList<>();
      stages
          .getOrDefault(stage, Map.of())
          .forEach((group, signals) -> judge(group, signals, ofStage));
      stages.remove(stage);
      ofStage.sort(ORDER);
      ofStage.forEach(alert -> ChainSignals.of(correlations, alert, new Further()));
      alerts.addAll(ofStage);
    }
    alerts.sort(ORDER);
    return alerts;
  }

  private void judge(Group group, List<Signal> signals, Collection<CorrelationAlert> alerts) {
    CompiledCorrelation correlation = correlations.byHash(group.definition());
    if (correlation == null) {
      throw new IllegalStateException("a signal was kept of an unknown correlation");
    }
    new GroupWindows(correlation.definition(), 0)
        .apply(new HashMapWindowStore(), signals, List.of(), THE_END).firings().stream()
            .filter(firing -> correlation.inForceAt(firing.timeMillis()))
            .map(firing -> new CorrelationAlert(correlation, group.values(), firing))
            .forEach(alerts::add);
  }

  /** How many alerts a correlation of a later stage could not look at. */
  public long leftOut() {
    return leftOut;
  }

  private final class Further implements SignalSink {
    @Override
    public void signal(Signal signal) {
      feed(signal);
    }

    @Override
    public void leftOut(LeftOut reason) {
      leftOut++;
    }
  }

  private static int compare(List<String> left, List<String> right) {
    return String.join("\n", left).compareTo(String.join("\n", right));
  }
}
