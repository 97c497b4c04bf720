package dev.sluice.stream;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes heartbeats, reads their alerts and shows on a page what became of them, until it is
 * stopped. What brokers do is a number on the page and a line in the log, never its end.
 */
final class CanaryLoop implements Runnable, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Duration interval;
  private final CanaryMetrics metrics = new CanaryMetrics();
  private final HeartbeatLedger ledger;
  private final HeartbeatWriter writer;
  private final AlertTail alerts;
  private final HTTPServer page;
  private final Consumer<String> log;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private long nextReadNanos;

  /**
   * @param interval between two heartbeats of a partition
   * @param lostAfter see {@link HeartbeatLedger}
   * @param address of the page; port 0 takes a free one
   * @throws IOException when the page cannot be served
   */
  CanaryLoop(
      KafkaOptions options,
      Duration interval,
      Duration lostAfter,
      InetSocketAddress address,
      Consumer<String> log)
      throws IOException {
    InstantSource clock = InstantSource.system();
    this.interval = interval;
    this.log = log;
    this.ledger = new HeartbeatLedger(clock, lostAfter, metrics);
    this.writer = new HeartbeatWriter(options, ledger, metrics, clock, log);
    this.alerts = new AlertTail(options);
    this.page =
        HTTPServer.builder()
            .inetAddress(address.getAddress())
            .port(address.getPort())
            .registry(metrics.registry())
            .buildAndStart();
  }

  int port() {
    return page.getPort();
  }

  /** Ends with {@link #close}; the page stays until then. */
  @Override
  public void run() {
    try (writer;
        alerts) {
      long nextNanos = System.nanoTime();
      nextReadNanos = nextNanos;
      while (stopped.getCount() > 0) {
        boolean due = System.nanoTime() - nextNanos >= 0;
        // Before the first heartbeat, so that no alert is missed.
        if (due || !alerts.isOpen()) {
          open();
        }
        if (due) {
          ledger.settle();
          writer.writeAll();
          nextNanos = System.nanoTime() + interval.toNanos();
        }
        read();
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void open() {
    if (System.nanoTime() - nextReadNanos >= 0) {
      attempt(alerts::open);
    }
  }

  private void read() throws InterruptedException {
    if (alerts.isOpen()) {
      attempt(() -> alerts.poll(POLL, ledger::returned));
    } else {
      stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      metrics.readFailed();
      log.accept("alerts are not read: " + KafkaClients.reason(e));
      alerts.close();
      nextReadNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }

  /** Ends the loop and waits for that, for a while. */
  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    if (!ended.await(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
      log.accept("still waits for the brokers, and ends without them");
    }
    page.close();
  }
}
