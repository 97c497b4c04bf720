package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.hash;
import static dev.sluice.stream.control.Manifests.manifest;
import static dev.sluice.stream.control.Manifests.rule;
import static dev.sluice.stream.control.Manifests.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.control.ManifestDiff.Change;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestDiffTest {

  @Test
  void eachKindOfChangeIsCounted() {
    ManifestEntry content =
        ManifestEntry.enabled(
            rule(1).kind(), rule(1).id(), rule(1).pack(), rule(1).path(), hash("new"));
    ManifestEntry mode = rule(2).in(Mode.DISABLED, "noisy");
    ManifestEntry level = rule(3).withLevel("low");
    ManifestEntry expiry = rule(4).expiring("2027-01-01T00:00:00Z");
    ManifestEntry reason = rule(5).in(Mode.ENABLED, "looked at");
    ManifestDiff diff = diff(rules(6), List.of(content, mode, level, expiry, reason, rule(9)));
    assertThat(diff.added()).containsExactly(rule(9));
    assertThat(diff.removed()).containsExactly(rule(0));
    assertThat(diff.contentChanged()).containsExactly(new Change(rule(1), content));
    assertThat(diff.modeChanged()).containsExactly(new Change(rule(2), mode));
    assertThat(diff.overridesChanged()).containsExactly(new Change(rule(3), level));
    assertThat(diff.ids()).hasSize(7).isSorted();
    assertThat(diff.summary())
        .isEqualTo(
            "1 added, 1 removed, 1 with other content, 1 with another mode, 1 with other"
                + " overrides, 1 with another expiry, 1 with another reason");
  }

  @Test
  void theOrderOfEntriesIsNoChange() {
    List<ManifestEntry> shuffled = new ArrayList<>(rules(9));
    Collections.shuffle(shuffled);
    ManifestDiff diff = diff(rules(9), shuffled);
    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.summary()).isEqualTo("no change");
  }

  @Test
  void aFileThatMovesIsOtherContent() {
    ManifestEntry moved =
        ManifestEntry.enabled(
            rule(0).kind(), rule(0).id(), rule(0).pack(), "elsewhere.yml", rule(0).sha256());
    assertThat(diff(rules(1), List.of(moved)).contentChanged()).hasSize(1);
  }

  private static ManifestDiff diff(List<ManifestEntry> before, List<ManifestEntry> after) {
    return ManifestDiff.between(manifest(1, "", before), manifest(2, hash(""), after));
  }
}
