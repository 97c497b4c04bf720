package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ChaosScenario.Kind;
import dev.sluice.bench.e2e.ChaosScenario.Trouble;
import dev.sluice.bench.e2e.TcpProxy.Fate;
import dev.sluice.bench.e2e.TcpProxy.Request;
import dev.sluice.bench.e2e.TcpProxy.Weather;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happens between the job and the broker; the scenario's own clients see nothing of it. */
final class NetworkTroubles {
  private static final long SOON_SECONDS = 30;
  private static final int CUTS = 6;

  private NetworkTroubles() {}

  static List<ChaosScenario> all() {
    return List.of(
        of("connections-cut", "all at once", NetworkTroubles::cut),
        of("connections-cut-again-and-again", "six times in a few seconds", cutOften()),
        of("connections-refused", "cut, and no new ones for a while", refuse()),
        of("network-stalled-briefly", "no byte for a few seconds", weather(Weather.STALLED, 3, 6)),
        of("network-stalled", "no byte past the timeouts", weather(Weather.STALLED, 32, 35)),
        of("network-stalled-after-silence", "when all were idle", NetworkTroubles::afterSilence),
        of("network-slow", "100 kB/s a connection: a slow sink", weather(slow(), 8, 12)),
        of("network-delayed", "200 ms for each piece", weather(delayed(), 8, 12)),
        of("commit-lost", "cut before a commit came", lost(Request.END_TRANSACTION, true)),
        of("commit-unanswered", "cut after a commit came", lost(Request.END_TRANSACTION, false)),
        of("write-lost", "cut before records came", lost(Request.PRODUCE, true)),
        of("write-unanswered", "cut after records came", lost(Request.PRODUCE, false)),
        of("commit-lost-with-kill", "and a kill -9", NetworkTroubles::lostWithKill),
        of("producer-start-unanswered", "cut as a job recovers", NetworkTroubles::inStart));
  }

  private static ChaosScenario of(String name, String what, Trouble trouble) {
    return ChaosScenario.of(Kind.NETWORK, name, what, trouble);
  }

  private static Weather slow() {
    return Weather.slow(100_000);
  }

  private static Weather delayed() {
    return Weather.delayed(Duration.ofMillis(200));
  }

  private static void cut(Scene scene) throws Exception {
    scene.pass(scene.draws().millis(0, 1500));
    scene.strike();
    scene.proxy().cut();
  }

  private static Trouble cutOften() {
    return scene -> {
      scene.strike();
      for (int cut = 0; cut < CUTS; cut++) {
        scene.proxy().cut();
        scene.pass(scene.draws().millis(50, 1200));
      }
    };
  }

  private static Trouble refuse() {
    return scene -> {
      scene.strike();
      scene.proxy().weather(Weather.REFUSING);
      scene.proxy().cut();
      scene.pass(scene.draws().seconds(4, 9));
      scene.proxy().calm();
    };
  }

  private static Trouble weather(Weather weather, int least, int most) {
    return scene -> {
      Duration time = scene.draws().seconds(least, most);
      scene.pass(scene.draws().millis(0, 1000));
      scene.strike();
      scene.proxy().weather(weather);
      scene.pass(time);
      scene.proxy().calm();
    };
  }

  private static void afterSilence(Scene scene) throws Exception {
    scene.job().pushes().awaitWatched(scene.hold());
    scene.pass(Duration.ofSeconds(15));
    scene.job().flow();
    weather(Weather.STALLED, 30, 33).happen(scene);
  }

  private static Trouble lost(Request request, boolean before) {
    return scene -> {
      scene.pass(scene.draws().millis(0, 1000));
      scene.strike();
      scene
          .proxy()
          .at(request, before ? Fate.LOST_BEFORE : Fate.LOST_AFTER)
          .get(SOON_SECONDS, TimeUnit.SECONDS);
    };
  }

  private static void lostWithKill(Scene scene) throws Exception {
    String victim = scene.taskManager();
    lost(Request.END_TRANSACTION, true).happen(scene);
    scene.kill(victim);
    scene.start(victim);
  }

  /** The job opens and ends the transactions of the attempt before as it starts. */
  private static void inStart(Scene scene) throws Exception {
    String victim = scene.taskManager();
    scene.kill(victim);
    var started = scene.proxy().at(Request.INIT_PRODUCER, Fate.LOST_AFTER);
    scene.start(victim);
    started.get(SOON_SECONDS, TimeUnit.SECONDS);
  }
}
