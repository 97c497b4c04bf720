package dev.sluice.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Questions to a cluster that are all answered within one time, or not at all. */
final class KafkaInquiry implements AutoCloseable {
  private final Admin admin;
  private final long deadlineNanos;

  /**
   * @throws KafkaException when the properties make no client
   */
  KafkaInquiry(KafkaOptions options, Duration timeout) {
    Properties properties = KafkaClients.admin(options);
    String millis = Long.toString(Math.max(timeout.toMillis(), 1));
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    this.admin = Admin.create(properties);
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  Admin admin() {
    return admin;
  }

  /**
   * Waits for {@code answer}.
   *
   * @throws KafkaException the cluster's own, or that the time is over
   */
  <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(Math.max(deadlineNanos - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("no answer in time", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The topics of events: those that are named, or those that there are when a pattern is. */
  Collection<String> eventTopics(KafkaTopics topics) {
    String pattern = topics.eventsPattern();
    if (pattern == null) {
      return topics.events();
    }
    Pattern compiled = Pattern.compile(pattern);
    return get(admin.listTopics().names()).stream()
        .filter(topic -> compiled.matcher(topic).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The settings in {@code config} that have a value. */
  static Map<String, String> settings(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
