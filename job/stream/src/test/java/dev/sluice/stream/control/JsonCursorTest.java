package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.LIMITS;
import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "7",
        "null",
        "\"x\"",
        "{}",
        "{} {}",
        "{\"apiVersion\"",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"apiVersion\":tru",
        "\uFEFF{}",
        "{\"apiVersion\":\"a\tb\"}",
        "}",
        "\u0000"
      })
  void whatIsNoManifestIsAProblemWithItsPlace(String json) {
    InputProblem problem = problem(RuleSetManifest.read(bytes(json), LIMITS));
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.message()).isNotEmpty().doesNotContain("\n");
  }

  @Test
  void aTextThatEndsTooEarlyIsAProblemAtItsEnd() {
    InputProblem problem = problem(RuleSetManifest.read(bytes(""), LIMITS));
    assertThat(problem).hasToString("1:1: the text ends too early");
    assertThat(problem(RuleSetManifest.read(bytes("\n  "), LIMITS)).toString()).startsWith("2:3: ");
  }

  @Test
  void deepNestingIsRefused() {
    byte[] json = bytes("{\"apiVersion\":" + "[".repeat(100_000));
    assertThat(problem(RuleSetManifest.read(json, LIMITS)).message()).contains("expected a text");
    byte[] status = bytes("{\"new\":" + "[".repeat(100_000));
    assertThat(problem(StatusRecord.read(status)).message()).contains("depth");
  }

  /** Found by job/fuzz: the place of an unknown key was as long as the key. */
  @Test
  void aLongUnknownKeyIsNamedByItsEnds() {
    byte[] json = bytes("{\"k" + "\\u0000~".repeat(10_000) + "z\":1}");
    InputProblem problem = problem(RuleSetManifest.read(json, LIMITS));
    assertThat(problem.path()).startsWith("/k\uFFFD~0").contains("…").endsWith("~0z").hasSize(200);
    assertThat(problem.toString()).hasSizeLessThan(400);
    assertThat(BoundedText.isPlain(problem.toString())).isTrue();
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] utf16 = Malformed.manifest().getBytes(StandardCharsets.UTF_16BE);
    problem(RuleSetManifest.read(utf16, LIMITS));
    byte[] cut =
        Malformed.manifest().replace("fleet", "fle\u00FFt").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problem(RuleSetManifest.read(cut, LIMITS)).message())
        .startsWith("not UTF-8 at byte");
    byte[] half = {'"', (byte) 0xC3};
    assertThat(problem(RuleSetManifest.read(half, LIMITS)).message())
        .startsWith("not UTF-8 at byte");
  }

  @Test
  void whatFollowsTheValueIsRefused() {
    byte[] json = bytes(Malformed.manifest() + " 1");
    assertThat(problem(RuleSetManifest.read(json, LIMITS)).message())
        .isEqualTo("something follows the value");
  }

  @Test
  void noByteMakesAReaderThrow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] manifest = bytes(Malformed.manifest());
    byte[] status = StatusRecordTest.full().toJson();
    for (int i = 0; i < 5_000; i++) {
      assertThat(RuleSetManifest.read(mutated(manifest, random), LIMITS))
          .as("seed %d", seed)
          .isNotNull();
      assertThat(StatusRecord.read(mutated(status, random))).as("seed %d", seed).isNotNull();
      assertThat(Envelope.read(mutated(status, random), LIMITS)).as("seed %d", seed).isNotNull();
      assertThat(TrustedKeys.read(mutated(manifest, random))).as("seed %d", seed).isNotNull();
    }
  }

  private static byte[] mutated(byte[] json, Random random) {
    byte[] copy =
        Arrays.copyOf(json, random.nextInt(8) == 0 ? random.nextInt(json.length) : json.length);
    for (int i = random.nextInt(4); i >= 0 && copy.length > 0; i--) {
      byte[] hostile = {
        '"', '{', '}', '[', ']', ',', ':', '\\', 0, '9', 'e', (byte) 0xC3, (byte) 0xFF
      };
      copy[random.nextInt(copy.length)] = hostile[random.nextInt(hostile.length)];
    }
    return copy;
  }
}
