package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.Pusher.ControlRecord;
import dev.sluice.stream.Pusher.Push;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.Rejection.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a running job makes of what stands on the control topic. */
class KafkaProposalITCase extends KafkaJobCase {
  private static final SourceFile ANY = Samples.file("any.yml", Samples.ANY_PROCESS);
  private static final SourceFile CERTUTIL = Samples.file("certutil.yml", Samples.CERTUTIL);
  private static final String ANY_ID = Pusher.entries(ANY).get(0).id();

  /** As many proposals as may wait for their files. */
  private static final int WAITING = 16;

  @RegisterExtension
  static final MiniClusterExtension FLINK = KafkaJobRun.cluster(KafkaJobRun.PARALLELISM);

  /** What must be rejected, and why. */
  private record Bad(Reason reason, List<ControlRecord> records) {
    Bad(Reason reason, Push push) {
      this(reason, push.records());
    }

    Bad(Reason reason, String key, byte[] value) {
      this(reason, List.of(new ControlRecord(Pusher.bytes(key), value)));
    }
  }

  @Test
  void everyRejectionIsSaidAndTheSetInForceGoesOnToJudge() throws Exception {
    Push first = run().push(pusher.replace(ANY));
    run().start();
    run().awaitStatus("ACTIVE", first);
    List<Reason> expected = new ArrayList<>();
    for (Bad bad : bad(first)) {
      bad.records().forEach(record -> run().send(run().topics().control(), record));
      expected.add(bad.reason());
    }
    KafkaJobRun.await("rejections", () -> run().rejections().size() >= expected.size());
    assertThat(run().rejections()).isEqualTo(expected);
    // A set of another name is another job's; see below for one in the place of this job's.
    assertThat(expected).containsAll(EnumSet.complementOf(EnumSet.of(Reason.WRONG_NAME)));
    assertThat(run().statuses("REJECTED", null))
        .allSatisfy(said -> assertThat(said.path("message").asText()).isNotBlank());
    JsonNode compile = run().statuses("REJECTED", null).get(expected.indexOf(Reason.COMPILE_ERROR));
    assertThat(compile.at("/errors/0/line").asInt()).isEqualTo(13);
    KafkaJobRun.assertSchema("status", KafkaJobRun.values(run().topics().status()));
    assertThat(hashes("ACCEPTED")).containsExactly(first.hash());
    assertThat(hashes("ACTIVE")).containsOnly(first.hash());
    assertThat(KafkaJobRun.values(run().topics().rulesets())).containsExactly(first.envelope());
    run().sendEvents(20);
    run().awaitAlerts(20);
    assertThat(run().ofRule(ANY_ID)).hasSize(20);
  }

  @Test
  void aSetOfAnotherNameInThePlaceOfTheOneLastAcceptedSeedsNoJob() {
    Push other = run().push(new Pusher(pusher.key(), "other", Pusher.ENVIRONMENT).replace(ANY));
    run().send(run().topics().rulesets(), Pusher.bytes(Pusher.NAME), other.envelope());
    assertThatThrownBy(() -> run().seed(Duration.ofSeconds(20), false))
        .isInstanceOf(KafkaSeed.NoRuleSetException.class)
        .hasMessageContaining(run().topics().rulesets())
        .hasMessageContaining("WRONG_NAME");
  }

  @Test
  void whatComesTwiceOrIsReplayedIsAcceptedOnce() throws Exception {
    Push first = run().push(run().push(pusher.replace(ANY)));
    run().start();
    Push second = pusher.replace(ANY, CERTUTIL);
    second
        .records()
        .forEach(
            record -> {
              run().send(run().topics().control(), record);
              run().send(run().topics().control(), record);
            });
    run().awaitStatus("ACTIVE", second);
    Push third = run().push(pusher.mode(Mode.DISABLED, ANY_ID));
    run().awaitStatus("ACTIVE", third);
    for (Push old : List.of(third, first, second, third)) {
      run().push(old);
    }
    Push fourth = run().push(pusher.rollback(second));
    run().awaitStatus("ACTIVE", fourth);
    assertThat(hashes("ACCEPTED"))
        .containsExactly(first.hash(), second.hash(), third.hash(), fourth.hash());
    assertThat(run().rejections()).containsExactly(Reason.STALE_VERSION, Reason.STALE_VERSION);
    assertThat(hashes("REJECTED")).containsExactly(first.hash(), second.hash());
    for (Push each : List.of(second, third, fourth)) {
      assertThat(run().statuses("ACTIVE", each.hash()))
          .extracting(said -> said.path("operator").asText() + said.path("subtask").asInt())
          .doesNotHaveDuplicates();
    }
    KafkaJobRun.await(
        "the accepted sets", () -> KafkaJobRun.values(run().topics().rulesets()).size() == 4);
    assertThat(KafkaJobRun.values(run().topics().rulesets()))
        .containsExactly(first.envelope(), second.envelope(), third.envelope(), fourth.envelope());
    run().sendEvents(20);
    run().awaitAlerts(22);
  }

