package dev.sluice.bench.e2e;

import java.util.ArrayList;
import java.util.List;

/** Which scenarios are played, in their order. */
final class ChaosPlan {
  private static final List<String> SHORT =
      List.of(
          "taskmanager-killed-under-load",
          "poison-random-bytes",
          "rules-of-catastrophic-regexes",
          "broker-killed",
          "jobmanager-killed");

  private ChaosPlan() {}

  /** All there are. */
  static List<ChaosScenario> all() {
    List<ChaosScenario> all = new ArrayList<>(ProcessTroubles.all());
    all.addAll(StorageTroubles.all());
    all.addAll(NetworkTroubles.all());
    all.addAll(InputTroubles.all());
    all.addAll(RuleTroubles.all());
    return all;
  }

  /** A few of each kind that a build can wait for. */
  static List<ChaosScenario> few() {
    return named(SHORT);
  }

  /**
   * Those of {@code names}.
   *
   * @throws IllegalArgumentException when there is none of a name
   */
  static List<ChaosScenario> named(List<String> names) {
    return names.stream().map(ChaosPlan::named).toList();
  }

  private static ChaosScenario named(String name) {
    return all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no scenario '" + name + "'"));
  }
}
