package dev.sluice.bench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.bench.e2e.SetPusher.Proposal;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.KafkaTopics;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What it costs a running job to change a rule.
 *
 * <p>Events flow at a steady rate under all rules. Windows in which one rule is pushed alternate
 * with windows in which nothing happens; of both, the latency of the fast alerts (time of the
 * alert's record minus time of its event's record) and the events that were answered are compared.
 * Then pushes follow one another, each as soon as the one before is active on all subtasks.
 */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = "Measure what changing rules costs a job on the cluster of deploy/local.")
public final class SwapCost implements Callable<Integer> {
  private static final Duration AT_MOST = Duration.ofMinutes(20);
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int PARALLELISM = 2;
  private static final String FAST = "alerts.fast";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final Map<Place, Long> sentMillis = new ConcurrentHashMap<>();
  private final List<Answer> answers = new ArrayList<>();

  @Mixin private final ClusterOptions on = new ClusterOptions();

  @Option(names = "--examples", required = true, paramLabel = "DIR")
  private Path examples = Path.of("");

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "PATH",
      description = "The rules that are loaded all the time.")
  private Path rules = Path.of("");

  @Option(names = "--windows", paramLabel = "N", description = "Pairs of windows; default 30.")
  private int windows = 30;

  @Option(names = "--seconds", paramLabel = "N", description = "Of a window; default 4.")
  private int seconds = 4;

  @Option(names = "--rate", paramLabel = "N", description = "Events a second; default 1000.")
  private int rate = 1000;

  @Option(names = "--pushes", paramLabel = "N", description = "One after the other; default 100.")
  private int pushes = 100;

  private SwapCost(PrintStream out) {
    this.out = out;
  }

  /** Ends the JVM with 0 when the figures could be taken. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SwapCost(System.out)).execute(arguments));
  }

  /** A fast alert, and when its event was sent. */
  private record Answer(long sentMillis, long latencyMillis) {}

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(on.work());
    String name = "swap-" + Long.toString(System.currentTimeMillis(), 36);
    try (RunTopics made = on.topics(name)) {
      made.create();
      run(name, made.names());
      made.delete();
    }
    return 0;
  }

  private void run(String name, KafkaTopics names) throws Exception {
    Cluster cluster = on.cluster();
    SeenStatuses statuses = new SeenStatuses();
    Patience patience = new Patience(AT_MOST);
    int most = rate * (2 * windows * seconds + 600);
    EventLog log = new EventLog(most);
    try (ControlTopic control = new ControlTopic(on.bootstrapServer(), names.control());
        EventFlow flow =
            new EventFlow(
                on.bootstrapServer(),
                names.events().get(0),
                MadeEvents.withExamples(examples),
                log,
                rate);
        TopicTail events = new TopicTail(on.bootstrapServer(), names.events(), this::sent);
        TopicTail fast =
            new TopicTail(on.bootstrapServer(), List.of(name + "." + FAST), this::answered);
        TopicTail status =
            new TopicTail(on.bootstrapServer(), List.of(names.status()), statuses::add)) {
      Path keys = on.work().resolve("trusted-keys.json");
      SetPusher pusher = new SetPusher(control);
      pusher.writeTrustedKeys(keys);
      JobControl job = new JobControl(cluster, options(name, keys), on.work().resolve("job"));
      Measured measured = new Measured(pusher, statuses, patience, flow);
      try {
        measure(job, measured, most);
        events.check();
        fast.check();
        status.check();
      } finally {
        job.cancel();
      }
    }
  }

  /** What the measuring is done with. */
  private record Measured(
      SetPusher pusher, SeenStatuses statuses, Patience patience, EventFlow flow) {

    /** Pushes, and returns how long it takes until all subtasks judge by it. */
    Duration push(Proposal proposal) throws Exception {
      long start = System.nanoTime();
      pusher.send(proposal);
      awaitActive(proposal);
      return Patience.since(start);
    }

    /** Waits until all subtasks judge by what was proposed. */
    void awaitActive(Proposal proposal) throws Exception {
      patience.await(
          "version " + proposal.version(),
          LONG,
          () -> {
            statuses.requireNotRejected(proposal.hash());
            return statuses.complete(Kind.ACTIVE, proposal.hash(), PARALLELISM, Set.of()) != null;
          });
    }
  }

  private void measure(JobControl job, Measured with, int most) throws Exception {
    SetPusher pusher = with.pusher();
    List<SourceFile> whole = new ArrayList<>(pusher.load(rules));
    Proposal first = pusher.replace(List.of(TestRules.KEPT));
    pusher.send(first);
    job.submit(PARALLELISM, null);
    with.awaitActive(first);
    whole.add(TestRules.KEPT);
    whole.add(target(0));
    print("push of all rules, cold", with.push(pusher.replace(whole)));
    print("push of one rule in their place", with.push(pusher.replace(List.of(TestRules.KEPT))));
    print("push of all rules, warm", with.push(pusher.replace(whole)));
    with.flow().allow(most);
    with.flow().start();
    Thread.sleep(Duration.ofSeconds(10).toMillis());
    List<long[]> pushed = new ArrayList<>();
    List<long[]> quiet = new ArrayList<>();
    for (int i = 1; i <= windows; i++) {
      long start = System.currentTimeMillis();
      with.push(pusher.upsert(target(i)));
      pause(start);
      pushed.add(new long[] {start, start + seconds * 1000L});
      long next = System.currentTimeMillis();
      pause(next);
      quiet.add(new long[] {next, next + seconds * 1000L});
    }
    Thread.sleep(3000);
    report(latencies(pushed), latencies(quiet));
    List<Long> took = new ArrayList<>();
    for (int i = 1; i <= pushes; i++) {
      took.add(with.push(pusher.upsert(target(windows + i))).toMillis());
    }
    Latencies active = Latencies.of(took.stream().mapToLong(Long::longValue));
    out.printf(
        "push of one rule until active on all subtasks, %d pushes, events flowing:"
            + " p50 %d ms, p99 %d ms, max %d ms%n",
        took.size(), active.percentile(0.5), active.percentile(0.99), active.percentile(1));
  }

  private void pause(long startMillis) throws InterruptedException {
    long left = startMillis + seconds * 1000L - System.currentTimeMillis();
    if (left > 0) {
      Thread.sleep(left);
    }
  }

  private void report(Latencies pushed, Latencies quiet) {
    for (double share : new double[] {0.5, 0.99, 0.999}) {
      long with = pushed.percentile(share);
      long without = quiet.percentile(share);
      out.printf(
          Locale.ROOT,
          "latency of fast alerts p%s: %d ms with a push, %d ms without: %.2f times%n",
          share * 100,
          with,
          without,
          (double) with / Math.max(1, without));
    }
    out.printf(
        Locale.ROOT,
        "watched events answered in %d windows of %d s: %d with a push, %d without: %.3f times%n",
        windows,
        seconds,
        pushed.count(),
        quiet.count(),
        (double) pushed.count() / Math.max(1, quiet.count()));
  }

  private Latencies latencies(List<long[]> spans) {
    List<Long> latencies = new ArrayList<>();
    synchronized (answers) {
      for (long[] span : spans) {
        for (Answer answer : answers) {
          if (answer.sentMillis() >= span[0] && answer.sentMillis() < span[1]) {
            latencies.add(answer.latencyMillis());
          }
        }
      }
    }
    return Latencies.of(latencies.stream().mapToLong(Long::longValue));
  }

  private void sent(ConsumerRecord<byte[], byte[]> event) {
    sentMillis.put(new Place(event.partition(), event.offset()), event.timestamp());
  }

  private void answered(ConsumerRecord<byte[], byte[]> alert) {
    JsonNode json = json(alert.value());
    if (!json.at("/rule/title").asText().equals("Watched Process")) {
      return;
    }
    Place event = Place.ofEvent(json);
    Long sent = event == null ? null : awaitSent(event);
    if (sent != null) {
      synchronized (answers) {
        answers.add(new Answer(sent, alert.timestamp() - sent));
      }
    }
  }

  /** The other reader may be a little behind. */
  private @Nullable Long awaitSent(Place event) {
    for (int i = 0; i < 200; i++) {
      Long sent = sentMillis.remove(event);
      if (sent != null) {
        return sent;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return null;
  }

  private void print(String what, Duration took) {
    out.printf(Locale.ROOT, "%s: %.2f s%n", what, took.toMillis() / 1e3);
  }

  /** The rule that is pushed again and again, each time with another text. */
  private static SourceFile target(int number) {
    SourceFile rule = TestRules.MODED;
    String text = new String(rule.content(), StandardCharsets.UTF_8) + "# " + number + "\n";
    return new SourceFile(
        rule.pack(), rule.path(), rule.name(), text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> options(String name, Path keys) {
    return Arrays.stream(
            new String[] {
              "--topic-prefix",
              name + ".",
              "--topic",
              FAST + "=" + name + "." + FAST,
              "--deployment",
              name,
              "--environment",
              ManifestChain.ENVIRONMENT,
              "--trusted-keys",
              keys.toString(),
              "--checkpoint-interval",
              "10s",
              "--alert-budget",
              "1000000"
            })
        .collect(Collectors.toList());
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a record is no JSON", e);
    }
  }
}
