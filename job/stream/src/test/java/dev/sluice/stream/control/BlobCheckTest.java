package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.ControlKey.Blob;
import dev.sluice.stream.control.Rejection.Reason;
import org.junit.jupiter.api.Test;

class BlobCheckTest {
  private static final ManifestLimits FIVE_BYTES = new ManifestLimits(100, 1, 5);

  @Test
  void contentIsWhatItsKeySays() {
    assertThat(BlobCheck.check(new Blob(hash("title")), bytes("title"), FIVE_BYTES)).isNull();
    assertThat(BlobCheck.check(new Blob(hash("")), bytes(""), FIVE_BYTES)).isNull();
    assertThat(BlobCheck.check(new Blob(hash("title")), bytes("tit1e"), FIVE_BYTES))
        .extracting(Rejection::reason)
        .isEqualTo(Reason.DAMAGED_BLOB);
  }

  @Test
  void contentIsBounded() {
    assertThat(BlobCheck.check(new Blob(hash("titles")), bytes("titles"), FIVE_BYTES))
        .hasToString(
            "TOO_LARGE: blob/%s has 6 bytes, at most 5 are allowed".formatted(hash("titles")));
  }
}
