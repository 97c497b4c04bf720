package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bench.e2e.ChaosScenario.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {

  @Test
  void thereAreFortyScenariosAndMoreOfAllKindsWithNamesOfTheirOwn() {
    List<ChaosScenario> all = ChaosPlan.all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(40);
    assertThat(all).extracting(ChaosScenario::name).doesNotHaveDuplicates();
    assertThat(all).extracting(ChaosScenario::what).allMatch(what -> !what.isBlank());
    Set<Kind> kinds = all.stream().map(ChaosScenario::kind).collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
  }

  @Test
  void theShortPlanIsAFewOfThem() {
    assertThat(ChaosPlan.all())
        .extracting(ChaosScenario::name)
        .containsAll(ChaosPlan.few().stream().map(ChaosScenario::name).toList());
    assertThat(ChaosPlan.few()).hasSizeLessThan(10);
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ChaosPlan.named(List.of("no-such-thing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-thing");
  }

  @Test
  void theSameSeedAndNameDrawTheSame() {
    assertThat(drawn(7, "a")).isEqualTo(drawn(7, "a"));
    assertThat(drawn(7, "a")).isNotEqualTo(drawn(8, "a"));
    assertThat(drawn(7, "a")).isNotEqualTo(drawn(7, "b"));
  }

  @Test
  void whatIsDrawnIsWithinItsBoundsAndReachesThem() {
    Draws draws = new Draws(1, "bounds");
    List<Integer> numbers = IntStream.range(0, 500).mapToObj(each -> draws.number(3, 6)).toList();
    assertThat(numbers).allMatch(number -> number >= 3 && number <= 6).contains(3, 4, 5, 6);
    assertThat(draws.millis(5, 5)).isEqualTo(Duration.ofMillis(5));
    String victim = draws.taskManager();
    assertThat(ClusterProcesses.TASK_MANAGERS)
        .containsExactlyInAnyOrder(victim, Draws.otherThan(victim));
  }

  private static String drawn(long seed, String name) {
    Draws draws = new Draws(seed, name);
    for (int each = 0; each < 20; each++) {
      draws.seconds(1, 30);
      draws.taskManager();
    }
    return draws.toString();
  }
}
