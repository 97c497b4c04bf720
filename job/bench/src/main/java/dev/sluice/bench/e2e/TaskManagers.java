package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.CostFigures.Memory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** The TaskManagers of the cluster: as many as a run needs, and what memory they have. */
final class TaskManagers {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int SLOTS = 2;
  private static final String HEAP = "flink_taskmanager_Status_JVM_Memory_Heap_Used";
  private static final List<String> NAMES = ClusterProcesses.TASK_MANAGERS;

  private final Cluster cluster;
  private final ClusterProcesses processes;

  TaskManagers(Cluster cluster, ClusterProcesses processes) {
    this.cluster = cluster;
    this.processes = processes;
  }

  /** Ends all, and starts those that {@code parallelism} needs; jobs that run are lost. */
  void startAnew(int parallelism, Patience patience) throws IOException, InterruptedException {
    for (int number = 1; number <= NAMES.size(); number++) {
      if (processes.isAlive(NAMES.get(number - 1))) {
        cluster.run("kill", NAMES.get(number - 1));
      }
    }
    patience.await(
        "the end of the old TaskManagers", SOON, () -> ask(cluster::taskManagerMetrics).isEmpty());
    int needed = (parallelism + SLOTS - 1) / SLOTS;
    for (int number = 1; number <= needed; number++) {
      cluster.run("start", NAMES.get(number - 1));
    }
    patience.await("the slots", SOON, () -> ask(cluster::freeSlots) == needed * SLOTS);
  }

  /** Collects all garbage first. */
  Memory memory() throws IOException, InterruptedException {
    long mostResident = 0;
    for (String name : NAMES) {
      mostResident += processes.mostResident(name);
      if (processes.isAlive(name)) {
        processes.collectGarbage(name);
      }
    }
    PrometheusPage page = PrometheusPage.of(cluster.taskManagerMetrics());
    return new Memory(cluster.taskManagerMemory(), mostResident, page.sum(HEAP, ""));
  }

  private static <T> T ask(Callable<T> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster does not answer", e);
    }
  }
}
