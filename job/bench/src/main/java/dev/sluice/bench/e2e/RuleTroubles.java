package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ChaosScenario.Kind;
import dev.sluice.bench.e2e.ChaosScenario.Trouble;
import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.bench.e2e.SetPusher.Proposal;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Rules that cost much, and records of the control topic that are none. */
final class RuleTroubles {
  private static final int LARGEST_RECORD = 4 << 20;
  private static final int RECORD_OVERHEAD = 1 << 10;
  private static final byte[] GARBAGE_KEY = "not/a/key".getBytes(StandardCharsets.UTF_8);

  private RuleTroubles() {}

  static List<ChaosScenario> all() {
    return List.of(
        calm("rules-of-catastrophic-regexes", "(a+)+$ and its kin", RuleTroubles::regexes),
        calm("rule-of-1-mib", "the largest file there may be", inForce(() -> large(0))),
        calm("rule-of-100000-values", "as many as there may be", inForce(HostileRules::values)),
        calm("rule-of-3000-wildcards", "*q*00001*z?*y*", inForce(HostileRules::wildcards)),
        calm("condition-of-1000-terms", "as many as may be", inForce(() -> terms(1_000))),
        calm("rule-that-fires-on-everything", "an alert storm", RuleTroubles::storm),
        calm("rule-above-1-mib", "one byte more", RuleTroubles::tooLarge),
        refused("rule-of-100001-values", "one too many", HostileRules::tooManyValues),
        refused("condition-of-10000-terms", "too many", () -> terms(10_000)),
        refused("condition-nested-20000-deep", "parentheses", () -> nested(20_000)),
        refused("yaml-nested-20000-deep", "lists in lists", HostileRules::nestedYaml),
        refused("yaml-of-aliases", "10 to the 9 texts in 700 bytes", HostileRules::aliases),
        calm("control-random-bytes", "key and value", RuleTroubles::randomBytes),
        calm("control-cut-manifest", "cut anywhere", RuleTroubles::cutManifest),
        calm("control-wrong-signature", "by a key nobody trusts", RuleTroubles::wrongSignature),
        calm("control-damaged-signature", "in a trusted name", RuleTroubles::damagedSignature),
        calm("control-replayed-manifest", "an old one again", RuleTroubles::replayed),
        calm("control-damaged-file", "of another hash", RuleTroubles::damagedFile),
        calm("control-tombstones", "of all that is there", RuleTroubles::tombstones),
        calm("control-huge-records", "4 MiB of nothing", RuleTroubles::huge));
  }

  private static ChaosScenario calm(String name, String what, Trouble trouble) {
    return ChaosScenario.calm(Kind.RULES, name, what, trouble);
  }

  private static SourceFile large(int more) {
    return HostileRules.large(more);
  }

  private static SourceFile terms(int count) {
    return HostileRules.terms(count);
  }

  private static SourceFile nested(int depth) {
    return HostileRules.nestedCondition(depth);
  }

  /** A rule that is loaded, is in force for a while, and goes. */
  private static Trouble inForce(Supplier<SourceFile> rule) {
    return scene -> inForce(scene, rule.get());
  }

  private static void inForce(Scene scene, SourceFile rule) throws Exception {
    Push before = scene.job().inForce();
    scene.strike();
    scene.job().push(scene.job().stage().pusher().upsert(entry(rule), List.of(rule)));
    scene.pass(scene.draws().seconds(1, 3));
    scene.job().push(scene.job().stage().pusher().rollback(before.version()));
  }

  private static void regexes(Scene scene) throws Exception {
    scene.events((number, usual) -> number % 50 == 0 ? endless(number) : null);
    inForce(scene, HostileRules.regexes());
    scene.usualEvents();
  }

