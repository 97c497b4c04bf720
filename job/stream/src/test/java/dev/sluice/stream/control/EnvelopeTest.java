package dev.sluice.stream.control;

import static dev.sluice.stream.control.Keys.ALICE;
import static dev.sluice.stream.control.Keys.BOB;
import static dev.sluice.stream.control.Manifests.LIMITS;
import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.problem;
import static dev.sluice.stream.control.Manifests.text;
import static dev.sluice.stream.control.Manifests.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final Envelope SIGNED =
      Envelope.of(Manifests.manifest(1, "", List.of())).signedBy(ALICE).signedBy(BOB);

  @Test
  void anEnvelopeComesBackFromItsJson() {
    Envelope read = valid(Envelope.read(SIGNED.toJson(), LIMITS));
    assertThat(read).isEqualTo(SIGNED);
    assertThat(read.hash()).isEqualTo(SIGNED.hash());
    assertThat(read.toJson()).isEqualTo(SIGNED.toJson());
  }

  @Test
  void theHashIsThatOfThePayloadWhoeverSigned() {
    assertThat(new Envelope(bytes(""), List.of()).hash()).isEqualTo(Manifests.hash(""));
    assertThat(SIGNED.signedBy(ALICE).hash()).isEqualTo(SIGNED.hash());
  }

  @Test
  void theKeysHaveAFixedOrder() {
    Envelope envelope =
        new Envelope(bytes("{}"), List.of(new Signature("0123456789abcdef", new byte[64])));
    assertThat(text(envelope.toJson()))
        .isEqualTo(
            """
            {"payload":"e30=","signatures":[{"keyId":"0123456789abcdef","alg":"Ed25519",\
            "sig":"%s=="}]}"""
                .formatted("A".repeat(86)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"payload\" | \"Payload\" | unknown key 'Payload' (did you mean 'payload'?)",
        "\"signatures\":[ | \"signatures\":[7, | /signatures/0: expected an object",
        "\"alg\":\"Ed25519\" | \"alg\":\"none\" | /signatures/0/alg: expected 'Ed25519'",
        "\"alg\":\"Ed25519\", | '' | /signatures/0: 'alg' is missing",
        "\"keyId\":\" | \"keyId\":\"0 | /signatures/0/keyId: expected a key id of 16",
        "\"keyId\":\" | \"keyId\":\"Ü | /signatures/0/keyId: expected a key id of 16",
        "\"sig\":\" | \"sig\":\"AAAA | /signatures/0: expected a signature of 64 bytes",
        "\"sig\":\" | \"sig\":\" \\n | /signatures/0/sig: expected Base64",
        "\"payload\":\" | \"payload\":\"- | /payload: expected Base64",
        "\"payload\": | \"payload\":null,\"x\": | /payload: expected a text, found null",
        "\"payload\": | \"payload\":\"\",\"payload\": | 'payload' stands here twice",
      })
  void whatIsOutOfFormIsRefusedWithItsPlace(String from, String to, String problem) {
    String json = new Malformed(from, to, problem, true).in(text(SIGNED.toJson()));
    assertThat(problem(Envelope.read(bytes(json), LIMITS)).toString()).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"e30", "e31=", "e3 0=", "e30=\\n", "e30==", "====", "e30=e30="})
  void base64HasOneForm(String payload) {
    String json = "{\"payload\":\"" + payload + "\",\"signatures\":[]}";
    assertThat(problem(Envelope.read(bytes(json), LIMITS)).path()).isEqualTo("/payload");
  }

  @Test
  void signaturesAreBounded() {
    Envelope envelope = SIGNED;
    for (int i = 2; i < 16; i++) {
      envelope = envelope.signedBy(ALICE);
    }
    assertThat(valid(Envelope.read(envelope.toJson(), LIMITS)).signatures()).hasSize(16);
    InputProblem problem = problem(Envelope.read(envelope.signedBy(ALICE).toJson(), LIMITS));
    assertThat(problem.kind()).isEqualTo(InputProblem.Kind.TOO_LARGE);
  }

  @Test
  void aLimitMayBeRaisedBeyondWhatJsonReadersAllowByDefault() {
    Envelope large = new Envelope(new byte[24 << 20], List.of());
    assertThat(valid(Envelope.read(large.toJson(), new ManifestLimits(24 << 20, 1, 1))))
        .isEqualTo(large);
  }

  @Test
  void theLargestPayloadHasRoomForEverySignature() {
    ManifestLimits limits = new ManifestLimits(100_000, 1, 1);
    Envelope envelope = new Envelope(new byte[100_000], List.of());
    for (int i = 0; i < 16; i++) {
      envelope = envelope.signedBy(ALICE);
    }
    valid(Envelope.read(envelope.toJson(), limits));
    Envelope larger = new Envelope(new byte[100_001], List.of());
    assertThat(problem(Envelope.read(larger.toJson(), limits)).kind())
        .isEqualTo(InputProblem.Kind.TOO_LARGE);
  }
}
