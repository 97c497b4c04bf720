package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HotHostsTest {
  private static final int WINDOW = HotHosts.SAMPLED * HotHosts.SAMPLES;

  private final HotHosts hosts = new HotHosts();

  @Test
  void noneIsHotBeforeTheFirstReview() {
    hosts.add("a");
    assertThat(hosts.isHot("a")).isFalse();
  }

  @Test
  void whoHasMoreThanAnEighthIsHotUntilTheReviewAtWhichItHasLess() {
    window(4);
    hosts.review(true);
    assertThat(hosts.isHot("busy")).isTrue();
    assertThat(hosts.isHot("h1")).isFalse();
    window(16);
    assertThat(hosts.isHot("busy")).isTrue();
    hosts.review(true);
    assertThat(hosts.isHot("busy")).isFalse();
  }

  @Test
  void whereItIsNotWorthItNoneIsHotForATime() {
    window(4);
    hosts.review(false);
    assertThat(hosts.isHot("busy")).isFalse();
    window(4);
    hosts.review(true);
    assertThat(hosts.isHot("busy")).isTrue();
  }

  /** In each run of {@code every} samples one is of the busy host, the others of many. */
  private void window(int every) {
    for (int i = 1; i <= WINDOW; i++) {
      boolean busy = i / HotHosts.SAMPLED % every == 0;
      assertThat(hosts.add(busy ? "busy" : "h" + i % 10_007)).isEqualTo(i == WINDOW);
    }
  }
}