  /** A command line on which a backtracking engine never ends. */
  private static byte[] endless(int number) {
    return """
    {"Hostname":"WS-%04d.harbour.example","EventTime":"2026-11-21T09:00:00Z",\
    "SourceName":"Microsoft-Windows-Sysmon","Channel":"Microsoft-Windows-Sysmon/Operational",\
    "EventID":1,"Image":"C:\\\\endless.exe","CommandLine":"%s! %d","ProcessId":7}\
    """
        .formatted(number % 500, (number % 100 == 0 ? "a" : "x").repeat(20_000), number)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void storm(Scene scene) throws Exception {
    ChaosJob job = scene.job();
    job.overflowing().add(HostileRules.ID);
    InputTroubles.oneHost(scene);
    int from = job.stage().flow().next();
    Push before = job.inForce();
    SourceFile rule = HostileRules.storm();
    job.push(job.stage().pusher().upsert(entry(rule), List.of(rule)));
    scene.pass(scene.draws().seconds(4, 6));
    job.push(job.stage().pusher().rollback(before.version()));
    scene.usualEvents();
    String overflow = job.stage().names().alertsOverflow();
    scene.demand(
        "alerts beyond the budget are on the overflow topic",
        () -> job.stage().seen().isAnyOn(overflow, HostileRules.ID, from));
  }

  private static void tooLarge(Scene scene) throws Exception {
    SourceFile rule = large(1);
    scene.strike();
    String hash = Hashes.sha256(rule.content());
    scene.job().stage().control().write(new ControlKey.Blob(hash), rule.content()).get();
    var unused = scene.awaitRejected(Reason.TOO_LARGE, null);
  }

  /** A set that does not come into force as a whole, and its status says why. */
  private static ChaosScenario refused(String name, String what, Supplier<SourceFile> rule) {
    return calm(
        name,
        what,
        scene -> {
          SourceFile file = rule.get();
          scene.strike();
          Proposal proposal = scene.job().stage().pusher().refused(entry(file), List.of(file));
          scene.job().stage().control().send(proposal);
          var said = scene.awaitRejected(Reason.COMPILE_ERROR, proposal.hash());
          scene.demand("a refused set names its errors: " + said, () -> said.errorsTotal() > 0);
        });
  }

  private static void randomBytes(Scene scene) throws Exception {
    scene.strike();
    for (int round = 0; round < 20; round++) {
      byte[] key = scene.draws().bytes(scene.draws().number(0, 80));
      byte[] value = scene.draws().bytes(scene.draws().number(0, 2000));
      scene.job().stage().control().writeRaw(key, value);
    }
    var unused = scene.awaitRejected(Reason.MALFORMED, null);
  }

  private static void cutManifest(Scene scene) throws Exception {
    Proposal proposal = refusable(scene);
    int length = scene.draws().number(1, proposal.envelope().length - 1);
    scene.strike();
    byte[] cut = Arrays.copyOf(proposal.envelope(), length);
    scene.job().stage().control().write(proposal.key(), cut).get();
    var unused = scene.awaitRejected(Reason.MALFORMED, proposal.hash());
  }

  private static void wrongSignature(Scene scene) throws Exception {
    RulePusher stranger = new RulePusher();
    SourceFile file = TestRules.MODED;
    var push = stranger.replace(List.of(file));
    scene.strike();
    scene.job().stage().control().sendBlobs(push);
    scene.job().stage().control().sendProposal(push);
    var unused = scene.awaitRejected(Reason.UNKNOWN_KEY, push.hash());
  }

  /** The signature of another manifest. */
  private static void damagedSignature(Scene scene) throws Exception {
    Proposal proposal = refusable(scene);
    Push inForce = scene.job().inForce();
    String mine = new String(proposal.envelope(), StandardCharsets.UTF_8);
    String other = new String(inForce.envelope(), StandardCharsets.UTF_8);
    String damaged = mine.replace(signature(mine), signature(other));
    scene.strike();
    byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
    scene.job().stage().control().write(proposal.key(), bytes).get();
    var unused = scene.awaitRejected(Reason.BAD_SIGNATURE, proposal.hash());
  }

  private static String signature(String envelope) {
    int from = envelope.indexOf("\"sig\":\"") + "\"sig\":\"".length();
    return envelope.substring(from, envelope.indexOf('"', from));
  }

  private static void replayed(Scene scene) throws Exception {
    Push old = scene.job().inForce();
    scene.job().push(scene.job().change());
    scene.strike();
    scene.job().stage().control().sendProposal(old);
    var unused = scene.awaitRejected(Reason.STALE_VERSION, old.hash());
  }

  private static void damagedFile(Scene scene) throws Exception {
    scene.strike();
    String hash = Hashes.sha256(TestRules.KEPT.content());
    byte[] other = TestRules.MODED.content();
    scene.job().stage().control().write(new ControlKey.Blob(hash), other).get();
    var unused = scene.awaitRejected(Reason.DAMAGED_BLOB, null);
  }

  /** What is in force stays, whatever is taken from the topic; nothing is said of it. */
  private static void tombstones(Scene scene) throws Exception {
    ControlTopic control = scene.job().stage().control();
    Push inForce = scene.job().inForce();
    scene.strike();
    for (ManifestEntry entry : inForce.version().manifest().entries()) {
      byte[] key = new ControlKey.Blob(entry.sha256()).text().getBytes(StandardCharsets.UTF_8);
      control.writeRaw(key, null);
    }
    String key = ControlKey.Proposal.of(inForce.version().manifest(), inForce.hash()).text();
    control.writeRaw(key.getBytes(StandardCharsets.UTF_8), null);
    control.writeRaw(GARBAGE_KEY, null);
    scene.pass(scene.draws().millis(500, 1500));
  }

  private static void huge(Scene scene) throws Exception {
    Proposal proposal = refusable(scene);
    byte[] zeros = new byte[LARGEST_RECORD - RECORD_OVERHEAD];
    scene.strike();
    ControlTopic control = scene.job().stage().control();
    control.write(proposal.key(), zeros).get();
    control.write(new ControlKey.Blob(Hashes.sha256(zeros)), zeros).get();
    control.writeRaw(GARBAGE_KEY, zeros);
    var unused = scene.awaitRejected(Reason.TOO_LARGE, null);
  }

  /** A set that would be accepted as it is, and that none is to follow. */
  private static Proposal refusable(Scene scene) {
    ManifestEntry entry = RulePusher.entry(TestRules.MODED).in(ManifestEntry.Mode.SHADOW, "never");
    return scene.job().stage().pusher().refused(List.of(entry), List.of());
  }

  private static List<ManifestEntry> entry(SourceFile file) {
    return List.of(RulePusher.entry(HostileRules.ID, file));
  }
}
