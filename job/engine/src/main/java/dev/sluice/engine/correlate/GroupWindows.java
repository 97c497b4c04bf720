package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * The arithmetic of a correlation's windows, one group at a time: what its signals say as event
 * time goes on. Knows no state but what a {@link WindowStore} keeps, and no clock but watermarks.
 *
 * <p>The window at time t is [t - timespan, t], both ends in. Signals count in the order of their
 * contributions. An event that several rules fired on counts once, by the first of them, except
 * where it matters which rules fired; all signals of one event come in the same call.
 *
 * <p>A definition that is judged at each event alerts when its condition holds with that event, and
 * then not again until it was false at an event, or an event is later than the alert by more than
 * the timespan. Late signals are inserted first; then the windows up to the timespan after them are
 * judged again at the times of all signals that are kept, and one that holds alerts if no alert of
 * the group is within the timespan of it, before or after. No alert is taken back.
 *
 * <p>A definition that is judged at its end opens a window with a signal, judges it when the
 * watermark has reached the end of it, and opens the next with the next signal. A late signal
 * counts when it falls into the open window, or opens one that has not ended.
 *
 * <p>Counts, numbers of tuples and temporal types are exact in bounded memory (see {@link
 * WindowPlan}). Sum, average, percentile and ordered types keep the newest {@value #MAX_KEPT}
 * signals of a group, and a firing whose window has lost one says that it is approximate. A
 * percentile is compared before it is rounded to 34 digits.
 *
 * <p>Immutable and safe for any number of threads. Cost of a call: that of sorting its signals, and
 * of reading what the window keeps.
 */
public final class GroupWindows {
  /** How many signals of a group the types keep that need them all. */
  public static final int MAX_KEPT = 100_000;

  private final WindowPlan plan;
  private final long allowedLatenessMillis;

  /**
   * Windows of a definition.
   *
   * @param allowedLatenessMillis how far behind the watermark a signal may be that comes late
   */
  public GroupWindows(CorrelationDefinition definition, long allowedLatenessMillis) {
    this(definition, allowedLatenessMillis, MAX_KEPT);
  }

  GroupWindows(CorrelationDefinition definition, long allowedLatenessMillis, int maxKept) {
    this.plan = new WindowPlan(definition, maxKept);
    this.allowedLatenessMillis = allowedLatenessMillis;
  }

  /**
   * What a call had to say.
   *
   * @param firings in the order of time
   * @param tooLate signals that came too late to count
   * @param nextTimerMillis the watermark at which the next call is due even without signals, to
   *     judge a window or to forget; {@link Long#MAX_VALUE} when none is
   */
  public record Applied(List<Firing> firings, List<Signal> tooLate, long nextTimerMillis) {
    public Applied {
      firings = List.copyOf(firings);
      tooLate = List.copyOf(tooLate);
    }
  }

  /**
   * Applies signals when it is not known at which watermark the late ones came: taken is the newest
   * that agrees with the on-time signals, or at the end of input ({@link Long#MAX_VALUE}) the
   * oldest.
   */
  public Applied apply(
      WindowStore store, List<Signal> onTime, List<Signal> late, long watermarkMillis) {
    long oldest = Long.MIN_VALUE;
    for (Signal signal : late) {
      oldest = Math.max(oldest, signal.from().timeMillis());
    }
    long newest = watermarkMillis == Long.MAX_VALUE ? oldest : watermarkMillis;
    for (Signal signal : onTime) {
      newest = Math.min(newest, signal.from().timeMillis() - 1);
    }
    return apply(store, onTime, late, Math.max(oldest, newest), watermarkMillis);
  }

  /**
   * Applies signals.
   *
   * @param store of the group
   * @param onTime in any order; later than {@code lateWatermarkMillis} and than all that were
   *     applied, and not later than {@code watermarkMillis}
   * @param late in any order; not later than {@code lateWatermarkMillis}
   * @param lateWatermarkMillis the watermark when the late signals came, at which every on-time
   *     signal was still to be applied; anything when none is late
   * @param watermarkMillis the watermark now; {@link Long#MAX_VALUE} at the end of input
   */
  public Applied apply(
      WindowStore store,
      List<Signal> onTime,
      List<Signal> late,
      long lateWatermarkMillis,
      long watermarkMillis) {
    GroupState state = new GroupState(plan, store);
    List<Signal> tooLate = new ArrayList<>();
    List<Signal> inTime = new ArrayList<>();
    long oldest = before(lateWatermarkMillis, allowedLatenessMillis);
    for (Signal signal : sorted(late)) {
      (signal.from().timeMillis() < oldest ? tooLate : inTime).add(signal);
    }
    return plan.definition().atEnd()
        ? judgeAtEnd(state, sorted(onTime), inTime, tooLate, lateWatermarkMillis, watermarkMillis)
        : judgeAtEvents(state, sorted(onTime), inTime, tooLate, watermarkMillis);
  }

  private Applied judgeAtEvents(
      GroupState state,
      List<Signal> onTime,
      List<Signal> late,
      List<Signal> tooLate,
      long watermarkMillis) {
    EventJudgement judgement = new EventJudgement(plan, state);
    judgement.applyLate(late);
    judgement.apply(onTime);
    long keptMillis = Math.addExact(allowedLatenessMillis, plan.spanMillis());
    state.save(before(watermarkMillis, keptMillis));
    long oldestPart = state.head().oldestPart;
    long nextTimer =
        oldestPart == Head.NONE ? Long.MAX_VALUE : plan.endOf(oldestPart) + keptMillis + 1;
    return new Applied(judgement.firings(), tooLate, nextTimer);
  }

  private Applied judgeAtEnd(
      GroupState state,
      List<Signal> onTime,
      List<Signal> late,
      List<Signal> tooLate,
      long lateWatermarkMillis,
      long watermarkMillis) {
    EndJudgement judgement = new EndJudgement(plan, state);
    if (!late.isEmpty()) {
      judgement.closeUntil(lateWatermarkMillis);
      tooLate.addAll(judgement.applyLate(late, lateWatermarkMillis));
    }
    judgement.apply(onTime);
    judgement.closeUntil(watermarkMillis);
    state.save(Long.MIN_VALUE);
    return new Applied(judgement.firings(), tooLate, judgement.end());
  }

  private static List<Signal> sorted(List<Signal> signals) {
    List<Signal> sorted = new ArrayList<>(signals);
    sorted.sort(null);
    return sorted;
  }

  /** A time before another, or the first there is. */
  private static long before(long timeMillis, long byMillis) {
    return timeMillis < Long.MIN_VALUE + byMillis ? Long.MIN_VALUE : timeMillis - byMillis;
  }
}
