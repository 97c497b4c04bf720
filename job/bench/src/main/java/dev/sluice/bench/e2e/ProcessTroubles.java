package dev.sluice.bench.e2e;

import static dev.sluice.bench.e2e.ClusterProcesses.JOB_MANAGER;
import static dev.sluice.bench.e2e.ClusterProcesses.KAFKA;
import static dev.sluice.bench.e2e.ClusterProcesses.TASK_MANAGERS;
import static dev.sluice.bench.e2e.ClusterProcesses.ZOOKEEPER;

import dev.sluice.bench.e2e.ChaosScenario.Kind;
import dev.sluice.bench.e2e.ChaosScenario.Trouble;
import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.bench.e2e.TcpProxy.Fate;
import dev.sluice.bench.e2e.TcpProxy.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Processes that are killed, held and started again. */
final class ProcessTroubles {
  private static final long SOON_SECONDS = 60;
  private static final String BOTH = "both TaskManagers";

  private ProcessTroubles() {}

  static List<ChaosScenario> all() {
    return List.of(
        of("taskmanager-killed-under-load", "kill -9", ProcessTroubles::killTaskManager),
        of("taskmanager-killed-idle", "kill -9 while no event flows", ProcessTroubles::killIdle),
        of("taskmanager-killed-in-checkpoint", "kill -9 within a checkpoint", inCheckpoint()),
        of("taskmanager-killed-in-push", "kill -9 before a rule's file came", inPush("")),
        of("taskmanager-killed-in-recovery", "kill -9 of the other", ProcessTroubles::inRecovery),
        of("taskmanagers-killed-together", "kill -9 of " + BOTH, ProcessTroubles::killBoth),
        of("taskmanagers-killed-in-turn", "kill -9 three times", ProcessTroubles::killInTurn),
        of("taskmanager-frozen-past-heartbeat", "a zombie that wakes", freezeTaskManager(11, 14)),
        of("taskmanager-frozen-briefly", "held within the heartbeat", freezeTaskManager(2, 4)),
        of("taskmanagers-frozen-together", "both held", ProcessTroubles::freezeBoth),
        of("jobmanager-killed", "kill -9, and a new one takes over", killAndStart(JOB_MANAGER)),
        of("jobmanager-killed-in-checkpoint", "within a checkpoint", jobManagerInCheckpoint()),
        of("jobmanager-killed-in-push", "before a rule's file came", inPush(JOB_MANAGER)),
        of("jobmanager-and-taskmanager-killed", "both at once", ProcessTroubles::killPair),
        of("jobmanager-frozen", "held past all heartbeats", freezeJobManager()),
        of("jobmanager-resumed-by-hand", "and all it had noted is gone", ProcessTroubles::byHand),
        of("zookeeper-killed", "kill -9, back after a while", killAndStart(ZOOKEEPER)),
        of("zookeeper-and-jobmanager-killed", "both at once", killTogether(ZOOKEEPER, JOB_MANAGER)),
        of("broker-killed", "kill -9, back after a while", killAndStart(KAFKA)),
        of("broker-killed-in-commit", "as a transaction ends", ProcessTroubles::killInCommit),
        of("broker-killed-in-push", "before a rule's file came", inPush(KAFKA)),
        of("broker-and-taskmanager-killed", "both at once", ProcessTroubles::killBrokerToo),
        of("broker-frozen-briefly", "held within all timeouts", freezeBroker(3, 6)),
        of("broker-frozen-past-timeouts", "held for more than 30 s", freezeBroker(33, 36)),
        of("everything-killed", "as when the power fails", ProcessTroubles::killAll),
        of("savepoint-with-kill", "stop, and a kill -9 meanwhile", ProcessTroubles::stopAndKill),
        of("rescaled-up-with-kill", "2 to 4, and a kill -9 as it starts", rescale(4)),
        of("rescaled-down-with-kill", "4 to 2, and a kill -9 as it starts", rescale(2)));
  }

  private static ChaosScenario of(String name, String what, Trouble trouble) {
    return ChaosScenario.of(Kind.PROCESS, name, what, trouble);
  }

  private static void killTaskManager(Scene scene) throws Exception {
    String victim = scene.taskManager();
    scene.pass(scene.draws().millis(0, 1500));
    scene.kill(victim);
    scene.pass(scene.draws().millis(0, 4000));
    scene.start(victim);
  }

  private static void killIdle(Scene scene) throws Exception {
    String victim = scene.taskManager();
    scene.job().pushes().awaitWatched(scene.hold());
    scene.pass(scene.draws().millis(500, 2500));
    scene.kill(victim);
    scene.pass(scene.draws().millis(500, 5000));
    scene.job().flow();
    scene.start(victim);
  }

  private static Trouble inCheckpoint() {
    return scene -> {
      String victim = scene.taskManager();
      scene.pass(scene.draws().millis(0, 1000));
      scene.awaitCheckpointUnderWay();
      scene.kill(victim);
      scene.pass(scene.draws().millis(0, 2000));
      scene.start(victim);
    };
  }

  private static Trouble jobManagerInCheckpoint() {
    return scene -> {
      scene.pass(scene.draws().millis(0, 1000));
      scene.awaitCheckpointUnderWay();
      scene.kill(JOB_MANAGER);
      scene.pass(scene.draws().millis(0, 2000));
      scene.start(JOB_MANAGER);
    };
  }