  /** At least one of each reason but one; none needs that another came before it. */
  private List<Bad> bad(Push first) {
    List<Bad> all = new ArrayList<>();
    all.add(new Bad(Reason.MALFORMED, "garbage", Pusher.bytes("garbage")));
    String nothing = "0".repeat(64);
    all.add(new Bad(Reason.MALFORMED, "proposal/default/2/" + nothing, Pusher.bytes("{}")));
    Push good = pusher.at(first).replace(CERTUTIL);
    all.add(new Bad(Reason.MALFORMED, "proposal/default/2/" + nothing, good.envelope()));
    all.add(new Bad(Reason.UNSIGNED, Pusher.unsigned().at(first).replace(CERTUTIL)));
    all.add(new Bad(Reason.BAD_SIGNATURE, forged(pusher.at(first).replace(ANY, CERTUTIL), good)));
    all.add(new Bad(Reason.UNKNOWN_KEY, new Pusher().at(first).replace(CERTUTIL)));
    Pusher elsewhere = new Pusher(pusher.key(), Pusher.NAME, "production");
    all.add(
        new Bad(Reason.WRONG_ENVIRONMENT, elsewhere.at(elsewhere.replace(ANY)).replace(CERTUTIL)));
    all.add(new Bad(Reason.STALE_VERSION, new Pusher(pusher.key()).replace(CERTUTIL)));
    all.add(new Bad(Reason.PARENT_CONFLICT, pusher.at(good).replace(ANY, CERTUTIL)));
    byte[] large = new byte[ManifestLimits.defaults().maxBlobBytes() + 1];
    all.add(new Bad(Reason.TOO_LARGE, "blob/" + Hashes.sha256(large), large));
    all.add(new Bad(Reason.DAMAGED_BLOB, "blob/" + nothing, CERTUTIL.content()));
    SourceFile broken = Samples.file("b.yml", Samples.CERTUTIL.replace("|contains", "|contain"));
    all.add(new Bad(Reason.COMPILE_ERROR, pusher.at(first).replace(ANY, broken)));
    all.add(new Bad(Reason.EMPTY, pusher.at(first).mode(Mode.DISABLED, ANY_ID)));
    SourceFile mapping =
        Samples.file("o.yml", "schema: o\nrecognise:\n  - has: [o.marker]\nhost: [o.host]\n");
    Push schema = pusher.at(first).upsert(List.of(Pusher.entry(Kind.MAPPING, mapping)), mapping);
    all.add(new Bad(Reason.RESTART_REQUIRED, schema));
    all.add(new Bad(Reason.MISSING_BLOB, tooManyThatWait(first)));
    return all;
  }

  /** Proposals without their files; the last of them is not waited for any more. */
  private List<ControlRecord> tooManyThatWait(Push first) {
    List<ControlRecord> proposals = new ArrayList<>();
    for (int i = 0; i <= WAITING; i++) {
      SourceFile lost = Samples.file("lost.yml", Samples.withId(Samples.CERTUTIL, i));
      proposals.add(pusher.at(first).replace(lost).proposal());
    }
    return proposals;
  }

  /** The content of one push with the signature of another. */
  private static Push forged(Push content, Push signed) {
    Envelope envelope = new Envelope(envelope(content).payload(), envelope(signed).signatures());
    return new Push(content.manifest(), content.hash(), content.blobs(), envelope.toJson());
  }

  private static Envelope envelope(Push push) {
    Reading<Envelope> read = Envelope.read(push.envelope(), ManifestLimits.defaults());
    return ((Reading.Valid<Envelope>) read).value();
  }

  private List<String> hashes(String kind) {
    return run().statuses(kind, null).stream().map(said -> said.path("hash").asText()).toList();
  }
}
