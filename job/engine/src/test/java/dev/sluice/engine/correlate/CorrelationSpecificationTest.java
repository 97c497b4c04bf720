package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.match.CompiledRuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the Sigma specification: many failed logins, then one that succeeds. */
class CorrelationSpecificationTest {
  private static final String EXAMPLE =
      """
      title: Correlation - Multiple Failed Logins Followed by Successful Login
      id: b180ead8-d58f-40b2-ae54-c8940995b9b6
      status: experimental
      correlation:
        type: temporal_ordered
        rules:
          - multiple_failed_login
          - successful_login
        group-by:
          - User
        timespan: 10m
      level: high
      ---
      title: Multiple failed logins
      id: a8418a5a-5fc4-46b5-b23b-6c73beb19d41
      name: multiple_failed_login
      correlation:
        type: event_count
        rules:
          - failed_login
        group-by:
          - User
        timespan: 10m
        condition:
          gte: 10
      ---
      title: Single failed login
      id: 53ba33fd-3a50-4468-a5ef-c583635cfa92
      name: failed_login
      logsource:
        product: windows
        service: security
      detection:
        selection:
          EventID:
            - 529
            - 4625
        condition: selection
      ---
      title: Successful login
      id: 4d0a2c83-c62c-4ed4-b475-c7e23a9269b8
      name: successful_login
      logsource:
        product: windows
        service: security
      detection:
        selection:
          EventID:
            - 528
            - 4624
        condition: selection
      """;

  private static String login(int id, int second, String user) {
    return ("{\"EventID\":%d,\"Channel\":\"Security\",\"Hostname\":\"WS1\",\"User\":\"%s\","
            + "\"SourceName\":\"Microsoft-Windows-Security-Auditing\","
            + "\"EventTime\":\"2026-11-20 10:%02d:%02d\"}")
        .formatted(id, user, second / 60, second % 60);
  }

  private static List<String> ids(int failures, int lastFailure, int success, String other) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < failures; i++) {
      events.add(login(4625, i == failures - 1 ? lastFailure : i, i % 2 == 0 ? "eve" : "EVE"));
    }
    events.add(login(4624, success, other));
    CompiledRuleSet compiled = Correlating.compile(EXAMPLE);
    assertThat(compiled.problems()).isEmpty();
    return Correlating.alerts(compiled, false, events).stream()
        .map(alert -> alert.correlation().id().substring(0, 2))
        .toList();
  }

  @Test
  void theExampleLoadsAndSilencesItsParts() {
    CorrelationSet set = Correlating.compile(EXAMPLE).ruleSet().correlations();
    assertThat(set.all()).extracting(CompiledCorrelation::stage).containsExactly(1, 2);
    assertThat(set.silencers()).hasSize(3);
    assertThat(set.all()).extracting(CompiledCorrelation::silent).containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 600, 1200, eve, a8 b1",
    "10, 600, 600, eve, a8 b1",
    "10, 600, 1201, eve, a8",
    "10, 601, 700, eve, ''",
    "9, 8, 20, eve, ''",
    "10, 9, 20, bob, a8",
    "10, 9, 8, eve, a8"
  })
  void theExampleFiresAsItSays(
      int failures, int lastFailure, int success, String who, String fired) {
    assertThat(String.join(" ", ids(failures, lastFailure, success, who))).isEqualTo(fired);
  }
}
