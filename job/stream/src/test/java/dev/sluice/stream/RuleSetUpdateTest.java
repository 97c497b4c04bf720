package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.sigma.SourceFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetUpdateTest {
  private final SourceFile any = Samples.file("any.yml", Samples.ANY_PROCESS);
  private final SourceFile copy = Samples.file("copy.yml", Samples.ANY_PROCESS);
  private final SourceFile certutil = Samples.file("certutil.yml", Samples.CERTUTIL);

  @Test
  void theFilesComeOutAsTheyWentIn() {
    assertThat(Samples.update(2, any, certutil).files()).containsExactly(any, certutil);
  }

  @Test
  void equalContentIsStoredOnce() {
    RuleSetUpdate update = Samples.update(2, any, copy);
    assertThat(update.blobs()).hasSize(1);
    assertThat(update.files()).containsExactly(any, copy);
  }

  @Test
  void aMissingBlobIsAnError() {
    RuleSetUpdate update = new RuleSetUpdate(Samples.update(2, any).manifest(), Map.of());
    assertThatThrownBy(update::files).hasMessageContaining("no source of rules/any.yml");
  }
}
