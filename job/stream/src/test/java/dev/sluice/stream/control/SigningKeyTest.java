package dev.sluice.stream.control;

import static dev.sluice.stream.control.Keys.ALICE;
import static dev.sluice.stream.control.Keys.BOB;
import static dev.sluice.stream.control.Manifests.problem;
import static dev.sluice.stream.control.Manifests.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  /** Made for this test: openssl genpkey -algorithm ed25519, openssl pkey -pubout. */
  private static final String OPEN_SSL =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIF24nzJiwHIjPwUjE1St0FvGs90lGzB5wBK9voSpEsjG
      -----END PRIVATE KEY-----
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAKlSUP6SwB9/5XV4kYkgsHtzeH9R+32zvLR380muslRA=
      -----END PUBLIC KEY-----
      """;

  @TempDir Path directory;

  @Test
  void aKeyComesBackFromItsFile() throws IOException {
    Path file = directory.resolve("key.pem");
    ALICE.writeNew(file);
    SigningKey read = valid(SigningKey.parse(Files.readString(file)));
    assertThat(read.keyId()).isEqualTo(ALICE.keyId());
    assertThat(read.sign(MESSAGE)).isEqualTo(ALICE.sign(MESSAGE));
    assertThat(read.trusted("a")).isEqualTo(ALICE.trusted("a"));
  }

  @Test
  void onlyItsOwnerCanReadTheFile() throws IOException {
    Path file = directory.resolve("key.pem");
    ALICE.writeNew(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws IOException {
    Path file = Files.writeString(directory.resolve("key.pem"), "precious");
    assertThatThrownBy(() -> ALICE.writeNew(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }

  @Test
  void aKeyMadeByOpenSslIsRead() {
    SigningKey key = valid(SigningKey.parse(OPEN_SSL));
    assertThat(key.keyId()).isEqualTo("5f080082580d83dd");
    assertThat(key.trusted("").verifies(MESSAGE, key.sign(MESSAGE).sig())).isTrue();
  }

  @Test
  void whatIsNoKeyIsRefusedWithTheCure() throws Exception {
    String alice = pem(ALICE);
    String alone = alice.substring(0, alice.indexOf("-----BEGIN PUBLIC"));
    String rsa =
        PemBlocks.write(
            "PRIVATE KEY",
            KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded());
    String publicAlone = alice.substring(alone.length());
    assertRefused("", "no PEM block PRIVATE KEY");
    assertRefused("\u0000\uFFFF", "no PEM block PRIVATE KEY");
    assertRefused(publicAlone, "no PEM block PRIVATE KEY");
    assertRefused(alone.replace("PRIVATE", "ENCRYPTED PRIVATE"), "openssl pkey -in");
    assertRefused(alone, "-pubout >> key.pem");
    assertRefused(rsa + publicAlone, "PRIVATE KEY is no Ed25519 private key");
    assertRefused(alone + PemBlocks.write("PUBLIC KEY", MESSAGE), "PUBLIC KEY is no Ed25519");
    assertRefused(alone + PemBlocks.write("PUBLIC KEY", new byte[44]), "PUBLIC KEY is no Ed25519");
    String bob = pem(BOB);
    assertRefused(alone + bob.substring(bob.indexOf("-----BEGIN PUBLIC")), "are not of one pair");
  }

  @Test
  void noByteOfAFileMakesItsReaderThrow() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String pem = pem(ALICE);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder changed = new StringBuilder(pem);
      changed.setCharAt(
          random.nextInt(pem.length()), "Az+/=- \n\u0000İ".charAt(random.nextInt(10)));
      assertThat(SigningKey.parse(changed.toString())).as("seed %d", seed).isNotNull();
    }
  }

  @Test
  void theTextOfAKeyShowsOnlyItsId() {
    assertThat(ALICE).hasToString("SigningKey " + ALICE.keyId());
    assertThat(ALICE.keyId()).matches("[0-9a-f]{16}");
  }

  private static void assertRefused(String pem, String problem) {
    assertThat(problem(SigningKey.parse(pem)).toString()).contains(problem);
  }

  private String pem(SigningKey key) throws IOException {
    Path file = directory.resolve(key.keyId() + ".pem");
    Files.deleteIfExists(file);
    key.writeNew(file);
    return Files.readString(file);
  }
}
