package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint that a version of the past has taken must be restored by every version to come.
 *
 * <p>{@code -Drecreate=savepoint} takes another one, into a folder of its own number: those that
 * are there are never written again.
 */
@ExtendWith(KafkaBroker.Shared.class)
@Timeout(120)
class KafkaSavepointITCase {
  private static final String RECREATE = "recreate";
  private static final Path SAVEPOINTS =
      Path.of(System.getProperty("sluice.root", "."), "job/stream/src/test/resources/savepoints");
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final String ANY_ID = Pusher.entries(ANY).get(0).id();

  /** Fires on the fifth download of a hundred events, and again on the first of the next twenty. */
  private static final SourceFile DOWNLOADS =
      Samples.file(
          "downloads.yml",
          """
          title: Downloads
          id: 11111111-0000-4000-8000-000000000009
          level: high
          correlation:
            type: event_count
            rules: [%s]
            group-by: [Image]
            timespan: 50s
            condition: {gte: 5}
          """
              .formatted(Pusher.entries(CERTUTIL).get(0).id()));

  /** The first savepoint of a job that correlates. */
  private static final int CORRELATED = 2;

  @RegisterExtension static final MiniClusterExtension FLINK = KafkaJobRun.cluster(3);

  @TempDir private Path directory;

  @Test
  void aSavepointOfThePastIsRestored() throws Exception {
    assertThat(last()).isPositive();
    for (int number = 1; number <= last(); number++) {
      KafkaOptions kafka = kafka(number);
      KafkaBroker.get().createTopics(kafka, 2);
      Pusher pusher = Pusher.unsigned();
      try (KafkaJobRun run = new KafkaJobRun(kafka, pusher, directory)) {
        History history = new History(run, pusher, number);
        history.sendRules();
        run.sendEvents(100);
        // On the topic stands more than the savepoint has seen; its rules are newer than the seed.
        run.start(3, SAVEPOINTS.resolve(String.valueOf(number)).toUri().toString());
        run.awaitStatus("ACTIVE", history.shadow, 3);
        run.sendEvents(20);
        KafkaJobRun.await(
            "the alerts that follow",
            () -> KafkaJobRun.values(run.topics().alertsShadow()).size() == 20);
        assertAlerts(run, number);
        // What waited for its file still does.
        run.send(run.topics().control(), history.waiting.blobs().get(0));
        run.awaitStatus("ACTIVE", history.waiting, 3);
      }
    }
  }

  @Test
  void theNextOneIsTakenOnDemand() throws Exception {
    if (!"savepoint".equals(System.getProperty(RECREATE))) {
      return;
    }
    Files.createDirectories(SAVEPOINTS);
    int number = last() + 1;
    KafkaOptions kafka = kafka(number);
    KafkaBroker.get().createTopics(kafka, 2);
    Pusher pusher = Pusher.unsigned();
    try (KafkaJobRun run = new KafkaJobRun(kafka, pusher, directory)) {
      History history = new History(run, pusher, number);
      run.push(history.first);
      JobClient job = run.start();
      history.correlated.forEach(run::push);
      run.push(history.shadow);
      run.awaitStatus("ACTIVE", history.shadow);
      run.send(run.topics().control(), history.waiting.proposal());
      run.sendEvents(100);
      KafkaJobRun.await(
          "alerts", () -> KafkaJobRun.values(run.topics().alertsShadow()).size() == 100);
      copy(Path.of(java.net.URI.create(run.stop(job))), SAVEPOINTS.resolve("" + number));
    }
  }

  /** Two downloads; the correlation counts those before the savepoint too. */
  private static void assertAlerts(KafkaJobRun run, int number) throws InterruptedException {
    int expected = number < CORRELATED ? 2 : 3;
    run.awaitAlerts(expected);
    assertThat(KafkaJobRun.values(run.topics().alerts()))
        .filteredOn(alert -> KafkaJobRun.json(alert).has("correlation"))
        .allMatch(alert -> KafkaJobRun.json(alert).at("/correlation/value").asInt() >= 5)
        .hasSize(expected - 2);
  }

  /** What every one of these jobs was told: a set, a rule in shadow, and what waits for a file. */
  private static final class History {
    private final KafkaJobRun run;
    private final Push first;
    private final List<Push> correlated;
    private final Push shadow;
    private final Push waiting;

    History(KafkaJobRun run, Pusher pusher, int number) {
      this.run = run;
      this.first = pusher.replace(ANY, CERTUTIL);
      List<ManifestEntry> entries = List.of(Pusher.entry(Kind.CORRELATION, DOWNLOADS));
      this.correlated =
          number < CORRELATED ? List.of() : List.of(pusher.upsert(entries, DOWNLOADS));
      this.shadow = pusher.mode(Mode.SHADOW, ANY_ID);
      SourceFile another = Samples.file("another.yml", Samples.withId(Samples.CERTUTIL, 7));
      this.waiting = pusher.upsert(Pusher.entries(another), another);
    }

    void sendRules() {
      run.push(first);
      correlated.forEach(run::push);
      run.push(shadow);
      run.send(run.topics().control(), waiting.proposal());
    }
  }

  private static KafkaOptions kafka(int number) {
    String name = "savepoint" + number;
    return KafkaOptions.of(KafkaBroker.get().bootstrapServers())
        .topics(KafkaTopics.of(name + "."))
        .deployment(name)
        .idleness(Duration.ofMillis(500))
        .build();
  }

  private static int last() throws IOException {
    try (Stream<Path> folders = Files.list(SAVEPOINTS)) {
      return Math.toIntExact(folders.count());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
