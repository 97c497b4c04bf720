package dev.sluice.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The canary beside a job, beside none, and without brokers. */
class CanaryITCase extends KafkaJobCase {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The jobs of tests let a rule raise ten alerts on a host in a minute. */
  private static final Duration UNDER_BUDGET = Duration.ofSeconds(2);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PARTITIONS = 2;
  private static final String SENT = "sluice_canary_heartbeats_sent_total";
  private static final String FAILED = "sluice_canary_heartbeats_failed_total";
  private static final String BACK = "sluice_canary_heartbeats_returned_total";
  private static final String LOST = "sluice_canary_heartbeats_lost_total";
  private static final String DOUBLED = "sluice_canary_alerts_doubled_total";
  private static final String NEWEST = "sluice_canary_returned_timestamp_seconds";

  @RegisterExtension static final MiniClusterExtension FLINK = KafkaJobRun.cluster(3);

  @Test
  void heartbeatsComeBackOnceAlsoAfterAStopAndADoubledAlertIsSeen() throws Exception {
    run().push(pusher.replace(CanarySamples.RULE));
    JobClient job = run().start();
    double start = System.currentTimeMillis() / 1000.0;
    try (Started canary = Started.of(run().kafka(), UNDER_BUDGET, HOUR)) {
      canary.await("all partitions", page -> newest(page).stream().allMatch(at -> at >= start));
      String savepoint = run().stop(job);
      double before = canary.page().value(SENT);
      canary.await("heartbeats wait", page -> page.value(SENT) >= before + PARTITIONS);
      double stopped = canary.page().value(SENT);
      run().start(KafkaJobRun.PARALLELISM, savepoint);
      canary.await("those come late", page -> page.value(BACK) > stopped);
      doubleOneAlert();
      canary.await("the doubled one", page -> page.value(DOUBLED) > 0);
      PrometheusPage page = canary.page();
      assertThat(page.value(DOUBLED)).isEqualTo(1);
      assertThat(page.value(LOST)).isZero();
      assertThat(page.value(FAILED)).isZero();
      assertThat(page.value("sluice_canary_return_seconds_count")).isGreaterThan(stopped);
    }
    List<byte[]> alerts = KafkaJobRun.values(run().topics().alerts());
    KafkaJobRun.assertSchema("alert", alerts);
  }

  private void doubleOneAlert() {
    ConsumerRecord<byte[], byte[]> alert =
        KafkaBroker.get().committed(run().topics().alerts()).get(0);
    run().send(run().topics().alerts(), alert.key(), alert.value());
  }

  @Test
  void withoutAJobNothingComesBackAndIsLostAfterAWhile() throws Exception {
    try (Started canary = Started.of(run().kafka(), SECOND, SECOND.multipliedBy(2))) {
      canary.await("lost", page -> page.value(LOST) >= PARTITIONS);
      PrometheusPage page = canary.page();
      assertThat(newest(page)).containsExactly(0.0, 0.0);
      assertThat(page.value(BACK)).isZero();
      assertThat(page.value(SENT)).isGreaterThan(page.value(LOST));
    }
  }

  @Test
  void alertsThatWereThereBeforeAreNotRead() throws Exception {
    byte[] old = ("\"" + Canary.RULE_ID + "\" sluice-canary:0c:1").getBytes(UTF_8);
    KafkaBroker.get().send(run().topics().alerts(), 0, 1, old);
    AlertTail tail = new AlertTail(run().kafka());
    List<Heartbeat> seen = new CopyOnWriteArrayList<>();
    tail.open();
    byte[] fresh = ("\"" + Canary.RULE_ID + "\" sluice-canary:0c:2").getBytes(UTF_8);
    KafkaBroker.get().send(run().topics().alerts(), 0, 1, fresh);
    tail.close();
    KafkaBroker.get().growTo(run().topics().alerts(), 3);
    byte[] added = ("\"" + Canary.RULE_ID + "\" sluice-canary:0c:3").getBytes(UTF_8);
    KafkaBroker.get().send(run().topics().alerts(), 2, 1, added);
    try (tail) {
      tail.open();
      Recording.await(
          "what came since",
          () -> {
            tail.poll(Duration.ofMillis(50), seen::add);
            return seen.size() > 1;
          });
    }
    assertThat(seen).containsExactlyInAnyOrder(new Heartbeat("0c", 2), new Heartbeat("0c", 3));
  }

  @Test
  void brokersThatAreNotThereAreNumbersAndLinesAndNotTheEnd() throws Exception {
    Map<String, String> impatient =
        Map.of("max.block.ms", "100", "default.api.timeout.ms", "100", "request.timeout.ms", "50");
    KafkaOptions nowhere = KafkaOptions.of("127.0.0.1:1").client(impatient).build();
    try (Started canary = Started.of(nowhere, SECOND, HOUR)) {
      canary.await(
          "failures",
          page -> page.value("sluice_canary_reads_failed_total") >= 1 && page.value(FAILED) >= 2);
      assertThat(canary.thread().isAlive()).isTrue();
      assertThat(canary.page().value(SENT)).isZero();
      assertThat(canary.said())
          .anyMatch(line -> line.startsWith("alerts are not read"))
          .anyMatch(line -> line.startsWith("heartbeats are not written"));
    }
  }

  private static List<Double> newest(PrometheusPage page) {
    List<Double> newest = page.values(NEWEST);
    return newest.size() == PARTITIONS ? newest : List.of(-1.0);
  }

  /** A canary that runs. */
  record Started(CanaryLoop loop, Thread thread, List<String> said) implements AutoCloseable {

    static Started of(KafkaOptions options) throws IOException {
      return of(options, SECOND, HOUR);
    }

    static Started of(KafkaOptions options, Duration interval, Duration lostAfter)
        throws IOException {
      List<String> said = new CopyOnWriteArrayList<>();
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      CanaryLoop loop = new CanaryLoop(options, interval, lostAfter, address, said::add);
      Thread thread = new Thread(loop, "canary");
      thread.start();
      return new Started(loop, thread, said);
    }

    PrometheusPage page() {
      return PrometheusPage.of(loop.port());
    }

    void await(String what, Predicate<PrometheusPage> condition) throws InterruptedException {
      Recording.await(what, () -> condition.test(page()));
    }

    @Override
    public void close() throws InterruptedException {
      loop.close();
      thread.join(Duration.ofSeconds(5).toMillis());
      assertThat(thread.isAlive()).isFalse();
      assertThat(said).noneMatch(line -> line.startsWith("still waits"));
    }
  }
}
