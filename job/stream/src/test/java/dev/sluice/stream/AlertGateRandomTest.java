package dev.sluice.stream;

import static dev.sluice.stream.GateHarness.MINUTE;
import static dev.sluice.stream.GateHarness.NOON;
import static dev.sluice.stream.GateHarness.alert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order, nothing is lost and nothing is left. */
class AlertGateRandomTest {
  private static final int ALERTS = 400;
  private static final List<String> RULES = List.of("r", "r|d", "İ", "", "\ud800|1");

  @Test
  void eachAlertIsOnOneTopicAndSummariesCountWhatWasSuppressed() throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      long seed = start + i;
      AlertLimits limits = new AlertLimits(1 + i % 20, Duration.ofMinutes(i % 4), 1 + i % 7);
      try (GateHarness gate = GateHarness.of(limits)) {
        List<String> raised = storm(gate, new Random(seed));
        gate.watermark(Long.MAX_VALUE);
        assertThat(gate.isEmpty()).as("seed %d", seed).isTrue();
        List<String> seen = new ArrayList<>(gate.lines("alert"));
        seen.addAll(gate.lines("budget"));
        seen.addAll(gate.lines("suppressed"));
        assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(raised);
        assertThat(counted(gate)).as("seed %d", seed).isEqualTo(gate.lines("suppressed").size());
      }
    }
  }

  private static List<String> storm(GateHarness gate, Random random) throws Exception {
    List<String> raised = new ArrayList<>();
    long clock = NOON;
    for (int i = 0; i < ALERTS; i++) {
      String host = "h" + random.nextInt(2);
      RaisedAlert alert = alert(host, RULES.get(random.nextInt(RULES.size())), "a" + i);
      raised.add("a" + i);
      gate.raise(random.nextInt(3) == 0 ? alert : suppressing(random, alert), time(random, clock));
      if (random.nextInt(10) == 0) {
        clock += random.nextInt((int) (2 * MINUTE));
        gate.watermark(clock);
      }
    }
    return raised;
  }

  private static RaisedAlert suppressing(Random random, RaisedAlert alert) {
    Duration interval = Duration.ofMillis(1000 + random.nextInt((int) (5 * MINUTE)));
    return GateHarness.suppressing(alert, "d" + random.nextInt(4), interval);
  }

  /** About the clock, far behind it, or none. */
  private static long time(Random random, long clock) {
    return switch (random.nextInt(12)) {
      case 0 -> EventClock.NO_TIME;
      case 1 -> clock - random.nextInt(100) * MINUTE;
      default -> clock + random.nextInt((int) (4 * MINUTE)) - MINUTE;
    };
  }

  private static int counted(GateHarness gate) {
    return gate.lines("summary").stream()
        .mapToInt(summary -> Integer.parseInt(summary.substring(summary.lastIndexOf(' ') + 1)))
        .sum();
  }
}
