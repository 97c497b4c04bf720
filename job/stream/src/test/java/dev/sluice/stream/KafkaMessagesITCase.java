package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.ManifestEntry.Suppress;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.StatusRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the whole job writes to each of its topics; metrics have a test of their own. */
class KafkaMessagesITCase extends KafkaJobCase {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final SourceFile SHADOW =
      Samples.file("shadow.yml", Samples.withId(Samples.ANY_PROCESS, 2));

  /** As many alerts as a rule may raise on a host in a minute. */
  private static final int BUDGET = 10;

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  @Test
  void everyKindOfMessageKeepsToItsSchema() throws Exception {
    Push push = run().push(pusher.upsert(entries(), ANY, CERTUTIL, SHADOW));
    run().start();
    run().awaitStatus("DURABLE", push);
    for (int i = 0; i < BUDGET + 2; i++) {
      run().sendEvent(Samples.process(3));
    }
    run().sendEvent("{\"broken");
    run().push(new Pusher().replace(ANY));
    KafkaTopics topics = run().topics();
    KafkaJobRun.await(
        "a summary of what was suppressed",
        () -> {
          // Only events let the time of events pass.
          run().sendEvents(20);
          return !overflow("SUPPRESSED").isEmpty();
        });
    KafkaJobRun.await("the dead letter", () -> KafkaJobRun.values(topics.deadLetter()).size() == 1);
    KafkaJobRun.await("every status", () -> statuses().size() == StatusRecord.Kind.values().length);
    KafkaJobRun.await("fast alerts", () -> ids(topics.alertsFast()).equals(ids(topics.alerts())));
    KafkaJobRun.assertSchema("alert", KafkaJobRun.values(topics.alerts()));
    KafkaJobRun.assertSchema("alert", KafkaJobRun.values(topics.alertsShadow()));
    KafkaJobRun.assertSchema("alert", overflow(""));
    KafkaJobRun.assertSchema("suppressed", overflow("SUPPRESSED"));
    KafkaJobRun.assertSchema("dead-letter", KafkaJobRun.values(topics.deadLetter()));
    KafkaJobRun.assertSchema("status", KafkaJobRun.values(topics.status()));
    KafkaJobRun.assertSchema("envelope", KafkaJobRun.values(topics.rulesets()));
    KafkaJobRun.assertSchema("manifest", List.of(payload(KafkaJobRun.values(topics.rulesets()))));
  }

  @Test
  void aStormOfEventsAtTheBrokersLimitRaisesItsAlertsWithoutARestart() throws Exception {
    Push push = run().push(pusher.replace(ANY));
    run().start();
    run().awaitStatus("ACTIVE", push);
    String event = sendLargest();
    for (int i = 0; i <= BUDGET; i++) {
      run().sendEvent(event);
    }
    run().awaitAlerts(BUDGET);
    KafkaJobRun.await("the rest", () -> overflow("").size() == 2);
    run().sendEvent(Samples.process(2));
    run().awaitAlerts(BUDGET + 1);
    KafkaJobRun.await(
        "fast alerts", () -> ids(run().topics().alertsFast()).equals(ids(run().topics().alerts())));
    List<byte[]> alerts = new ArrayList<>(KafkaJobRun.values(run().topics().alerts()));
    alerts.addAll(overflow(""));
    KafkaJobRun.assertSchema("alert", alerts);
    assertThat(alerts.stream().map(KafkaJobRun::json).filter(a -> a.has("truncated")))
        .hasSize(BUDGET + 2)
        .allSatisfy(a -> assertThat(a.path("eventLength").asInt()).isEqualTo(event.length()));
    // Each attempt of the job has its own.
    assertThat(run().statuses("ACTIVE", null).stream().map(s -> s.path("incarnation")).distinct())
        .hasSize(1);
  }

  private static List<ManifestEntry> entries() {
    return List.of(
        Pusher.entry(Kind.RULE, ANY),
        Pusher.entry(Kind.RULE, CERTUTIL).suppressing(new Suppress(List.of("Image"), 30)),
        Pusher.entry(Kind.RULE, SHADOW).in(Mode.SHADOW, "new"));
  }

  private Set<String> statuses() {
    return Arrays.stream(StatusRecord.Kind.values())
        .map(Enum::name)
        .filter(kind -> !run().statuses(kind, null).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What stands on the overflow topic of {@code kind}; alerts have none. */
  private List<byte[]> overflow(String kind) {
    return KafkaJobRun.values(run().topics().alertsOverflow()).stream()
        .filter(value -> KafkaJobRun.json(value).path("kind").asText().equals(kind))
        .toList();
  }

  private static Set<String> ids(@Nullable String topic) {
    if (topic == null) {
      throw new IllegalArgumentException("the deployment has no such topic");
    }
    return KafkaJobRun.values(topic).stream()
        .map(KafkaJobRun::json)
        .map(alert -> alert.path("alertId").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static byte[] payload(List<byte[]> envelopes) {
    Reading<Envelope> read = Envelope.read(envelopes.get(0), ManifestLimits.defaults());
    return ((Reading.Valid<Envelope>) read).value().payload();
  }

  /** Sends the largest event that the broker takes, and returns it. */
  private String sendLargest() {
    String start = Samples.process(1).replaceFirst("\\}$", ",\"Blob\":\"");
    for (int length = EventLimits.defaults().maxBytes(); true; length--) {
      String event = start + "x".repeat(length - start.length() - 2) + "\"}";
      try {
        run().sendEvent(event);
        return event;
      } catch (IllegalStateException e) {
        assertThat(e).hasRootCauseInstanceOf(RecordTooLargeException.class);
      }
    }
  }
}
