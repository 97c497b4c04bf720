package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.control.EntryKey;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntryNameTest {

  private static final List<ManifestEntry> ENTRIES =
      List.of(
          Manifests.rule("Alone"),
          Manifests.rule("both"),
          ManifestEntry.enabled(Kind.FILTER, "both", "p", "f.yml", Manifests.sha256("f")));

  @Test
  void anIdThatOneHasMeansIt() {
    assertThat(new EntryName("Alone").in(ENTRIES)).isEqualTo(new EntryKey(Kind.RULE, "Alone"));
    assertThat(new EntryName("alone").in(ENTRIES)).isEqualTo(new EntryKey(Kind.RULE, "Alone"));
  }

  @Test
  void anIdThatTwoHaveNeedsTheKind() {
    assertThat(new EntryName("filter:both").in(ENTRIES))
        .isEqualTo(new EntryKey(Kind.FILTER, "both"));
    assertThatThrownBy(() -> new EntryName("both").in(ENTRIES))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("'both' may be rule:both or filter:both");
  }

  @Test
  void whatNoneHasIsAKeyOfItsKind() {
    assertThat(new EntryName("other").in(ENTRIES)).isEqualTo(new EntryKey(Kind.RULE, "other"));
    assertThat(new EntryName("mapping:x").in(ENTRIES)).isEqualTo(new EntryKey(Kind.MAPPING, "x"));
  }
}
