package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.correlate.GroupWindows.Applied;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows in parts against the plain reading, over random signals. */
class GroupWindowsEqualityTest {
  private static final int ROUNDS = Integer.getInteger("sluice.rounds", 1_500);
  private static final long FAR = 1L << 50;

  @ParameterizedTest
  @EnumSource(SigmaCorrelation.Type.class)
  void agreesWithThePlainReading(SigmaCorrelation.Type type) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      new Round(type, seed).run();
    }
  }

  @ParameterizedTest
  @EnumSource(SigmaCorrelation.Type.class)
  void batchesDoNotMatterToSignalsOnTime(SigmaCorrelation.Type type) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomSignals signals = new RandomSignals(random, type);
      GroupWindows windows = new GroupWindows(signals.definition(), 0, 6);
      HashMapWindowStore store = new HashMapWindowStore();
      List<Signal> all = new ArrayList<>();
      List<Firing> inBatches = new ArrayList<>();
      long watermark = 0;
      for (int batch = 0; batch < 8; batch++) {
        long next = watermark + random.nextLong(signals.definition().timespanMillis() * 2);
        List<Signal> some = signals.between(watermark, next, 5);
        all.addAll(some);
        inBatches.addAll(windows.apply(store, some, List.of(), next).firings());
        watermark = next;
      }
      inBatches.addAll(windows.apply(store, List.of(), List.of(), FAR).firings());
      assertThat(windows.apply(new HashMapWindowStore(), all, List.of(), FAR).firings())
          .as("%s, seed %d, %s", type, seed, signals.definition())
          .isEqualTo(inBatches);
    }
  }

  @ParameterizedTest
  @EnumSource(SigmaCorrelation.Type.class)
  void signalsOneByOneAreAsManyAtOnce(SigmaCorrelation.Type type) {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomSignals signals = new RandomSignals(random, type);
      GroupWindows windows = new GroupWindows(signals.definition(), 0, 200);
      List<Signal> all = new ArrayList<>();
      List<Firing> oneByOne = new ArrayList<>();
      HashMapWindowStore store = new HashMapWindowStore();
      long step = Math.max(1, signals.definition().timespanMillis() / 100);
      for (long time = 0; time < 600L * step; time += step) {
        List<Signal> some = signals.between(time - step, time, 1);
        all.addAll(some);
        oneByOne.addAll(windows.apply(store, some, List.of(), time).firings());
      }
      oneByOne.addAll(windows.apply(store, List.of(), List.of(), FAR).firings());
      assertThat(windows.apply(new HashMapWindowStore(), all, List.of(), FAR).firings())
          .as("%s, seed %d, %s", type, seed, signals.definition())
          .isEqualTo(oneByOne);
      assertThat(store.isEmpty()).isTrue();
    }
  }

  /** Two groups with signals on time, late and too late, some of them twice. */
  private static final class Round {
    private final SplittableRandom random;
    private final String name;
    private final RandomSignals signals;
    private final long lateness;
    private final GroupWindows windows;
    private final List<HashMapWindowStore> stores = new ArrayList<>();
    private final List<BruteForce> truths = new ArrayList<>();
    private final List<List<Signal>> before = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();

    private Round(SigmaCorrelation.Type type, int seed) {
      random = new SplittableRandom(seed);
      signals = new RandomSignals(random, type);
      CorrelationDefinition definition = signals.definition();
      long span = definition.timespanMillis();
      lateness = List.of(0L, span / 2, span * 3).get(random.nextInt(3));
      int maxKept = 1 + random.nextInt(8);
      windows = new GroupWindows(definition, lateness, maxKept);
      name =
          "%s, seed %d, %s, late %d, kept %d".formatted(type, seed, definition, lateness, maxKept);
      for (int group = 0; group < 2; group++) {
        stores.add(new HashMapWindowStore());
        truths.add(new BruteForce(definition, lateness, maxKept));
        before.add(new ArrayList<>());
        timers.add(Long.MAX_VALUE);
      }
    }

    private void run() {
      long span = signals.definition().timespanMillis();
      long watermark = random.nextLong(3) - 1;
      for (int batch = 0; batch < 10; batch++) {
        long next = watermark + random.nextLong(span * 2) / (1 + random.nextInt(3));
        for (int group = 0; group < 2; group++) {
          step(group, watermark, next);
        }
        watermark = next;
      }
      for (int group = 0; group < 2; group++) {
        apply(group, List.of(), List.of(), watermark, FAR);
        assertThat(stores.get(group).isEmpty()).as(name).isTrue();
      }
    }

    private void step(int group, long watermark, long next) {
      List<Signal> onTime = signals.between(watermark, next, 5);
      List<Signal> late = new ArrayList<>();
      if (random.nextBoolean()) {
        long span = signals.definition().timespanMillis();
        late.addAll(signals.between(watermark - lateness - span / 4 - 2, watermark, 3));
        List<Signal> known = before.get(group);
        if (!known.isEmpty() && random.nextInt(3) == 0) {
          late.add(known.get(random.nextInt(known.size())));
        }
      }
      before.get(group).addAll(onTime);
      before.get(group).addAll(late);
      if (!onTime.isEmpty()
          || !late.isEmpty()
          || timers.get(group) <= next
          || random.nextBoolean()) {
        apply(group, onTime, late, watermark, next);
      }
    }

    private void apply(
        int group, List<Signal> onTime, List<Signal> late, long lateWatermark, long watermark) {
      Applied expected = truths.get(group).apply(onTime, late, lateWatermark, watermark);
      Applied found = windows.apply(stores.get(group), onTime, late, lateWatermark, watermark);
      assertThat(found.firings()).as(name).isEqualTo(expected.firings());
      assertThat(found.tooLate()).as(name).isEqualTo(expected.tooLate());
      assertThat(found.nextTimerMillis()).as(name).isGreaterThan(watermark);
      timers.set(group, found.nextTimerMillis());
    }
  }
}
