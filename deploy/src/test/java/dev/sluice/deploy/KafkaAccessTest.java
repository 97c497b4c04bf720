package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.stream.KafkaTopics;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topics, and who may do what with them. */
class KafkaAccessTest {
  private static final String TOPIC = "topic";
  private static final String JOB = "sluice-job";

  static List<String> overlays() throws Exception {
    return Overlay.names();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theTopicsAreThoseOfALaptop(String name) throws Exception {
    Map<String, String> cluster = new TreeMap<>();
    for (JsonNode topic : Overlay.build(name).ofKind("KafkaTopic")) {
      JsonNode spec = topic.path("spec");
      cluster.put(topic.at("/metadata/name").asText(), rules(spec.path("config")));
      if (isCompacted(spec.path("config"))) {
        assertThat(spec.path("partitions").asInt()).isEqualTo(1);
      }
    }
    Map<String, String> laptop = new TreeMap<>();
    for (String line : Files.readAllLines(Overlay.DEPLOY.resolve("local/kafka/topics"))) {
      if (!line.startsWith("#")) {
        String[] words = line.split("\\s+", 3);
        laptop.put(KafkaTopics.PREFIX + words[0], words.length < 3 ? "" : rules(words[2]));
      }
    }
    assertThat(cluster).isEqualTo(laptop);
  }

  /** What must not differ; how long events and alerts are kept is the cluster's own affair. */
  private static String rules(String settings) {
    return settings.contains("compact") || settings.contains("34560000000") ? settings : "";
  }

  private static String rules(JsonNode config) {
    return rules(
        config.properties().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue().asText())
            .collect(Collectors.joining(" ")));
  }

  private static boolean isCompacted(JsonNode config) {
    return config.path("cleanup.policy").asText().equals("compact");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void eachTopicIsWrittenByOneUserButEventsByTheCanaryTooAndTheControlTopicByThePublisher(
      String name) throws Exception {
    Overlay overlay = Overlay.build(name);
    Map<String, Set<String>> writers = new TreeMap<>();
    for (JsonNode topic : overlay.ofKind("KafkaTopic")) {
      String topicName = topic.at("/metadata/name").asText();
      writers.put(topicName, users(overlay, topicName, "Write"));
    }
    assertThat(writers.remove("sluice.control")).containsExactly("sluice-publisher");
    assertThat(writers.remove("sluice.events")).isEqualTo(andCanary(overlay, "sluice-collector"));
    assertThat(writers)
        .isNotEmpty()
        .allSatisfy((topic, users) -> assertThat(users).containsExactly(JOB));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void eventsAndDeadLettersAreReadByTheJobAlone(String name) throws Exception {
    Overlay overlay = Overlay.build(name);
    for (String topic : List.of("sluice.events", "sluice.deadletter", "sluice.late")) {
      assertThat(users(overlay, topic, "Read")).containsExactly(JOB);
    }
    assertThat(users(overlay, "sluice.alerts", "Read"))
        .isEqualTo(andCanary(overlay, JOB, "sluice-triage"));
  }

  private static Set<String> andCanary(Overlay overlay, String... users) {
    Set<String> all = new TreeSet<>(List.of(users));
    overlay.canary().ifPresent(canary -> all.add(Overlay.CANARY));
    return all;
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nobodyMayMakeChangeOrDeleteATopic(String name) throws Exception {
    for (JsonNode user : Overlay.build(name).ofKind("KafkaUser")) {
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        assertThat(acl.path("operations"))
            .extracting(JsonNode::asText)
            .isSubsetOf("Read", "Write", "Describe", "DescribeConfigs");
      }
    }
  }

  private static Set<String> users(Overlay overlay, String topic, String operation) {
    Set<String> users = new TreeSet<>();
    for (JsonNode user : overlay.ofKind("KafkaUser")) {
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        if (names(acl.path("resource"), topic)
            && acl.path("operations").toString().contains('"' + operation + '"')) {
          users.add(user.at("/metadata/name").asText());
        }
      }
    }
    return users;
  }

  private static boolean names(JsonNode resource, String topic) {
    String named = resource.path("name").asText();
    boolean prefix = resource.path("patternType").asText().equals("prefix");
    return resource.path("type").asText().equals(TOPIC)
        && (prefix ? topic.startsWith(named) : topic.equals(named));
  }
}
