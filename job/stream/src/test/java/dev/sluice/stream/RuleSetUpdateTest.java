package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.sigma.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetUpdateTest {
  private final SourceFile any = Samples.file("any.yml", Samples.ANY_PROCESS);
  private final SourceFile copy = Samples.file("copy.yml", Samples.ANY_PROCESS);
  private final SourceFile certutil = Samples.file("certutil.yml", Samples.CERTUTIL);

  @Test
  void theFilesComeOutAsTheyWentIn() {
    RuleSources sources = Samples.update(2, any, certutil).sources();
    assertThat(sources.files()).containsExactly(any, certutil);
    assertThat(sources.hash()).isEqualTo(Samples.sources(2, List.of(any, certutil)).hash());
  }

  @Test
  void equalContentIsStoredOnce() {
    RuleSources sources = Samples.update(2, any, copy).sources();
    assertThat(sources.contents()).hasSize(1);
    assertThat(sources.files()).containsExactly(any, copy);
  }

  @Test
  void aMissingSegmentIsAnError() {
    RuleSetUpdate update = new RuleSetUpdate(Samples.update(2, any).manifest(), Map.of());
    assertThatThrownBy(update::sources).hasMessageContaining("no segment");
  }

  @Test
  void whatFollowsBringsOnlyWhatIsNew() {
    RuleSetUpdate before = Samples.update(1, any);
    RuleSetUpdate next = after(before, 2, any, certutil);
    RuleSetUpdate news = next.since(before);
    assertThat(next.segments()).hasSize(2);
    assertThat(news.segments()).hasSize(1);
    assertThat(news.onto(before.segments()).sources().files()).containsExactly(any, certutil);
  }

  @Test
  void whatNobodyNamesIsDropped() {
    RuleSetUpdate two = after(Samples.update(1, any), 2, any, certutil);
    assertThat(after(two, 3, certutil).segments()).hasSize(1);
    assertThat(after(two, 3, certutil).sources().files()).containsExactly(certutil);
  }

  @Test
  void aThousandChangesNeverTakeMuchMoreThanTheRulesThemselves() {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      files.add(Samples.file("r" + i + ".yml", Samples.withId(Samples.CERTUTIL, i)));
    }
    RuleSetUpdate current = Samples.update(1, files.toArray(SourceFile[]::new));
    for (int version = 2; version < 1002; version++) {
      int i = version % 50;
      String changed = Samples.withId(Samples.CERTUTIL, i) + "# " + version + "\n";
      files.set(i, Samples.file("r" + i + ".yml", changed));
      current = RuleSetUpdate.of(Samples.sources(version, List.copyOf(files)), "hash", current);
      assertThat(current.segments().size()).isLessThanOrEqualTo(33);
    }
    assertThat(current.sources().files()).containsExactlyElementsOf(files);
    assertThat(bytes(current))
        .isLessThan(4 * bytes(Samples.update(1, files.toArray(SourceFile[]::new))));
  }

  private static long bytes(RuleSetUpdate update) {
    return update.segments().values().stream().mapToLong(segment -> segment.length).sum();
  }

  private static RuleSetUpdate after(RuleSetUpdate before, long version, SourceFile... files) {
    return RuleSetUpdate.of(Samples.sources(version, List.of(files)), "hash", before);
  }
}
