package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.control.AdmissionResult.Admitted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as a message of each kind: they are refused at a place in them and in one short line,
 * or what is read of them is written in the form of its schema, within its bounds, and comes back.
 */
class ControlMessageFuzzTest {
  private static final MessageSchema ENVELOPE = MessageSchema.of("envelope");
  private static final MessageSchema MANIFEST = MessageSchema.of("manifest");
  private static final MessageSchema STATUS = MessageSchema.of("status");
  private static final MessageSchema COVERAGE = MessageSchema.of("coverage");
  private static final Admission ADMISSION =
      new Admission(Keys.settings(TrustedKeys.NONE, 1, true));

  /** Of a status record: what 100 errors with texts of 500 characters need. */
  private static final int MAX_STATUS_BYTES = 1 << 20;

  private static final int MAX_MESSAGE_CHARS = 1000;

  @FuzzTest
  void everyMessageIsRefusedOrComesBack(byte[] bytes) {
    check(
        bytes, json -> Envelope.read(json, LIMITS), Envelope::toJson, ENVELOPE, Integer.MAX_VALUE);
    check(
        bytes,
        json -> RuleSetManifest.read(json, LIMITS),
        RuleSetManifest::toJson,
        MANIFEST,
        Integer.MAX_VALUE);
    check(bytes, StatusRecord::read, StatusRecord::toJson, STATUS, MAX_STATUS_BYTES);
    check(
        bytes,
        CoverageRecord::read,
        record -> record.toJson(CoverageRecord.MAX_BYTES),
        COVERAGE,
        CoverageRecord.MAX_BYTES);
    check(bytes, TrustedKeys::read, TrustedKeys::toJson, null, Integer.MAX_VALUE);
    key(bytes);
    admit(new Envelope(bytes, List.of()).toJson());
    admit(bytes);
  }

  private static <T> void check(
      byte[] bytes,
      Function<byte[], Reading<T>> read,
      Function<T, byte[]> write,
      @Nullable MessageSchema schema,
      int maxBytes) {
    if (read.apply(bytes) instanceof Reading.Valid<T> valid) {
      byte[] written = write.apply(valid.value());
      assertThat(written.length).isLessThanOrEqualTo(maxBytes);
      assertThat(read.apply(written)).isEqualTo(valid);
      if (schema != null) {
        assertThat(schema.problems(written)).isEmpty();
      }
    } else {
      refused(bytes, Manifests.problem(read.apply(bytes)));
    }
  }

  private static void refused(byte[] bytes, InputProblem problem) {
    assertThat(problem.message()).isNotBlank();
    assertOneShortLine(problem.toString());
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
    assertThat(problem.line()).as(problem.toString()).isBetween(0, lines.length);
    int width = problem.line() == 0 ? 0 : lines[problem.line() - 1].length() + 1;
    assertThat(problem.column()).as(problem.toString()).isBetween(Math.min(1, width), width);
  }

  private static void assertOneShortLine(String message) {
    assertThat(message.length()).as(message).isLessThanOrEqualTo(MAX_MESSAGE_CHARS);
    assertThat(BoundedText.isPlain(message)).as(message).isTrue();
  }

  private static void key(byte[] bytes) {
    if (ControlKey.parse(bytes) instanceof Reading.Valid<ControlKey> valid) {
      assertThat(valid.value().text()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
      if (valid.value() instanceof ControlKey.Blob blob) {
        assertThat(BlobCheck.check(blob, bytes, LIMITS)).isNotNull();
      }
    } else {
      assertOneShortLine(Manifests.problem(ControlKey.parse(bytes)).toString());
    }
    assertThat(BlobCheck.check(new ControlKey.Blob(Hashes.sha256(bytes)), bytes, LIMITS)).isNull();
  }

  private static void admit(byte[] envelope) {
    AdmissionResult result = ADMISSION.admit(envelope, null);
    if (result instanceof Rejection rejection) {
      assertOneShortLine(rejection.message());
    } else {
      RuleSetManifest manifest = ((Admitted) result).manifest();
      assertThat(manifest.name()).isEqualTo(Manifests.NAME);
      assertThat(manifest.environment()).isEqualTo(Manifests.ENVIRONMENT);
      assertThat(manifest.parent()).isEmpty();
    }
  }
}
