import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Creates those topics of a table that the broker does not have, and prints the names of all it has
 * then.
 *
 * <p>Arguments: bootstrap server, prefix of the names, file of the table, seconds to wait. One
 * request for all topics: a process of Kafka's TopicCommand for each takes a second per topic.
 */
final class Topics {
  private Topics() {}

  public static void main(String[] arguments) throws Exception {
    String timeoutMillis = arguments[3] + "000";
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", arguments[0],
            "request.timeout.ms", timeoutMillis,
            "default.api.timeout.ms", timeoutMillis);
    try (Admin admin = Admin.create(settings)) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(arguments[2]))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          NewTopic topic = topic(arguments[1], line.trim().split("\\s+"));
          if (!existing.contains(topic.name())) {
            missing.add(topic);
          }
        }
      }
      admin.createTopics(missing).all().get();
      admin.listTopics().names().get().stream().sorted().forEach(System.out::println);
    }
  }

  private static NewTopic topic(String prefix, String[] words) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 2; i < words.length; i++) {
      String[] setting = words[i].split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    return new NewTopic(
            prefix + words[0], Optional.of(Integer.parseInt(words[1])), Optional.empty())
        .configs(settings);
  }
}
