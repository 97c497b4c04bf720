package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(42);

  @Test
  void withoutRateAllMayGo() {
    assertThat(new Pace(0, now::get).take(256)).isEqualTo(256);
  }

  @Test
  void theRateIsKeptOverTime() {
    Pace pace = new Pace(100, now::get);
    int taken = 0;
    for (int i = 0; i < 500; i++) {
      now.addAndGet(SECOND / 50);
      taken += pace.take(256);
    }
    assertThat(taken).isBetween(999, 1000);
  }

  @Test
  void aSlowRateGivesOneAtATime() {
    Pace pace = new Pace(0.5, now::get);
    now.addAndGet(SECOND);
    assertThat(pace.take(10)).isZero();
    now.addAndGet(SECOND);
    assertThat(pace.take(10)).isEqualTo(1);
    assertThat(pace.take(10)).isZero();
  }

  @Test
  void aPauseIsMadeUpForOneSecondAtMost() {
    Pace pace = new Pace(100, now::get);
    now.addAndGet(3600 * SECOND);
    assertThat(pace.take(1000)).isEqualTo(100);
    assertThat(pace.take(1000)).isZero();
  }
}
