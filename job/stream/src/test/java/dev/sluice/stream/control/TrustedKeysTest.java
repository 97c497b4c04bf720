package dev.sluice.stream.control;

import static dev.sluice.stream.control.Keys.ALICE;
import static dev.sluice.stream.control.Keys.BOB;
import static dev.sluice.stream.control.Keys.trusting;
import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.problem;
import static dev.sluice.stream.control.Manifests.text;
import static dev.sluice.stream.control.Manifests.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedKeysTest {
  private static final String X509_PREFIX = "302a300506032b6570032100";

  @Test
  void keysComeBackFromTheirJson() {
    TrustedKeys keys = new TrustedKeys(List.of(ALICE.trusted("Alice"), BOB.trusted("")));
    assertThat(valid(TrustedKeys.read(keys.toJson()))).isEqualTo(keys);
    assertThat(valid(TrustedKeys.read(TrustedKeys.NONE.toJson()))).isEqualTo(TrustedKeys.NONE);
    assertThat(text(keys.toJson())).contains("\n").contains("\"comment\" : \"Alice\"");
  }

  @Test
  void aKeyIsFoundByItsId() {
    TrustedKeys keys = trusting(ALICE).with(BOB.trusted("new"));
    assertThat(keys.find(BOB.keyId())).isEqualTo(BOB.trusted("new"));
    assertThat(keys.find("0000000000000000")).isNull();
  }

  @Test
  void settingsTravelWithTheJobGraph() throws IOException, ClassNotFoundException {
    AdmissionSettings settings = Keys.settings();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(settings);
    }
  }

  @Test
  void whatIsOutOfFormIsRefused() {
    String json = text(trusting(ALICE).toJson());
    String id = ALICE.keyId();
    assertRefused(json.replace("Ed25519", "RSA"), "/keys/0/alg: expected 'Ed25519'");
    assertRefused(json.replace("\"keys\"", "\"key\""), "unknown key 'key'");
    assertRefused(json.replace(id, "0000000000000000"), "the public key has the id " + id);
    assertRefused(json.replace(id, id + "0"), "/keys/0/keyId: expected a key id");
    assertRefused(json.replace("MCow", "!Cow"), "/keys/0/publicKey: expected Base64");
    String element = json.substring(json.indexOf('[') + 1, json.lastIndexOf(']'));
    assertRefused(json.replace(element, element + "," + element), "stands here twice");
    assertThatThrownBy(() -> trusting(ALICE, ALICE)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The eight points of small order, points not on the curve, and y that are too large. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "01000000",
      })
  void aKeyThatAnybodyCanSignForIsRefused(String point) {
    byte[] x509 = HexFormat.of().parseHex(X509_PREFIX + point);
    String json =
        """
        {"keys":[{"keyId":"%s","alg":"Ed25519","publicKey":"%s"}]}"""
            .formatted(Ed25519.keyId(x509), Base64.getEncoder().encodeToString(x509));
    assertRefused(json, "/keys/0: no Ed25519 public key: ");
  }

  @Test
  void theIdentityWouldSignAnything() throws Exception {
    byte[] x509 = HexFormat.of().parseHex(X509_PREFIX + "01" + "00".repeat(31));
    byte[] forged = new byte[64];
    forged[0] = 1;
    var key = Ed25519.factory().generatePublic(new X509EncodedKeySpec(x509));
    assertThat(Ed25519.verifies(key, bytes("anything"), forged)).isTrue();
  }

  @Test
  void aKeyInAnotherEncodingIsRefused() {
    byte[] good = Base64.getDecoder().decode(ALICE.trusted("").publicKey());
    for (int i = 0; i < 12; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      assertThat(Ed25519.publicKey(changed)).as("byte %d", i).isInstanceOf(Reading.Invalid.class);
    }
  }

  @Test
  void noBytesOfAKeyMakeItsReaderThrow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = Base64.getDecoder().decode(ALICE.trusted("").publicKey());
    for (int i = 0; i < 1_000; i++) {
      byte[] point = new byte[good.length];
      random.nextBytes(point);
      System.arraycopy(good, 0, point, 0, X509_PREFIX.length() / 2);
      byte[] changed = good.clone();
      changed[random.nextInt(good.length)] = (byte) random.nextInt();
      assertThat(Ed25519.publicKey(point)).as("seed %d", seed).isNotNull();
      assertThat(Ed25519.publicKey(changed)).as("seed %d", seed).isNotNull();
    }
  }

  private static void assertRefused(String json, String problem) {
    assertThat(problem(TrustedKeys.read(bytes(json))).toString()).contains(problem);
  }
}
