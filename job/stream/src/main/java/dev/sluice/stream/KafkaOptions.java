package dev.sluice.stream;

import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.join.JoinLimits;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a deployment meets its Kafka cluster.
 *
 * @param bootstrapServers {@code host:port}, several with commas between
 * @param client properties for every Kafka client, such as SASL and TLS; without those the job
 *     itself sets
 * @param topics what is read and written
 * @param alertFormat in which alerts are written, on every topic of theirs
 * @param deployment name that keeps the transactions of this deployment apart; must stay the same
 *     from start to start, for under another name a transaction that was left open stays open and
 *     holds back the readers of alerts until it times out
 * @param groupId consumer group that the offsets of events are committed for
 * @param start where to begin without state to restore
 * @param onGap what to do when events were removed before they were read
 * @param discoveryInterval between two looks for new partitions
 * @param outOfOrderness how much later than the latest of its partition an event may come without
 *     being late
 * @param joinWait for how long the records of one event are waited for; zero: nothing is joined
 * @param idleness how long a partition that has been read to its end is waited for
 * @param futureTolerance see {@link EventClock}
 * @param transactionTimeout after which the broker drops what a stopped job left open: no longer
 *     than the broker's {@code transaction.max.timeout.ms}, and longer than the longest stop of a
 *     job that is to go on from a checkpoint
 * @param maxRecordBytes the largest record written, key and headers and all, but for rule sets
 */
