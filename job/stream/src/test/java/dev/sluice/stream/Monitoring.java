package dev.sluice.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The alarms and dashboards of {@code deploy}. */
final class Monitoring {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Path DEPLOY = Path.of(System.getProperty("sluice.root", "../.."), "deploy");
  private static final List<String> ALARMS =
      List.of("prometheus/alarms.yaml", "kubernetes/canary/alarms.yaml");

  static final Path ALARM_TESTS = DEPLOY.resolve("prometheus/alarms.test.yaml");

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), \\w+\\)");

  private Monitoring() {}

  /** The groups of alarms in the form of a file of rules. */
  static JsonNode groups() throws IOException {
    ObjectNode file = JSON.createObjectNode();
    ArrayNode groups = file.putArray("groups");
    for (String alarms : ALARMS) {
      yaml(DEPLOY.resolve(alarms)).at("/spec/groups").forEach(groups::add);
    }
    return file;
  }

  static List<JsonNode> alarms() throws IOException {
    List<JsonNode> alarms = new ArrayList<>();
    groups().path("groups").forEach(group -> group.path("rules").forEach(alarms::add));
    return alarms;
  }

  static JsonNode yaml(Path file) throws IOException {
    return JSON.valueToTree(new Yaml().load(Files.readString(file)));
  }

  /** Each query of an alarm or dashboard by the place where it stands. */
  static Map<String, String> queries() throws IOException {
    Map<String, String> queries = dashboardQueries();
    for (JsonNode alarm : alarms()) {
      queries.put(alarm.path("alert").asText(), alarm.path("expr").asText());
    }
    return queries;
  }

  /** With what Grafana puts in the place of its variables. */
  static Map<String, String> dashboardQueries() throws IOException {
    Map<String, String> queries = new TreeMap<>();
    for (Path file : dashboards()) {
      JsonNode dashboard = JSON.readTree(file.toFile());
      for (JsonNode panel : dashboard.path("panels")) {
        String place = file.getFileName() + ": " + panel.path("title").asText();
        for (JsonNode target : panel.path("targets")) {
          String query = target.path("expr").asText();
          queries.put(
              place + " " + target.path("refId").asText(),
              query.replace("$__rate_interval", "5m").replace("$namespace", "sluice"));
        }
      }
      for (JsonNode variable : dashboard.at("/templating/list")) {
        Matcher values = LABEL_VALUES.matcher(variable.path("query").asText());
        if (values.matches()) {
          queries.put(file.getFileName() + ": " + variable.path("name"), values.group(1));
        }
      }
    }
    return queries;
  }

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(DEPLOY.resolve("grafana"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
