package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoisyNoticesTest {
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private final NoisyNotices notices = new NoisyNotices();

  @Test
  void aStormOnManyHostsIsSaidOnce() {
    for (int host = 0; host < 10_000; host++) {
      notices.add(notice("a", NINE, host));
    }
    assertThat(notices.isDue()).isTrue();
    assertThat(notices.take()).hasSize(1);
    assertThat(notices.isDue()).isFalse();
  }

  @Test
  void eachRuleAndEachMinuteIsSaid() {
    notices.add(notice("a", NINE, 1));
    notices.add(notice("b", NINE, 1));
    notices.add(notice("a", NINE.plusSeconds(60), 1));
    assertThat(notices.take()).hasSize(3);
  }

  private static NoisyRule notice(String rule, Instant minute, int host) {
    return new NoisyRule(rule, "high", minute, 1000, "digest" + host);
  }
}
