package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertLimitsTest {

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "59999,1", "60000,1", "60001,2", "300000,5"})
  void latenessIsRoundedUpToWholeMinutes(long millis, long minutes) {
    AlertLimits limits = new AlertLimits(1, Duration.ofMillis(millis), 1);
    assertThat(limits.latenessMinutes()).isEqualTo(minutes);
  }

  @ParameterizedTest
  @CsvSource({"-1,0", "0,60000", "59999,60000", "60000,120000"})
  void aMinuteIsDueAtItsEnd(long millis, long due) {
    AlertMinute minute = AlertMinute.at(millis);
    assertThat(minute.dueMillis(0)).isEqualTo(due);
    assertThat(minute.dueMillis(2)).isEqualTo(due + 120_000);
    assertThat(AlertMinute.ofKey(minute.key("r|1|"))).isEqualTo(minute);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertLimits(0, Duration.ZERO, 1))
        .withMessage(
            "the limit of alerts of a rule on a host in a minute must be from 1 to 1000000, not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new AlertLimits(1, Duration.ZERO, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertLimits(1, Duration.ofMillis(-1), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertLimits(1, Duration.ofDays(8), 1));
  }
}
