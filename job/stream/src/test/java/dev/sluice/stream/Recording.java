package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.yaml.SigmaError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Keeps all that a run says. */
final class Recording implements RunListener {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
  final List<UndecodableEvent> undecodable = new CopyOnWriteArrayList<>();
  final List<RuleStatus> statuses = new CopyOnWriteArrayList<>();
  final List<SigmaError> problems = new CopyOnWriteArrayList<>();

  @Override
  public void alert(Alert alert) {
    alerts.add(alert);
  }

  @Override
  public void undecodable(UndecodableEvent event) {
    undecodable.add(event);
  }

  @Override
  public void ruleSet(RuleStatus status) {
    statuses.add(status);
  }

  @Override
  public void ruleProblem(SigmaError problem) {
    problems.add(problem);
  }

  List<Alert> copyOfAlerts() {
    synchronized (alerts) {
      return List.copyOf(alerts);
    }
  }

  List<String> alertIds() {
    return copyOfAlerts().stream().map(Alert::alertId).toList();
  }

  static JsonNode json(Alert alert) {
    try {
      return JSON.readTree(alert.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until {@code condition} holds, and fails when it does not come to hold. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }
}
