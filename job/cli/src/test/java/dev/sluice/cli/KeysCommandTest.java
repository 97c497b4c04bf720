package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {

  @TempDir private Path folder;

  @Test
  void aNewKeyIsItsOwnersAloneAndItsPublicKeyIsData() throws IOException {
    Path key = folder.resolve("a.pem");
    Outcome made = Outcome.of("keys", "generate", "--out", key.toString(), "--comment", "alice");
    assertThat(made.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(made.out()).contains("\"keyId\"").contains("\"alice\"");
    Outcome shown = Outcome.of("keys", "show", key.toString(), "--comment", "alice");
    assertThat(shown.out()).isEqualTo(made.out());
    Path trusted = Files.writeString(folder.resolve("trusted.json"), made.out());
    assertThat(Outcome.of("keys", "show", trusted.toString()).out()).isEqualTo(made.out());
  }

  @Test
  void aKeyThatIsThereStays() throws IOException {
    Path key = Files.writeString(folder.resolve("a.pem"), "mine");
    Outcome again = Outcome.of("keys", "generate", "--out", key.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(again.err()).contains("is there already");
    assertThat(key).hasContent("mine");
  }

  @Test
  void publicKeysGatherInOneFile() {
    Path trusted = folder.resolve("trusted.json");
    for (String name : List.of("a", "b")) {
      Outcome made =
          Outcome.of(
              "keys",
              "generate",
              "--out",
              folder.resolve(name + ".pem").toString(),
              "--trusted",
              trusted.toString(),
              "--comment",
              name);
      assertThat(made.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(made.out()).isEmpty();
    }
    assertThat(new TrustedKeysFile(trusted).read().keys())
        .extracting(key -> key.comment())
        .containsExactly("a", "b");
  }

  @Test
  void aSignedManifestIsVerifiedFromAFile() throws IOException {
    Path key = folder.resolve("a.pem");
    Path trusted = folder.resolve("trusted.json");
    Outcome.of(
        "keys",
        "generate",
        "--out",
        key.toString(),
        "--trusted",
        trusted.toString(),
        "--comment",
        "alice");
    Envelope unsigned =
        Envelope.of(
            new Manifests()
                .propose("first", edit -> edit.upsert(List.of(Manifests.rule("a"))))
                .manifest());
    Path good = folder.resolve("good.json");
    Files.write(good, unsigned.signedBy(ChangeOptions.key(key)).toJson());
    Outcome verified = verify(trusted, good);
    assertThat(verified.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(verified.out()).contains("\"version\":1").contains("(alice)");
    Path bad = Files.write(folder.resolve("bad.json"), unsigned.toJson());
    Outcome refused = verify(trusted, bad);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REJECTED);
    assertThat(refused.err()).contains("UNSIGNED");
  }

  @Test
  void whatIsNoKeyIsSaidToBeNone() throws IOException {
    Path nothing = Files.writeString(folder.resolve("x"), "nothing");
    assertThat(Outcome.of("keys", "show", nothing.toString()).exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
    Path half = Files.writeString(folder.resolve("y"), "-----BEGIN PUBLIC KEY-----\n");
    assertThat(Outcome.of("keys", "show", half.toString()).err())
        .contains("no PEM block PRIVATE KEY");
    assertThat(Outcome.of("keys", "show", folder.resolve("z").toString()).err())
        .contains("no such file");
    assertThat(Outcome.of("keys").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static Outcome verify(Path trusted, Path envelope) {
    return Outcome.of("keys", "verify", "--trusted", trusted.toString(), envelope.toString());
  }
}
