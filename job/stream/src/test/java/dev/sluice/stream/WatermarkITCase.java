package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatermarkITCase {
  private static final long NONE = Long.MIN_VALUE;
  private static final Duration LONGER_THAN_IDLENESS = Duration.ofSeconds(1);

  @TempDir private Path directory;

  private interface Check {
    void run(PipedOutputStream events) throws Exception;
  }

  @Test
  void theControlStreamNeitherHoldsTheClockBackNorMakesItJump() throws Exception {
    Path rule = directory.resolve("any.yml");
    withClock(rule, true, events -> assertClock(events, rule));
    assertThat(Clock.AT_EVENTS).allMatch(watermark -> watermark <= watermarkOf(60));
  }

  @Test
  void aControlStreamThatHasEndedDoesNotMakeTheClockJump() throws Exception {
    withClock(
        directory.resolve("any.yml"),
        false,
        events -> {
          for (int i = 0; i < 50; i++) {
            send(events, Samples.process(i));
          }
          Recording.await("fifty events", () -> Clock.AT_EVENTS.size() == 50);
          assertThat(Clock.AT_EVENTS.get(0)).isEqualTo(NONE);
          Thread.sleep(LONGER_THAN_IDLENESS.toMillis());
          Recording.await("the clock stands", () -> probe(events) == Samples.timeOf(49));
        });
    assertThat(Clock.AT_EVENTS).allMatch(watermark -> watermark <= Samples.timeOf(49));
  }

  private static void withClock(Path rule, boolean follow, Check check) throws Exception {
    String rules = Samples.write(rule, Samples.ANY_PROCESS);
    JobOptions options =
        JobOptions.of(List.of(rules), List.of("-"))
            .follow(follow)
            .outOfOrderness(Duration.ofSeconds(1))
            .joinWait(Duration.ZERO)
            .idleness(Duration.ofMillis(300))
            .ruleInterval(Duration.ofMillis(50))
            .build();
    Clock.AT_EVENTS.clear();
    Clock.AT_RULES.clear();
    InputStream before = System.in;
    try (PipedOutputStream events = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(events, 1 << 20);
        LocalCluster cluster = LocalCluster.start(options)) {
      System.setIn(in);
      JobID job = CustomJob.submit(cluster, options, WatermarkITCase::build);
      check.run(events);
      cluster.miniCluster().cancelJob(job).get(30, TimeUnit.SECONDS);
    } finally {
      System.setIn(before);
    }
  }

  private static void assertClock(PipedOutputStream events, Path rule) throws Exception {
    for (int i = 0; i < 50; i++) {
      send(events, Samples.process(i));
    }
    Recording.await("fifty events", () -> Clock.AT_EVENTS.size() == 50);
    assertThat(Clock.AT_EVENTS.get(0)).isEqualTo(NONE);
    Recording.await("the clock is not held back", () -> probe(events) == watermarkOf(49));

    Thread.sleep(LONGER_THAN_IDLENESS.toMillis());
    Samples.write(rule, Samples.ANY_PROCESS.replace("Any", "Every"));
    Recording.await("a control record while all is idle", () -> !Clock.AT_RULES.isEmpty());
    assertThat(Clock.AT_RULES).containsExactly(Samples.timeOf(49));

    send(events, Samples.process(60));
    Recording.await("the clock goes on", () -> probe(events) == watermarkOf(60));
  }

  /** Sends an event that moves no clock, and returns the clock at the event seen last. */
  private static long probe(PipedOutputStream events) {
    send(events, Samples.process(0));
    return Clock.AT_EVENTS.get(Clock.AT_EVENTS.size() - 1);
  }

  private static long watermarkOf(int number) {
    return Samples.timeOf(number) - 1000 - 1;
  }

  private static void send(PipedOutputStream events, String event) {
    try {
      events.write((event + "\n").getBytes(StandardCharsets.UTF_8));
      events.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void build(StreamExecutionEnvironment env, SluiceJob job) {
    job.events(env)
        .keyBy(RawEvent::host, Types.STRING)
        .connect(job.rules(env).broadcast(RuleState.MANIFEST, RuleState.SEGMENTS))
        .process(new Clock(), Types.LONG)
        .uid("clock")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
  }

  /** Notes the watermark at each element, in the place of the detect operator. */
  private static final class Clock
      extends KeyedBroadcastProcessFunction<String, RawEvent, RuleBroadcast, Long> {
    private static final long serialVersionUID = 1;
    private static final List<Long> AT_EVENTS = new CopyOnWriteArrayList<>();
    private static final List<Long> AT_RULES = new CopyOnWriteArrayList<>();

    @Override
    public void processElement(RawEvent event, ReadOnlyContext context, Collector<Long> out) {
      AT_EVENTS.add(context.currentWatermark());
    }

    @Override
    public void processBroadcastElement(
        RuleBroadcast broadcast, Context context, Collector<Long> out) {
      if (broadcast.update() != null) {
        AT_RULES.add(context.currentWatermark());
      }
    }
  }
}
