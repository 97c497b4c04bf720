package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Comparison.Operator;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A million signals of one group: what they take is printed, and what is kept is bounded. */
class GroupWindowsHotGroupTest {
  private static final int SIGNALS = 1_000_000;
  private static final int BATCH = 1_000;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final long SPAN_MILLIS = 300_000;
  private static final long LATENESS_MILLIS = 3_600_000;

  @Test
  void keepsABoundedStateOfAMillionSignals() {
    run(SigmaCorrelation.Type.EVENT_COUNT);
    double events = run(SigmaCorrelation.Type.EVENT_COUNT).seconds;
    for (SigmaCorrelation.Type type : SigmaCorrelation.Type.values()) {
      Measured measured = run(type);
      System.out.printf(
          "%s: %.2f s, %.1f times event_count; %,d firings; at most %,d bytes kept%n",
          type, measured.seconds, measured.seconds / events, measured.firings, measured.bytes);
      assertThat(measured.firings).isPositive();
      assertThat(measured.bytes).isLessThan(keepsAll(type) ? 1_500_000 : 500_000);
    }
  }

  private static boolean keepsAll(SigmaCorrelation.Type type) {
    return type != SigmaCorrelation.Type.EVENT_COUNT
        && type != SigmaCorrelation.Type.VALUE_COUNT
        && type != SigmaCorrelation.Type.TEMPORAL;
  }

  private record Measured(double seconds, int firings, long bytes) {}

  private static Measured run(SigmaCorrelation.Type type) {
    SplittableRandom random = new SplittableRandom(7);
    GroupWindows windows = new GroupWindows(definition(type), LATENESS_MILLIS);
    HashMapWindowStore store = new HashMapWindowStore();
    int firings = 0;
    long bytes = 0;
    long nanos = 0;
    for (int from = 0; from < SIGNALS; from += BATCH) {
      List<Signal> batch = new ArrayList<>();
      for (int at = from; at < from + BATCH; at++) {
        batch.add(signal(at, random));
      }
      long start = CLOCK.getCurrentThreadCpuTime();
      firings += windows.apply(store, batch, List.of(), from + BATCH).firings().size();
      nanos += CLOCK.getCurrentThreadCpuTime() - start;
      bytes = Math.max(bytes, store.sizeInBytes());
    }
    return new Measured(nanos / 1e9, firings, bytes);
  }

  private static CorrelationDefinition definition(SigmaCorrelation.Type type) {
    return switch (type) {
      case EVENT_COUNT -> Definitions.of(type, SPAN_MILLIS, Definitions.atLeast(100));
      case VALUE_COUNT -> Definitions.of(type, SPAN_MILLIS, Definitions.atLeast(1_000));
      case TEMPORAL, TEMPORAL_ORDERED -> Definitions.of(type, SPAN_MILLIS, Definitions.atLeast(3));
      case VALUE_SUM ->
          Definitions.of(type, SPAN_MILLIS, Definitions.comparison(Operator.GT, "50000000"));
      default -> Definitions.of(type, SPAN_MILLIS, Definitions.comparison(Operator.GT, "500.0"));
    };
  }

  private static Signal signal(int number, SplittableRandom random) {
    Contribution from =
        new Contribution(
            number,
            Origin.kafka("sluice.events", number % 16, number),
            "host-" + random.nextInt(200) + ".example.org",
            random.nextInt(3),
            null);
    String value = Integer.toString(random.nextInt(2_000));
    return new Signal("hash", 1, List.of("user"), List.of(value), from);
  }
}
