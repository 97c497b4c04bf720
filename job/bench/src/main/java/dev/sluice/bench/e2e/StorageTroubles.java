package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ChaosScenario.Kind;
import dev.sluice.bench.e2e.ChaosScenario.Trouble;
import dev.sluice.bench.e2e.Scene.SkippedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checkpoints that cannot be written, or have lost something. */
final class StorageTroubles {

  private StorageTroubles() {}

  static List<ChaosScenario> all() {
    return List.of(
        of("checkpoints-full", "no room for checkpoints", StorageTroubles::full),
        of("checkpoints-full-with-kill", "no room, and a kill -9", StorageTroubles::fullWithKill),
        of("checkpoints-read-only", "no leave to write checkpoints", StorageTroubles::readOnly),
        of("checkpoints-replaced-by-file", "no directory any more", StorageTroubles::replaced),
        of("checkpoint-without-metadata", "its list is gone", StorageTroubles::withoutMetadata),
        of("checkpoint-without-state", "one of its files is gone", StorageTroubles::withoutState));
  }

  private static ChaosScenario of(String name, String what, Trouble trouble) {
    return ChaosScenario.of(Kind.STORAGE, name, what, trouble);
  }

  private static void full(Scene scene) throws Exception {
    requireMounted(scene);
    scene.storage().fill();
    scene.strike();
    scene.awaitFailedCheckpoint();
    scene.pass(scene.draws().seconds(2, 14));
    scene.storage().heal();
  }

  private static void fullWithKill(Scene scene) throws Exception {
    requireMounted(scene);
    String victim = scene.taskManager();
    scene.storage().fill();
    scene.strike();
    scene.awaitFailedCheckpoint();
    scene.kill(victim);
    scene.start(victim);
    scene.pass(scene.draws().millis(0, 3000));
    scene.storage().heal();
  }

  private static void readOnly(Scene scene) throws Exception {
    requireMounted(scene);
    scene.storage().readOnly();
    scene.strike();
    scene.awaitFailedCheckpoint();
    scene.pass(scene.draws().seconds(2, 14));
    scene.storage().heal();
  }

  private static void replaced(Scene scene) throws Exception {
    String id = scene.control().id();
    scene.storage().replaceByFile(id);
    scene.strike();
    try {
      scene.awaitFailedCheckpoint();
      scene.pass(scene.draws().seconds(1, 5));
    } finally {
      scene.storage().putBack(id);
    }
  }

  /** Says at once what is missing, and starts nothing. */
  private static void withoutMetadata(Scene scene) throws Exception {
    Path checkpoint = cancelled(scene);
    scene.storage().loseMetadata(checkpoint);
    String said = "";
    try {
      scene.job().submit(scene.job().parallelism(), checkpoint.toString());
    } catch (IOException refused) {
      said = String.valueOf(refused.getMessage());
    }
    scene.storage().restore(checkpoint);
    boolean loud = said.contains("_metadata");
    scene.demand("a checkpoint without its list is refused by name: " + said, () -> loud);
    scene.job().submit(scene.job().parallelism(), checkpoint.toString());
  }

  /** Tells what is missing, judges nothing without it, and goes on when it is back. */
  private static void withoutState(Scene scene) throws Exception {
    Path checkpoint = cancelled(scene);
    scene.storage().loseState(checkpoint);
    try {
      scene.job().submit(scene.job().parallelism(), checkpoint.toString());
      scene.await(
          "a failure that names the file",
          () -> scene.control().failure().contains("FileNotFoundException"));
    } finally {
      scene.storage().restore(checkpoint);
    }
  }

  /** Ends the job without a savepoint; returns what is left of it. */
  private static Path cancelled(Scene scene) throws Exception {
    scene.await("a checkpoint", () -> scene.control().checkpoints() > 0);
    scene.pass(scene.draws().millis(1000, 3000));
    scene.strike();
    String id = scene.control().id();
    scene.control().cancel();
    return scene.storage().newest(id);
  }

  private static void requireMounted(Scene scene) throws Exception {
    if (!scene.storage().isMounted()) {
      throw new SkippedException("checkpoints have no file system of their own, which takes root");
    }
  }
}