public record KafkaOptions(
    String bootstrapServers,
    Map<String, String> client,
    KafkaTopics topics,
    AlertFormat alertFormat,
    String deployment,
    String groupId,
    KafkaStart start,
    OnGap onGap,
    Duration discoveryInterval,
    Duration outOfOrderness,
    Duration joinWait,
    Duration idleness,
    Duration futureTolerance,
    Duration transactionTimeout,
    int maxRecordBytes)
    implements Serializable {
  /** What a broker takes that was told nothing else. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  private static final int MIN_RECORD_BYTES = 64 << 10;
  private static final int LARGEST_RECORD_BYTES = 256 << 20;
  private static final Pattern SERVERS = Pattern.compile("[^,\\s]+:\\d+(\\s*,\\s*[^,\\s]+:\\d+)*");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  public KafkaOptions {
    require(
        SERVERS.matcher(bootstrapServers).matches(),
        "bootstrap servers",
        bootstrapServers,
        "host:port, several with commas between");
    client = Map.copyOf(client);
    KafkaClients.checkProperties(client);
    require(
        NAME.matcher(deployment).matches() && !deployment.contains("-" + KafkaSinks.UID),
        "deployment",
        deployment,
        "letters, digits, dots, underscores and hyphens, and no '-" + KafkaSinks.UID + "'");
    require(!groupId.isBlank(), "group id", groupId, "a name");
    requirePositive("partition discovery interval", discoveryInterval);
    require(
        !outOfOrderness.isNegative(), "out-of-orderness", outOfOrderness, "a duration from 0 on");
    JobOptions.requireWait(joinWait);
    requirePositive("idleness", idleness);
    require(
        !futureTolerance.isNegative(), "future tolerance", futureTolerance, "a duration from 0 on");
    requirePositive("transaction timeout", transactionTimeout);
    require(
        transactionTimeout.toMillis() <= Integer.MAX_VALUE,
        "transaction timeout",
        transactionTimeout,
        "24 days at most");
    require(
        maxRecordBytes >= MIN_RECORD_BYTES && maxRecordBytes <= LARGEST_RECORD_BYTES,
        "largest record",
        maxRecordBytes,
        MIN_RECORD_BYTES + " to " + LARGEST_RECORD_BYTES + " bytes");
  }

  /** What to do with a gap: events that retention removed before they were read. */
  public enum OnGap {
    /** The job ends; nothing is lost unseen. */
    FAIL,
    /** The job goes on with the first event that is left, and counts what it skips. */
    EARLIEST;

    /**
     * Reads {@code fail} or {@code earliest}.
     *
     * @throws IllegalArgumentException when {@code text} is neither
     */
    public static OnGap parse(String text) {
      return switch (text) {
        case "fail" -> FAIL;
        case "earliest" -> EARLIEST;
        default ->
            throw new IllegalArgumentException("on gap '" + text + "': expected fail or earliest");
      };
    }
  }

  /** Options that differ from the defaults in nothing but the servers. */
  public static Builder of(String bootstrapServers) {
    return new Builder(bootstrapServers);
  }

  /** What every transaction of this deployment is named with. */
  String transactionalIdPrefix() {
    return deployment + "-" + KafkaSinks.UID;
  }

  RecordBounds bounds() {
    return new RecordBounds(maxRecordBytes);
  }

  /** Names the client properties without their values, which may be secrets. */
  @Override
  public String toString() {
    return "KafkaOptions[%s, client=%s, %s, deployment=%s, groupId=%s, start=%s, onGap=%s]"
        .formatted(
            bootstrapServers,
            new TreeMap<>(client).keySet(),
            topics,
            deployment,
            groupId,
            start,
            onGap);
  }

  private static void requirePositive(String what, Duration duration) {
    require(duration.toMillis() > 0, what, duration, "at least a millisecond");
  }

  private static void require(boolean condition, String what, Object value, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(what + " '" + value + "': expected " + expected);
    }
  }

  /** Takes options one at a time; those not given keep their default. Not thread-safe. */
  public static final class Builder {
    private final String bootstrapServers;
    private Map<String, String> client = Map.of();
    private KafkaTopics topics = KafkaTopics.of(KafkaTopics.PREFIX);
    private AlertFormat alertFormat = AlertFormat.NATIVE;
    private String deployment = "sluice";
    private String groupId = "";
    private KafkaStart start = KafkaStart.DEFAULT;
    private OnGap onGap = OnGap.FAIL;
    private Duration discoveryInterval = Duration.ofMinutes(1);
    private Duration outOfOrderness = Duration.ofSeconds(30);
    private Duration joinWait = JoinLimits.WAIT;
    private Duration idleness = Duration.ofSeconds(10);
    private Duration futureTolerance = EventClock.TOLERANCE;
    private Duration transactionTimeout = Duration.ofMinutes(15);
    private int maxRecordBytes = MAX_RECORD_BYTES;

    private Builder(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    public Builder client(Map<String, String> properties) {
      client = properties;
      return this;
    }

    public Builder topics(KafkaTopics chosen) {
      topics = chosen;
      return this;
    }

    public Builder alertFormat(AlertFormat chosen) {
      alertFormat = chosen;
      return this;
    }

    public Builder deployment(String name) {
      deployment = name;
      return this;
    }

    /** The deployment's name when not given. */
    public Builder groupId(String chosen) {
      groupId = chosen;
      return this;
    }

    public Builder start(KafkaStart chosen) {
      start = chosen;
      return this;
    }

    public Builder onGap(OnGap chosen) {
      onGap = chosen;
      return this;
    }

    public Builder discoveryInterval(Duration chosen) {
      discoveryInterval = chosen;
      return this;
    }

    public Builder outOfOrderness(Duration chosen) {
      outOfOrderness = chosen;
      return this;
    }

    public Builder joinWait(Duration chosen) {
      joinWait = chosen;
      return this;
    }

    public Builder idleness(Duration chosen) {
      idleness = chosen;
      return this;
    }

    public Builder futureTolerance(Duration chosen) {
      futureTolerance = chosen;
      return this;
    }

    public Builder transactionTimeout(Duration chosen) {
      transactionTimeout = chosen;
      return this;
    }

    public Builder maxRecordBytes(int chosen) {
      maxRecordBytes = chosen;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException when one of them makes no sense
     */
    public KafkaOptions build() {
      return new KafkaOptions(
          bootstrapServers,
          client,
          topics,
          alertFormat,
          deployment,
          groupId.isEmpty() ? deployment : groupId,
          start,
          onGap,
          discoveryInterval,
          outOfOrderness,
          joinWait,
          idleness,
          futureTolerance,
          transactionTimeout,
          maxRecordBytes);
    }
  }
}
