package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.GroupWindows.Applied;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * The definitions of {@link GroupWindows} read word by word, over the list of all signals that
 * there ever were: the truth for one group. Slow.
 */
final class BruteForce {
  private final CorrelationDefinition definition;
  private final BruteCondition condition;
  private final long span;
  private final long lateness;
  private final int maxKept;
  private List<Signal> applied = new ArrayList<>();
  private final List<Judged> judged = new ArrayList<>();
  private final List<Alerted> alerts = new ArrayList<>();
  private List<Signal> open = new ArrayList<>();

  BruteForce(CorrelationDefinition definition, long lateness, int maxKept) {
    this.definition = definition;
    this.condition = new BruteCondition(definition);
    this.span = definition.timespanMillis();
    this.lateness = lateness;
    this.maxKept = maxKept;
  }

  /** That the condition was true or false at an on-time signal; {@code turn} counts on. */
  private record Judged(long time, boolean held, int turn) {}

  private record Alerted(long time, boolean late, int turn) {}

  Applied apply(List<Signal> onTime, List<Signal> late, long lateWatermark, long watermark) {
    List<Signal> tooLate = new ArrayList<>();
    List<Signal> counted = new ArrayList<>();
    for (Signal signal : sorted(late)) {
      (time(signal) < lateWatermark - lateness ? tooLate : counted).add(signal);
    }
    List<Firing> firings = new ArrayList<>();
    if (definition.atEnd()) {
      atEnd(sorted(onTime), counted, tooLate, lateWatermark, watermark, firings);
    } else {
      late(counted, firings);
      sorted(onTime).forEach(signal -> onTime(signal, firings));
    }
    return new Applied(firings, tooLate, Long.MAX_VALUE);
  }

  private void onTime(Signal signal, List<Firing> firings) {
    applied.add(signal);
    applied = condition.distinct(applied);
    long at = time(signal);
    List<Signal> window = within(newest(applied), at - span, at);
    Optional<Firing> firing = condition.of(window, at, at - span, at);
    int turn = judged.size() + alerts.size();
    judged.add(new Judged(at, firing.isPresent(), turn));
    if (firing.isPresent() && mayAlert(at)) {
      firings.add(marked(firing.get(), false));
      alerts.add(new Alerted(at, false, turn + 1));
    }
  }

  private boolean mayAlert(long at) {
    Optional<Alerted> last =
        alerts.stream().max(Comparator.comparingLong(Alerted::time).thenComparing(Alerted::turn));
    return last.isEmpty()
        || at > last.get().time + span
        || judged.stream()
            .anyMatch(
                one ->
                    !one.held
                        && (last.get().late
                            ? one.time > last.get().time
                            : one.turn > last.get().turn));
  }

  private void late(List<Signal> signals, List<Firing> firings) {
    if (signals.isEmpty()) {
      return;
    }
    applied.addAll(signals);
    applied = condition.distinct(applied);
    List<Signal> kept = condition.keepsAll() ? newest(applied) : condition.keptOfParts(applied);
    long from = signals.stream().mapToLong(BruteForce::time).min().orElseThrow();
    long to = signals.stream().mapToLong(BruteForce::time).max().orElseThrow() + span;
    TreeSet<Long> times = new TreeSet<>();
    kept.forEach(signal -> times.add(time(signal)));
    for (long at : times.subSet(from, true, to, true)) {
      Optional<Firing> firing = condition.of(within(kept, at - span, at), at, at - span, at);
      if (firing.isPresent() && nearest(at) > span) {
        firings.add(marked(firing.get(), true));
        alerts.add(new Alerted(at, true, judged.size() + alerts.size()));
      }
    }
  }

  private long nearest(long at) {
    LongStream distances = alerts.stream().mapToLong(alert -> Math.abs(alert.time - at));
    return distances.min().orElse(Long.MAX_VALUE);
  }

  /** The firing, late or not, and approximate when a signal of its window is not kept. */
  private Firing marked(Firing firing, boolean late) {
    List<Signal> kept = newest(applied);
    boolean approximate =
        condition.keepsAll()
            && within(applied, firing.fromMillis(), firing.toMillis()).stream()
                .anyMatch(signal -> !kept.contains(signal));
    return marked(firing, late, approximate);
  }

  private static Firing marked(Firing firing, boolean late, boolean approximate) {
    return new Firing(
        firing.timeMillis(),
        firing.fromMillis(),
        firing.toMillis(),
        firing.value(),
        firing.isAtLeast(),
        firing.first(),
        firing.last(),
        firing.newest(),
        late,
        approximate);
  }

  private void atEnd(
      List<Signal> onTime,
      List<Signal> late,
      List<Signal> tooLate,
      long lateWatermark,
      long watermark,
      List<Firing> firings) {
    if (!open.isEmpty() && end() <= lateWatermark) {
      judgeOpen(firings);
    }
    for (Signal signal : late) {
      boolean opens = open.isEmpty() && time(signal) + span > lateWatermark;
      boolean falls = !open.isEmpty() && time(signal) >= start() && time(signal) <= end();
      (opens || falls ? open : tooLate).add(signal);
    }
    for (Signal signal : onTime) {
      if (!open.isEmpty() && time(signal) > end()) {
        judgeOpen(firings);
      }
      open.add(signal);
    }
    if (!open.isEmpty() && end() <= watermark) {
      judgeOpen(firings);
    }
  }

  private long start() {
    return time(open.get(0));
  }

  private long end() {
    return start() + span;
  }

  private void judgeOpen(List<Firing> firings) {
    List<Signal> all = condition.distinct(open);
    List<Signal> window = newest(all);
    condition
        .of(window, end(), start(), end())
        .ifPresent(firing -> firings.add(marked(firing, false, window.size() < all.size())));
    open = new ArrayList<>();
  }

  /** Of types that keep everything, what is kept. */
  private List<Signal> newest(List<Signal> signals) {
    return condition.keepsAll()
        ? signals.subList(Math.max(0, signals.size() - maxKept), signals.size())
        : signals;
  }

  private static List<Signal> within(List<Signal> signals, long from, long to) {
    return signals.stream().filter(signal -> time(signal) >= from && time(signal) <= to).toList();
  }

  static List<Signal> sorted(List<Signal> signals) {
    return signals.stream().sorted().toList();
  }

  static long time(Signal signal) {
    return signal.from().timeMillis();
  }
}
