package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NoisyRuleTest {
  private static final AlertMinute MINUTE = AlertMinute.at(GateHarness.NOON + 59_999);

  @Test
  void aNoticeNamesTheHostByItsDigestOnly() {
    NoisyRule notice = NoisyRule.of(GateHarness.alert("srv-42.example", "r", "a"), MINUTE, 1000);
    String digest = Hashes.sha256("srv-42.example".getBytes(StandardCharsets.UTF_8));
    assertThat(digest).startsWith(notice.hostDigest());
    assertThat(notice.toString()).doesNotContain("srv-42");
    assertThat(notice.message())
        .isEqualTo(
            "more than 1000 alerts of level high on host "
                + notice.hostDigest()
                + " in the minute from 2026-01-01T12:00:00Z; the rest is on the overflow topic");
  }

  @Test
  void aNoticeOfARuleWithoutLevelNamesNone() {
    Alert alert = new Alert("h", "a", "", new byte[0]);
    NoisyRule notice = NoisyRule.of(new RaisedAlert(alert, "r", false, null), MINUTE, 1);
    assertThat(notice.message()).startsWith("more than 1 alerts on host ");
  }
}
