package dev.sluice.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alarms and dashboards by themselves; what they read of the job is for {@link MonitoringITCase}.
 */
class MonitoringTest {
  @TempDir private Path directory;

  @Test
  void alarmsSpeakWhenTheyMustAndAreSilentOtherwise() throws Exception {
    Path rules = directory.resolve("alarms.rules.yaml");
    Monitoring.JSON.writeValue(rules.toFile(), Monitoring.groups());
    Path tests = Files.copy(Monitoring.ALARM_TESTS, directory.resolve("alarms.test.yaml"));
    promtool("check", "rules", rules.toString());
    promtool("test", "rules", tests.toString());
  }

  @Test
  void everyAlarmIsTriedOnceWhereItSpeaks() throws Exception {
    Set<String> tried = new HashSet<>();
    for (JsonNode test : Monitoring.yaml(Monitoring.ALARM_TESTS).path("tests")) {
      for (JsonNode look : test.path("alert_rule_test")) {
        if (look.has("exp_alerts")) {
          tried.add(look.path("alertname").asText());
        }
      }
    }
    List<String> alarms = new ArrayList<>();
    Monitoring.alarms().forEach(alarm -> alarms.add(alarm.path("alert").asText()));
    assertThat(alarms).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(tried);
  }

  @Test
  void everyAlarmSaysHowBadItIsAndHasAPageInTheRunBook() throws Exception {
    Set<String> headings = new HashSet<>();
    for (String line : Files.readAllLines(Monitoring.DEPLOY.resolve("README.md"))) {
      if (line.startsWith("#")) {
        headings.add(line.replaceFirst("#+ *", ""));
      }
    }
    for (JsonNode alarm : Monitoring.alarms()) {
      String name = alarm.path("alert").asText();
      assertThat(alarm.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
      assertThat(alarm.path("for").asText()).as(name).isNotEmpty();
      assertThat(alarm.at("/annotations/summary").asText()).as(name).endsWith(".");
      assertThat(alarm.at("/annotations/runbook_url").asText())
          .isEqualTo("deploy/README.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(headings).contains(name);
    }
  }

  @Test
  void everyQueryOfADashboardIsOne() throws Exception {
    ObjectNode rules = Monitoring.JSON.createObjectNode();
    ArrayNode group = rules.putArray("groups").addObject().put("name", "q").putArray("rules");
    Monitoring.dashboardQueries()
        .forEach(
            (place, query) -> {
              ObjectNode rule = group.addObject().put("record", "q").put("expr", query);
              rule.putObject("labels").put("place", place);
            });
    assertThat(group).hasSizeGreaterThan(40);
    Path file = directory.resolve("dashboards.yaml");
    Monitoring.JSON.writeValue(file.toFile(), rules);
    promtool("check", "rules", file.toString());
  }

  @Test
  void everyDashboardIsDeployedAndHasANameOfItsOwn() throws Exception {
    JsonNode generator =
        Monitoring.yaml(Monitoring.DEPLOY.resolve("grafana/kustomization.yaml"))
            .at("/configMapGenerator/0/files");
    List<String> files = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path file : Monitoring.dashboards()) {
      files.add(file.getFileName().toString());
      assertThat(ids.add(Monitoring.JSON.readTree(file.toFile()).path("uid").asText())).isTrue();
    }
    assertThat(generator).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void namesOfSeriesAreFoundInAQuery() {
    String query =
        "sum by (a, b) (rate(x_total{c=\"d\", pod=\"p\"}[5m])) / on (e) y unless time() - 1e3 > z";
    assertThat(MetricSelector.of(query))
        .extracting(MetricSelector::name)
        .containsExactly("x_total", "y", "z");
    assertThat(MetricSelector.of(query).get(0).tests())
        .containsExactly(new MetricSelector.LabelTest("c", "=", "d"));
  }

  private static void promtool(String... arguments) throws Exception {
    assumeThat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "promtool"))))
        .as("promtool is on the PATH")
        .isTrue();
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
