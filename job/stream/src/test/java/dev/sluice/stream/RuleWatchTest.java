package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sigma.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchTest {
  @TempDir private Path directory;
  private Path rule = Path.of("unset");
  private RuleWatch watch = new RuleWatch(List.of(), "");

  @BeforeEach
  void startWithOneRule() throws IOException {
    rule = directory.resolve("any.yml");
    Samples.write(rule, Samples.ANY_PROCESS);
    watch = new RuleWatch(paths(), RuleSnapshot.readAll(paths()).hash());
  }

  @Test
  void nothingIsSeenWhileNothingChanges() {
    assertPolls(2 * RuleWatch.READ_EVERY + 1);
  }

  @Test
  void aChangeIsSeenOnceItHasComeToRest() throws IOException {
    watch.poll();
    Samples.write(rule, "title: half");
    assertThat(watch.poll()).isNull();
    Samples.write(rule, Samples.CERTUTIL);
    assertThat(watch.poll()).isNull();
    RuleSnapshot seen = watch.poll();
    assertThat(seen).isNotNull();
    if (seen != null) {
      assertThat(seen.files()).extracting(SourceFile::name).containsExactly(rule.toString());
      assertThat(new String(seen.files().get(0).content(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(Samples.CERTUTIL);
    }
    assertPolls(3);
  }

  @Test
  void aChangeThatIsTakenBackIsNotSeen() throws IOException {
    Samples.write(rule, Samples.CERTUTIL);
    assertThat(watch.poll()).isNull();
    Samples.write(rule, Samples.ANY_PROCESS);
    assertPolls(3);
  }

  @Test
  void aNewFileAndADeletedFileAreSeen() throws IOException {
    Path other = directory.resolve("sub/other.yml");
    Samples.write(other, Samples.CERTUTIL);
    assertThat(watch.poll()).isNull();
    assertThat(watch.poll()).isNotNull();
    Files.delete(other);
    assertThat(watch.poll()).isNull();
    assertThat(watch.poll()).isNotNull();
  }

  @Test
  void aChangeThatLeavesSizeAndTimeAloneIsSeenInTheEnd() throws IOException {
    watch.poll();
    FileTime time = Files.getLastModifiedTime(rule);
    Samples.write(rule, Samples.ANY_PROCESS.replace("Any", "All"));
    Files.setLastModifiedTime(rule, time);
    int polls = 0;
    while (watch.poll() == null && polls < 100) {
      polls++;
    }
    assertThat(polls).isLessThanOrEqualTo(RuleWatch.READ_EVERY + 1);
  }

  @Test
  void aDirectoryThatIsGoneIsUnreadableAndNotEmpty() throws IOException {
    Files.delete(rule);
    Files.delete(directory);
    watch.poll();
    RuleSnapshot seen = watch.poll();
    Files.createDirectory(directory);
    assertThat(seen).isNotNull();
    if (seen != null) {
      assertThat(seen.files()).isEmpty();
      assertThat(seen.unreadable()).hasSize(1);
      assertThat(seen.unreadable().get(0).file()).isEqualTo(directory.toString());
    }
  }

  @Test
  void aDirectoryNamedWithASlashIsTheSameWhenItIsGone() throws IOException {
    RuleSnapshot there = RuleSnapshot.readWhatIsThere(List.of(directory + "/"));
    Files.delete(rule);
    Files.delete(directory);
    RuleSnapshot gone = RuleSnapshot.readWhatIsThere(List.of(directory + "/"));
    Files.createDirectory(directory);
    assertThat(there.files().get(0).name()).startsWith(gone.unreadable().get(0).file() + "/");
  }

  private List<String> paths() {
    return List.of(directory.toString());
  }

  private void assertPolls(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(watch.poll()).isNull();
    }
  }
}
