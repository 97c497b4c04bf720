package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.CoverageRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change and watch rules, against a broker and a job that only answers. */
@Timeout(60)
final class RolloutCommandsITCase {

  private static final String RULES = Golden.CASES + "/rules";
  private static final String WHOAMI = "process/account_asks_who_it_is.yml";
  private static final String FILTER = RULES + "/filters/software_distribution.yml";
  private static final String RUN_KEY = "5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1a003";
  private static Broker broker;

  @TempDir private Path folder;
  private String prefix = "";

  @BeforeAll
  static void startBroker() {
    broker = Broker.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void makeTopics() {
    prefix = broker.topics();
  }

  @Test
  void aPushIsActiveWhenEverySubtaskSaysSo() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      Outcome push = run("push", RULES, "--wait", "-m", "first", "--ticket", "T-1");
      assertThat(push.err()).contains("proposed version 1 (").contains("detect: 2 of 2 ACTIVE");
      assertThat(push.exitCode()).isEqualTo(ExitCode.OK);
      JsonNode result = json(push.out());
      assertThat(result.path("state").asText()).isEqualTo("active");
      assertThat(result.path("version").asInt()).isEqualTo(1);
      assertThat(result.path("added").asInt()).isEqualTo(4);
      Outcome status = run("status");
      assertThat(status.exitCode()).isEqualTo(ExitCode.OK);
      JsonNode report = json(status.out());
      assertThat(report.path("state").asText()).isEqualTo("ACTIVE");
      assertThat(report.path("made").path("message").asText()).isEqualTo("first");
      assertThat(report.path("rules").path("active").asInt()).isEqualTo(4);
      Outcome again = run("push", RULES, "--wait");
      assertThat(again.err()).contains("nothing to do").contains("detect: 2 of 2 ACTIVE");
      assertThat(json(again.out()).path("version").asInt()).isEqualTo(1);
    }
  }

  @Test
  void filesAreThereBeforeTheProposalAndOnlyOnce() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      run("push", RULES, "--wait");
      List<String> keys = broker.keys(prefix + "control");
      assertThat(keys).hasSize(5);
      assertThat(keys.subList(0, 4)).allMatch(key -> key.startsWith("blob/"));
      assertThat(keys.get(4)).startsWith("proposal/default/1/");
      Path changed = edited(WHOAMI, "level: medium", "level: low");
      assertThat(run("push", changed.toString(), "--wait").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(broker.keys(prefix + "control")).hasSize(7);
    }
  }

  @Test
  void aRollbackBringsBackWhatTheJobHasLetGo() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      String first = version(run("push", RULES, "--wait", "-m", "one"));
      version(run("push", "--delete", RUN_KEY, "--wait", "-m", "two"));
      version(run("disable", "5F9A1C52-0A4E-4C55-9F5E-1D0C7CF1A001", "--wait"));
      Outcome back = run("rollback", "--to", "1", "--wait", "-m", "back");
      assertThat(back.exitCode()).as(back.err()).isEqualTo(ExitCode.OK);
      assertThat(json(back.out()).path("version").asInt()).isEqualTo(4);
      assertThat(json(back.out()).path("files").asInt()).isEqualTo(1);
      Outcome again = run("rollback", "--to", first.substring(0, 8));
      assertThat(again.out()).contains("\"state\":\"unchanged\"");
      Outcome before = run("rollback", "--wait");
      assertThat(before.err()).contains("rolling back to version 3 (");
      assertThat(run("rollback", "--to", "99").exitCode()).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void aRejectedPushSaysWhereTheErrorIs() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      Path broken = edited(WHOAMI, "level: medium", "level: medium # BROKEN");
      Outcome push = run("push", broken.toString(), "--wait");
      assertThat(push.exitCode()).isEqualTo(ExitCode.REJECTED);
      assertThat(push.err())
          .contains("account_asks_who_it_is.yml:3:7: it is broken (mend it)")
          .contains("COMPILE_ERROR");
      assertThat(json(push.out()).path("reason").asText()).isEqualTo("COMPILE_ERROR");
      Outcome status = run("status", "-o", "table");
      assertThat(status.exitCode()).isEqualTo(ExitCode.UNACKNOWLEDGED);
      assertThat(status.out()).contains("NONE").contains("it is broken");
      Outcome history = run("history", "-o", "csv");
      assertThat(history.out()).contains(",rejected,COMPILE_ERROR: 1 errors,");
    }
  }

  @Test
  void whoComesSecondIsToldToRunAgain() throws Exception {
    Outcome first = run("push", RULES);
    assertThat(first.exitCode()).isEqualTo(ExitCode.OK);
    Outcome second = run("push", RULES + "/process");
    assertThat(second.err()).contains("is proposed too: only one of them can be accepted");
    Path third = edited(WHOAMI, "level: medium", "level: low");
    try (LateJob job = new LateJob(prefix)) {
      Outcome conflict = run("push", third.toString(), "--wait=10s");
      assertThat(conflict.exitCode()).isEqualTo(ExitCode.REJECTED);
      assertThat(conflict.err()).contains("STALE_VERSION").contains("run the command again");
      assertThat(run("push", third.toString(), "--wait").exitCode()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void aPushThatIsLateMayGoBackByItself() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait"));
      job.silence(1);
      Path changed = edited(WHOAMI, "level: medium", "level: low");
      Outcome late = run("push", changed.toString(), "--wait=300ms", "--rollback-on-timeout");
      assertThat(late.exitCode()).isEqualTo(ExitCode.UNACKNOWLEDGED);
      assertThat(json(late.out()).path("state").asText()).isEqualTo("late");
      assertThat(late.err())
          .contains("is accepted, but not ACTIVE")
          .contains("not yet subtask 1")
          .contains("proposed version 3 (")
          .contains("with the content of version 1 (");
      Outcome status = run("status", "-o", "csv");
      while (!status.out().contains(",PENDING,detect,2,1,0,")) {
        status = run("status", "-o", "csv");
      }
      assertThat(status.exitCode()).isEqualTo(ExitCode.UNACKNOWLEDGED);
      assertThat(status.out()).contains("default,3,");
    }
  }

  @Test
  void whatDoesNotCompileIsNotSent() throws Exception {
    String broken = Golden.CASES + "/broken/unknown_modifier.yml";
    Outcome push = run("push", RULES, broken);
    assertThat(push.exitCode()).isEqualTo(ExitCode.RULES);
    assertThat(push.err()).contains("unknown_modifier.yml:8:15").contains("nothing is sent");
    assertThat(broker.keys(prefix + "control")).isEmpty();
    assertThat(run("push", RULES, broken, "--allow-partial").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(broker.keys(prefix + "control")).hasSize(6);
  }

  @Test
  void tablesInForceCountWhenRulesArePushed() throws Exception {
    String rule = Golden.CASES + "/broken/placeholder.yml";
    String table = Golden.CASES + "/outsiders.yml";
    assertThat(run("push", rule).exitCode()).isEqualTo(ExitCode.RULES);
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      assertThat(run("push", "--placeholders", table, "--wait").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run("push", rule, "--wait").exitCode()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void modesLevelsAndSuppressionStayWhenTheRuleIsPushedAnew() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait"));
      version(
          run(
              "shadow",
              RUN_KEY,
              "--reason",
              "noisy",
              "--level",
              "high",
              "--suppress",
              "1h",
              "--suppress-by",
              "User,Image",
              "--wait"));
      Path changed = edited("registry/run_key.yml", "level: low", "level: medium");
      Outcome dry = run("push", changed.toString(), "--dry-run", "-o", "csv");
      assertThat(dry.out()).contains("changed,rule," + RUN_KEY + ",shadow,").contains(",content");
      assertThat(dry.err()).contains("version 3 would change: 1 with other content");
      version(run("push", changed.toString(), "--wait"));
      Outcome on = run("enable", RUN_KEY, "--dry-run");
      assertThat(on.out()).contains("mode, was shadow; reason");
    }
  }

  @Test
  void aDryRunSaysWhichCorrelationsKeepTheirWindows() throws Exception {
    String guessed = "../correlations/guessed.yml";
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", Path.of(RULES, guessed).toString(), "--wait"));
      Path renamed = edited(guessed, "title: Three", "title: At Least Three");
      Outcome kept = run("push", renamed.toString(), "--dry-run", "-o", "csv");
      assertThat(kept.out().lines().filter(line -> line.endsWith("content; keeps its windows")))
          .hasSize(2);
      Path longer = edited(guessed, "timespan: 1m", "timespan: 2m");
      Outcome afresh = run("push", longer.toString(), "--dry-run", "-o", "csv");
      assertThat(afresh.out().lines().filter(line -> line.endsWith("content; starts afresh")))
          .hasSize(1);
    }
  }

  @Test
  void anOverlayHasAnOwnerAndAnEnd() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait"));
      Outcome overlay =
          run(
              "push",
              FILTER,
              "--pack",
              RULES,
              "--owner",
              "alice",
              "--ticket",
              "T-2",
              "--expires",
              "2027-01-31T00:00:00Z",
              "--wait");
      assertThat(overlay.exitCode()).isEqualTo(ExitCode.OK);
      Outcome diff = run("history", "--diff", "2");
      assertThat(diff.out()).contains("expiry, was never; reason");
      Outcome upstream = run("push", RULES, "--pack", RULES, "--dry-run");
      assertThat(upstream.err()).contains("nothing to do");
      assertThat(run("push", RULES + "/process", "--expires", "soon").exitCode())
          .isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void signedPushesAreAcceptedAndOthersNot() throws Exception {
    Path key = folder.resolve("key.pem");
    Path trusted = folder.resolve("trusted.json");
    Outcome.of("keys", "generate", "--out", key.toString(), "--trusted", trusted.toString());
    try (FakeJob job = FakeJob.start(broker, prefix, new TrustedKeysFile(trusted).read())) {
      Outcome unsigned = run("push", RULES, "--wait");
      assertThat(unsigned.exitCode()).isEqualTo(ExitCode.REJECTED);
      assertThat(unsigned.err()).contains("UNSIGNED").contains("sign it with --key");
      version(run("push", RULES, "--key", key.toString(), "--wait"));
      Outcome verified = run("keys", "verify", "--trusted", trusted.toString());
      assertThat(verified.exitCode()).isEqualTo(ExitCode.OK);
      String keyId = ChangeOptions.key(key).keyId();
      assertThat(json(verified.out()).path("signedBy").get(0).asText()).isEqualTo(keyId);
      assertThat(run("history").out()).contains("\"signedBy\":[\"" + keyId + "\"]");
    }
  }

  @Test
  void historySaysWhoWhenAndWhy() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait", "--author", "alice", "-m", "first"));
      version(run("disable", RUN_KEY, "--author", "bob", "--reason", "too noisy", "--wait"));
      List<JsonNode> entries =
          run("history").out().lines().map(RolloutCommandsITCase::json).toList();
      assertThat(entries).hasSize(2);
      assertThat(entries.get(0).path("state").asText()).isEqualTo("in force");
      assertThat(entries.get(0).path("by").asText()).isEqualTo("bob");
      assertThat(entries.get(0).path("op").asText()).isEqualTo("disable");
      assertThat(entries.get(0).path("changes").asText()).startsWith("1 with another mode");
      assertThat(entries.get(1).path("state").asText()).isEqualTo("accepted");
      assertThat(run("history", "-n", "1", "-o", "table").out())
          .contains("bob")
          .doesNotContain("alice");
    }
  }

  @Test
  void pruningLeavesWhatANewJobNeeds() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait"));
      version(run("push", edited(WHOAMI, "level: medium", "level: low").toString(), "--wait"));
      version(run("push", edited(WHOAMI, "level: medium", "level: high").toString(), "--wait"));
      byte[] stray = "stray".getBytes(StandardCharsets.UTF_8);
      String strayKey = new ControlKey.Blob(Hashes.sha256(stray)).text();
      broker.send(prefix + "control", strayKey, stray);
      assertThat(run("prune", "--keep", "0").err()).contains("1 proposals and 0 files are gone");
      Outcome dry = run("prune", "--keep", "0", "--grace", "0ms", "--dry-run");
      assertThat(dry.out()).contains(strayKey);
      Outcome pruned = run("prune", "--keep", "0", "--grace", "0ms");
      assertThat(pruned.err()).contains("0 proposals and 2 files are gone");
      assertThat(broker.keys(prefix + "control")).contains("-" + strayKey);
      version(run("rollback", "--wait"));
      assertThat(run("rollback", "--to", "1").exitCode()).isEqualTo(ExitCode.USAGE);
    }
    try (FakeJob fresh = FakeJob.start(broker, prefix)) {
      assertThat(run("prune", "--keep", "0", "--grace", "0ms").exitCode()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void packsAreReplacedWholeAndFilesKeepTheirPlace() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait"));
      Outcome same = run("push", RULES + "/process", "--pack", RULES, "--dry-run");
      assertThat(same.err()).contains("nothing to do");
      Outcome other = run("push", RULES + "/process", "--replace-packs", "--dry-run");
      assertThat(other.err()).contains("2 with other content").doesNotContain("removed");
      Outcome pack =
          run("push", RULES + "/process", "--pack", RULES, "--replace-packs", "--dry-run");
      assertThat(pack.err()).contains("would change: 2 removed");
      Outcome all = run("push", RULES + "/registry", "--pack", RULES, "--replace", "--dry-run");
      assertThat(all.err()).contains("would change: 3 removed");
    }
  }

  @Test
  void watchingShowsEachChangeUntilItIsInterrupted() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> exit = new ArrayList<>();
    String[] args = arguments("status", "--watch", "--interval", "100ms");
    Thread watching =
        new Thread(
            () ->
                exit.add(
                    Main.run(
                        args,
                        InputStream.nullInputStream(),
                        stream(out),
                        stream(new ByteArrayOutputStream()))));
    watching.start();
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      version(run("push", RULES, "--wait"));
      while (!out.toString(StandardCharsets.UTF_8).contains("\"state\":\"ACTIVE\"")) {
        Thread.sleep(20);
      }
    }
    watching.interrupt();
    watching.join();
    assertThat(exit).containsExactly(ExitCode.OK);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").contains("\"state\":\"NONE\"");
  }

  @Test
  void aClusterThatIsNotThereIsSaidToBeOutOfReach() {
    for (List<String> command :
        List.of(List.of("status"), List.of("history"), List.of("push", RULES))) {
      List<String> args = new ArrayList<>(command);
      args.addAll(List.of("--bootstrap-server", "127.0.0.1:1", "--timeout", "500ms"));
      long start = System.nanoTime();
      Outcome outcome = Outcome.of(args.toArray(String[]::new));
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(outcome.err()).contains("127.0.0.1:1").contains("500 ms");
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void topicsThatAreNotThereAreNamed() {
    Outcome outcome =
        Outcome.of(
            "status",
            "--bootstrap-server",
            broker.servers(),
            "--topic-prefix",
            "nowhere.",
            "--timeout",
            "500ms");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err()).contains("nowhere.status").contains("no such topic");
  }

  @Test
  void coverageIsThatOfTheNewestRecordsAndOfTheRulesInForce() throws Exception {
    try (FakeJob job = FakeJob.start(broker, prefix)) {
      JsonNode version = json(run("push", RULES, "--wait").out());
      Outcome silent = run("status", "--coverage");
      assertThat(silent.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(silent.out()).isEmpty();
      assertThat(silent.err()).contains("no subtask has said what it sees in the last 30 min");
      broker.send(prefix + "metrics", "default", "{}".getBytes(StandardCharsets.UTF_8));
      say(CoverageSamples.record(version.path("hash").asText(), 0, 3, "Image"));
      say(CoverageSamples.record(version.path("hash").asText(), 1, 4));
      Outcome outcome = run("status", "--coverage", "--group", "all");
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
      assertThat(outcome.out().lines()).hasSize(3);
      assertThat(outcome.out())
          .contains("\"verdict\":\"blind\",\"group\":\"all\",\"admitted\":7")
          .contains("\"missingFields\":[\"User\"]");
      assertThat(run("status", "--coverage", "--group", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    }
  }

  private void say(CoverageRecord record) {
    broker.send(prefix + "metrics", record.key(), record.toJson(CoverageRecord.MAX_BYTES));
  }

  /** A job that starts when three proposals of one version stand there. */
  private static final class LateJob implements AutoCloseable {
    private final List<FakeJob> started = new ArrayList<>();
    private final Thread starter;

    LateJob(String prefix) {
      starter =
          new Thread(
              () -> {
                long proposals = 0;
                while (proposals < 3) {
                  proposals =
                      broker.keys(prefix + "control").stream()
                          .filter(key -> key.startsWith("proposal/"))
                          .count();
                }
                started.add(FakeJob.start(broker, prefix));
              });
      starter.start();
    }

    @Override
    public void close() throws InterruptedException {
      starter.join();
      for (FakeJob job : started) {
        job.close();
      }
    }
  }

  private Outcome run(String... args) {
    return Outcome.of(arguments(args));
  }

  private String[] arguments(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", broker.servers(), "--topic-prefix", prefix));
    return all.toArray(String[]::new);
  }

  /** A copy of a rule of the pack with another text in it. */
  private Path edited(String path, String before, String after) throws IOException {
    Path source = Path.of(RULES, path);
    String text = Files.readString(source);
    assertThat(text).contains(before);
    Path copy = folder.resolve(String.valueOf(source.getFileName()));
    return Files.writeString(copy, text.replace(before, after));
  }

  /** The hash of the version that has come into force. */
  private static String version(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    return json(outcome.out()).path("hash").asText();
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
