package dev.sluice.stream;

import dev.sluice.stream.PreflightFinding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** What brokers and clients must be set to for the job. Knows no connection. */
record KafkaBrokerRule(KafkaOptions options, KafkaRemedies remedies) {
  static final String MAX_TIMEOUT = "transaction.max.timeout.ms";
  private static final String LOG_REPLICAS = "transaction.state.log.replication.factor";

  /** Returns where the settings of one of {@code brokers} brokers break this rule. */
  List<PreflightFinding> check(Map<String, String> settings, int brokers) {
    List<PreflightFinding> findings = new ArrayList<>();
    String longest = settings.get(MAX_TIMEOUT);
    long wanted = options.transactionTimeout().toMillis();
    if (longest != null && Long.parseLong(longest) < wanted) {
      findings.add(
          PreflightFinding.error(
              Code.TRANSACTION_TIMEOUT,
              "",
              MAX_TIMEOUT + " of the brokers is " + longest,
              wanted + " at least, the transaction timeout of the job",
              "lower the transaction timeout, or "
                  + remedies.setBrokers(MAX_TIMEOUT, Long.toString(wanted))));
    }
    String replicas = settings.get(LOG_REPLICAS);
    if (replicas != null && Integer.parseInt(replicas) > brokers) {
      findings.add(
          PreflightFinding.error(
              Code.TRANSACTION_REPLICAS,
              "",
              LOG_REPLICAS + " is " + replicas,
              brokers + " at most, the number of brokers: no transaction could begin",
              "change it in server.properties of every broker, or add brokers"));
    }
    return findings;
  }

  /** Returns what is wrong with the client properties, null when nothing is. */
  @Nullable PreflightFinding checkClient() {
    String key = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
    String size = options.client().get(key);
    int least = Math.max(options.maxRecordBytes(), KafkaClients.RULE_RECORD_BYTES);
    return size == null || Long.parseLong(size.strip()) >= least
        ? null
        : PreflightFinding.error(
            Code.CLIENT_RECORD_SIZE,
            "",
            key + " of the client properties is " + size,
            least + " at least",
            "remove it, or raise it");
  }
}
