package dev.sluice.stream;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/** Commands of the Kafka distribution that mend what a preflight finds. */
record KafkaRemedies(String bootstrapServers) {

  String createTopic(String topic, Map<String, String> settings) {
    String options =
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(each -> " --config " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    return command("topics") + " --create --topic " + topic + " --partitions 1" + options;
  }

  String setTopic(String topic, String setting, String value) {
    return command("configs")
        + " --alter --entity-type topics --entity-name "
        + topic
        + " --add-config "
        + setting
        + "="
        + value;
  }

  String setBrokers(String setting, String value) {
    return command("configs")
        + " --alter --entity-type brokers --entity-default --add-config "
        + setting
        + "="
        + value;
  }

  /**
   * @param resource as {@code kafka-acls.sh} names it, such as {@code --topic sluice.alerts}
   */
  String allow(String resource, Collection<AclOperation> operations) {
    return allow("NAME", resource, operations);
  }

  /** The same for a known user. */
  String allow(String user, String resource, Collection<AclOperation> operations) {
    String options =
        new TreeSet<>(operations)
            .stream()
                .map(operation -> " --operation " + operation.name())
                .collect(Collectors.joining());
    return command("acls") + " --add --allow-principal User:" + user + " " + resource + options;
  }

  /** Ends the transaction that begins at {@code offset}. */
  String abortTransaction(String topic, int partition, long offset) {
    return command("transactions")
        + " abort --topic "
        + topic
        + " --partition "
        + partition
        + " --start-offset "
        + offset;
  }

  /** Where a group stands. */
  String describeGroup(String group) {
    return command("consumer-groups") + " --describe --group " + group;
  }

  private String command(String tool) {
    return "kafka-" + tool + ".sh --bootstrap-server " + bootstrapServers;
  }
}
