package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WindowChangeTest {

  private static final String COUNT = "5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1b003";
  private static final String CHAIN = "5f9a1c52-0a4e-4c55-9f5e-1d0c7cf1b004";

  private final String text = read();

  private static String read() {
    try {
      return Files.readString(Path.of(Golden.CASES, "correlations/guessed.yml"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PushedFiles pushed(String text) {
    PushedFiles files = new PushedFiles(RuleSelection.ALL);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    files.addRules(new SourceFile("pack", "guessed.yml", "rules/guessed.yml", content));
    return files;
  }

  private static ManifestContent content(String text) {
    PushedFiles files = pushed(text);
    return new ManifestContent(files.entries(), files.contents());
  }

  private WindowChange changing(String from, String to) {
    assertThat(text).contains(from);
    return WindowChange.between(content(text), content(text.replace(from, to)));
  }

  @Test
  void anotherTitleOrLevelKeepsTheWindows() {
    WindowChange change = changing("title: Three", "title: At Least Three");
    assertThat(change.text(COUNT)).isEqualTo("keeps its windows");
    assertThat(change.text(CHAIN)).isEqualTo("keeps its windows");
    assertThat(change.afresh()).isEmpty();
    assertThat(changing("level: high", "level: low").afresh()).isEmpty();
  }

  @Test
  void anotherTimespanThresholdGroupOrRuleStartsAfresh() {
    assertThat(changing("timespan: 1m", "timespan: 2m").afresh()).containsExactly(COUNT);
    assertThat(changing("gte: 3", "gte: 4").afresh()).containsExactly(COUNT);
    assertThat(changing("- TargetUserName\n", "- TargetUserName\n        - Computer\n").afresh())
        .containsExactly(COUNT, CHAIN);
    assertThat(changing("1b001", "1b009").afresh()).containsExactly(COUNT);
    assertThat(changing("timespan: 5m", "timespan: 300s").afresh()).isEmpty();
  }

  @Test
  void whatIsNotInBothHasNoWindowsToKeep() {
    assertThat(WindowChange.NONE.text(COUNT)).isEmpty();
    ManifestContent all = content(text);
    List<ManifestEntry> off =
        all.entries().stream().map(entry -> entry.in(Mode.DISABLED, "")).toList();
    WindowChange change = WindowChange.between(all, new ManifestContent(off, all.contents()));
    assertThat(change.text(COUNT)).isEmpty();
    ManifestContent lost = new ManifestContent(all.entries(), Map.of());
    assertThat(WindowChange.between(lost, all).text(COUNT)).isEmpty();
  }

  @Test
  void aCorrelationMayLookAtRulesInForce() {
    String[] documents = text.split("---\n");
    String rules = documents[0] + "---\n" + documents[1];
    List<ManifestEntry> inForce =
        pushed(rules).entries().stream()
            .map(
                entry ->
                    ManifestEntry.enabled(Kind.RULE, entry.id(), "pack", "r.yml", entry.sha256()))
            .toList();
    Manifests topics = new Manifests().blob(rules);
    PushedFiles correlations = pushed(documents[2] + "---\n" + documents[3]);
    assertThat(new PushCheck(topics.state(), correlations).problems())
        .anyMatch(SigmaError::isError);
    topics.accept("rules", edit -> edit.upsert(inForce));
    assertThat(new PushCheck(topics.state(), correlations).problems()).isEmpty();
  }
}
