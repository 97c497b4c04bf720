package dev.sluice.bench;

import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures a judge from bytes to verdicts on the calling thread, and Jackson's tokenizer over the
 * same bytes in turn with it, so that the noise of a shared machine hits both.
 *
 * <p>Each round has a judge of its own, warmed up on other events: no memory of values can know the
 * events that are measured. What is compiled and what all judges share stays warm.
 *
 * <pre>
 * warm up: judge and tokenizer over the warm-up events, for so long
 * round:   a new judge over the warm-up events; then timed, the judge and the tokenizer, who begins alternates
 * at last: a new judge over the silent events of the first round, for what they allocate
 * </pre>
 */
public final class Throughput {

  private final Supplier<CountedJudge> judges;
  private final Consumer<Verdict.Fired> alerts;
  private final Duration warmUp;
  private final Runnable afterRound;

  /**
   * @param judges gives a fresh judge each time
   * @param alerts takes what fires; its time counts
   * @param warmUp how long the compilers get before the first round
   * @param afterRound told after each round
   */
  public Throughput(
      Supplier<CountedJudge> judges,
      Consumer<Verdict.Fired> alerts,
      Duration warmUp,
      Runnable afterRound) {
    this.judges = judges;
    this.alerts = alerts;
    this.warmUp = warmUp;
    this.afterRound = afterRound;
  }

  /** Measures all rounds; there must be an event in the first one. */
  public Measurement measure(EventRounds rounds) {
    warmUp(rounds.warmUp());
    List<Round> measured = new ArrayList<>();
    for (int i = 0; i < rounds.rounds(); i++) {
      List<byte[]> events = rounds.events().apply(i);
      measured.add(round(rounds.warmUp(), events, i % 2 == 0));
      afterRound.run();
    }
    List<byte[]> first = rounds.events().apply(0);
    return summary(rounds, first, measured, allocatedWhenSilent(rounds.warmUp(), first));
  }

  private void warmUp(List<byte[]> events) {
    Judge judge = judges.get().judge();
    long end = System.nanoTime() + warmUp.toNanos();
    for (int i = 0; System.nanoTime() < end && !events.isEmpty(); i++) {
      List<byte[]> event = List.of(events.get(i % events.size()));
      Pass.of(judge, event, fired -> {});
      tokenise(event);
    }
  }

  private record Round(Pass pass, long jacksonNanos, int events, @Nullable Long candidates) {
    double ratio() {
      return (double) jacksonNanos / pass.nanos();
    }

    double perSecond(long nanos) {
      return events * 1e9 / nanos;
    }
  }

  private Round round(List<byte[]> warmUpEvents, List<byte[]> events, boolean judgeFirst) {
    CountedJudge counted = judges.get();
    Pass.of(counted.judge(), warmUpEvents, fired -> {});
    System.gc();
    long before = judgeFirst ? 0 : tokenise(events);
    LongSupplier candidates = counted.candidates();
    long earlier = candidates == null ? 0 : candidates.getAsLong();
    Pass pass = Pass.of(counted.judge(), events, alerts);
    Long evaluated = candidates == null ? null : candidates.getAsLong() - earlier;
    long jackson = judgeFirst ? tokenise(events) : before;
    return new Round(pass, jackson, events.size(), evaluated);
  }

  /** Returns the nanoseconds it takes. */
  private long tokenise(List<byte[]> events) {
    long tokens = 0;
    long start = System.nanoTime();
    for (byte[] event : events) {
      tokens += Tokenizer.tokens(event);
    }
    long nanos = System.nanoTime() - start;
    if (tokens < 0) {
      throw new IllegalStateException("the sum is used so that no compiler leaves it out");
    }
    return nanos;
  }

  private @Nullable Double allocatedWhenSilent(List<byte[]> warmUpEvents, List<byte[]> events) {
    Judge sorting = judges.get().judge();
    List<byte[]> silent = new ArrayList<>();
    for (byte[] event : events) {
      Verdict verdict = sorting.judge(event);
      if (verdict instanceof Verdict.Silent || verdict instanceof Verdict.Unrouted) {
        silent.add(event);
      }
    }
    if (silent.isEmpty()) {
      return null;
    }
    Judge judge = judges.get().judge();
    Pass.of(judge, warmUpEvents, fired -> {});
    return (double) Pass.of(judge, silent, fired -> {}).allocated() / silent.size();
  }

  private Measurement summary(
      EventRounds lane, List<byte[]> events, List<Round> rounds, @Nullable Double whenSilent) {
    Round first = rounds.get(0);
    double[] ratios = sorted(rounds.stream().mapToDouble(Round::ratio).toArray());
    Long candidates = first.candidates();
    return new Measurement(
        judges.get().judge().ruleSet().rules().size(),
        events.size(),
        lane.warmUp().size(),
        rounds.size(),
        events.stream().mapToLong(event -> event.length).average().orElse(0),
        median(rounds.stream().mapToDouble(r -> r.perSecond(r.pass().nanos())).toArray()),
        median(rounds.stream().mapToDouble(r -> r.perSecond(r.jacksonNanos())).toArray()),
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        median(
            rounds.stream().mapToDouble(r -> (double) r.pass().allocated() / r.events()).toArray()),
        whenSilent,
        candidates == null ? null : (double) candidates / first.events(),
        first.pass().alerts(),
        first.pass().silent(),
        first.pass().unrouted(),
        first.pass().unreadable());
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The middle one; of an even number the upper of the two in the middle. */
  static double median(double[] values) {
    return sorted(values)[values.length / 2];
  }
}
