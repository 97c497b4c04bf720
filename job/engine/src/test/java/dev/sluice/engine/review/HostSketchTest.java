package dev.sluice.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSketchTest {

  private static HostSketch of(int from, int to) {
    HostSketch sketch = new HostSketch();
    for (int i = from; i < to; i++) {
      sketch.add("ws-" + i + ".corp.example");
      sketch.add("ws-" + i + ".corp.example");
    }
    return sketch;
  }

  /** Three times the standard error, and rounding. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "10, 11", "100, 4", "1000, 3.4", "10000, 5.4", "20000, 11"})
  void hostsAreCountedAbout(int hosts, double percent) {
    assertThat((double) of(0, hosts).estimate())
        .isCloseTo(hosts, Percentage.withPercentage(percent));
  }

  @Test
  void beyondItsRangeItSaysTheMost() {
    assertThat(of(0, 200_000).estimate()).isEqualTo(HostSketch.MOST);
  }

  @Test
  void twoSketchesTogetherAreThatOfAllHosts() {
    HostSketch sum = of(0, 700);
    sum.addAll(of(300, 1500));
    assertThat(sum).isEqualTo(of(0, 1500)).hasSameHashCodeAs(of(0, 1500));
    assertThat(of(0, 10)).isNotEqualTo(of(0, 9));
  }

  @Test
  void itsBytesAreAllOfIt() {
    assertThat(HostSketch.of(of(0, 5).toBytes())).isEqualTo(of(0, 5));
    assertThat(HostSketch.of(of(0, 9000).toBytes())).isEqualTo(of(0, 9000));
    assertThat(HostSketch.of(new byte[0]).estimate()).isZero();
    assertThat(HostSketch.of(new byte[4000]).estimate()).isZero();
  }
}