  /**
   * The manifest comes, then the process dies, then the file of the rule comes.
   *
   * @param name of the process; empty for one of the TaskManagers
   */
  private static Trouble inPush(String name) {
    return scene -> {
      String victim = name.isEmpty() ? scene.taskManager() : name;
      ChaosJob job = scene.job();
      Push push = job.change();
      job.begin(push);
      job.stage().control().sendProposal(push);
      scene.pass(scene.draws().millis(0, 1500));
      scene.kill(victim);
      scene.pass(scene.draws().millis(0, 2000));
      scene.start(victim);
      job.stage().control().sendBlobs(push);
      job.end(push);
    };
  }

  private static void inRecovery(Scene scene) throws Exception {
    String first = scene.taskManager();
    String second = Draws.otherThan(first);
    scene.kill(first);
    scene.start(first);
    scene.pass(scene.draws().millis(0, 3000));
    scene.kill(second);
    scene.pass(scene.draws().millis(0, 2000));
    scene.start(second);
  }

  private static void killBoth(Scene scene) throws Exception {
    scene.pass(scene.draws().millis(0, 1000));
    scene.kill(TASK_MANAGERS.toArray(String[]::new));
    scene.pass(scene.draws().millis(0, 3000));
    scene.start(TASK_MANAGERS.toArray(String[]::new));
  }

  private static void killInTurn(Scene scene) throws Exception {
    String victim = scene.taskManager();
    for (int round = 0; round < 3; round++) {
      scene.kill(victim);
      scene.start(victim);
      scene.pass(scene.draws().millis(0, 1500));
      victim = Draws.otherThan(victim);
    }
  }

  private static Trouble freezeTaskManager(int least, int most) {
    return scene -> scene.freeze(scene.taskManager(), scene.draws().seconds(least, most));
  }

  private static void freezeBoth(Scene scene) throws Exception {
    Duration time = scene.draws().seconds(10, 12);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                scene.freeze(TASK_MANAGERS.get(0), time);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    scene.freeze(TASK_MANAGERS.get(1), time);
    other.get(SOON_SECONDS, TimeUnit.SECONDS);
  }

  private static Trouble freezeJobManager() {
    return scene -> scene.freeze(JOB_MANAGER, scene.draws().seconds(12, 15));
  }

  private static Trouble freezeBroker(int least, int most) {
    return scene -> scene.freeze(KAFKA, scene.draws().seconds(least, most));
  }

  private static Trouble killAndStart(String name) {
    return scene -> {
      scene.pass(scene.draws().millis(0, 1500));
      scene.kill(name);
      scene.pass(scene.draws().millis(0, 3000));
      scene.start(name);
    };
  }

  private static Trouble killTogether(String... names) {
    return scene -> {
      scene.pass(scene.draws().millis(0, 1500));
      scene.kill(names);
      scene.pass(scene.draws().millis(0, 2000));
      scene.start(names);
    };
  }

  private static void killPair(Scene scene) throws Exception {
    killTogether(JOB_MANAGER, scene.taskManager()).happen(scene);
  }

  private static void killBrokerToo(Scene scene) throws Exception {
    killTogether(KAFKA, scene.taskManager()).happen(scene);
  }

  private static void killAll(Scene scene) throws Exception {
    killTogether(JOB_MANAGER, TASK_MANAGERS.get(0), TASK_MANAGERS.get(1), KAFKA, ZOOKEEPER)
        .happen(scene);
  }

  /**
   * All that high availability keeps is gone, as if there had been none. TaskManagers would look
   * for the old JobManager for ever, so that they are started anew too.
   */
  private static void byHand(Scene scene) throws Exception {
    scene.await("a checkpoint", () -> scene.control().checkpoints() > 0);
    scene.pass(scene.draws().millis(0, 1500));
    scene.kill(JOB_MANAGER, TASK_MANAGERS.get(0), TASK_MANAGERS.get(1), ZOOKEEPER);
    String id = scene.control().id();
    scene.control().abandon();
    scene.forgetAvailability();
    scene.start(ZOOKEEPER, JOB_MANAGER, TASK_MANAGERS.get(0), TASK_MANAGERS.get(1));
    scene.job().submit(scene.job().parallelism(), scene.storage().newest(id).toString());
  }

  private static void killInCommit(Scene scene) throws Exception {
    CompletableFuture<Void> commit = scene.proxy().at(Request.END_TRANSACTION, Fate.PASSES);
    commit.get(SOON_SECONDS, TimeUnit.SECONDS);
    scene.kill(KAFKA);
    scene.pass(scene.draws().millis(0, 2000));
    scene.start(KAFKA);
  }

  /** The savepoint may be complete before the kill, or fail by it. */
  private static void stopAndKill(Scene scene) throws Exception {
    String victim = scene.taskManager();
    Duration after = scene.draws().millis(50, 900);
    CompletableFuture<String> stop = scene.beginStop();
    scene.pass(after);
    scene.kill(victim);
    String savepoint = null;
    try {
      savepoint = stop.get(SOON_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof IOException
          || failed.getCause() instanceof RuntimeException)) {
        throw failed;
      }
    }
    scene.start(victim);
    scene.goOn(savepoint);
  }

  private static Trouble rescale(int parallelism) {
    return scene -> {
      String victim = scene.taskManager();
      scene.strike();
      String savepoint = scene.control().stop();
      scene.job().submit(parallelism, savepoint);
      scene.pass(scene.draws().millis(0, 3000));
      scene.kill(victim);
      scene.start(victim);
    };
  }
}
