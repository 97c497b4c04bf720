package dev.sluice.bench.e2e;

import dev.sluice.stream.KafkaTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;

/** Topics of one run alone, as the table of {@code deploy/local} has them. */
final class RunTopics implements AutoCloseable {
  private final String prefix;
  private final List<NewTopic> topics = new ArrayList<>();
  private final Admin admin;

  RunTopics(String bootstrapServers, String prefix, Path table) throws IOException {
    this.prefix = prefix;
    for (String line : Files.readAllLines(table)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        topics.add(topic(line.strip().split("\\s+")));
      }
    }
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  KafkaTopics names() {
    return KafkaTopics.of(prefix);
  }

  void create() throws ExecutionException, InterruptedException {
    admin.createTopics(topics).all().get();
  }

  void delete() throws ExecutionException, InterruptedException {
    admin.deleteTopics(topics.stream().map(NewTopic::name).toList()).all().get();
  }

  /** Bytes that {@code topic} takes on the disks of all brokers. */
  long storedBytes(String topic) throws ExecutionException, InterruptedException {
    List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
    return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(directory -> directory.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().equals(topic))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }

  /** Name without prefix, partitions, settings. */
  private NewTopic topic(String[] words) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 2; i < words.length; i++) {
      String[] setting = words[i].split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    int partitions = Integer.parseInt(words[1]);
    return new NewTopic(prefix + words[0], Optional.of(partitions), Optional.empty())
        .configs(settings);
  }
}
