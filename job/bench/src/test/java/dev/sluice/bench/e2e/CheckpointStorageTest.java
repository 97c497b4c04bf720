package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStorageTest {
  private static final String JOB = "0123";

  @TempDir private Path cluster = Path.of("");

  @BeforeEach
  void writeCheckpoints() throws IOException {
    Files.createDirectories(cluster.resolve("log"));
    for (String name : new String[] {"chk-9", "chk-10", "chk-11"}) {
      Files.createDirectories(checkpoint(name));
      Files.writeString(checkpoint(name).resolve("state"), name);
    }
    Files.writeString(checkpoint("chk-9").resolve("_metadata"), "9");
    Files.writeString(checkpoint("chk-10").resolve("_metadata"), "10");
  }

  @Test
  void theNewestIsTheHighestThatIsComplete() throws IOException {
    assertThat(storage().newest(JOB)).isEqualTo(checkpoint("chk-10"));
  }

  @Test
  void aCheckpointWithoutItsListIsUnderWay() throws IOException {
    assertThat(storage().isUnderWay(JOB)).isTrue();
    Files.writeString(checkpoint("chk-11").resolve("_metadata"), "11");
    assertThat(storage().isUnderWay(JOB)).isFalse();
  }

  @Test
  void whatIsLostComesBack() throws IOException {
    Path newest = checkpoint("chk-10");
    storage().loseMetadata(newest);
    assertThat(storage().newest(JOB)).isEqualTo(checkpoint("chk-9"));
    storage().restore(newest);
    assertThat(storage().newest(JOB)).isEqualTo(newest);
    storage().loseState(newest);
    assertThat(newest.resolve("state")).doesNotExist();
    storage().restore(newest);
    assertThat(newest.resolve("state")).hasContent("chk-10");
  }

  @Test
  void aFileInPlaceOfTheDirectoryGoesAgain() throws IOException {
    storage().replaceByFile(JOB);
    assertThat(cluster.resolve("checkpoints").resolve(JOB)).isRegularFile();
    storage().putBack(JOB);
    assertThat(storage().newest(JOB)).isEqualTo(checkpoint("chk-10"));
  }

  @Test
  void whatFlinkHasMadeMeanwhileStays() throws IOException {
    storage().replaceByFile(JOB);
    Files.delete(cluster.resolve("checkpoints").resolve(JOB));
    Files.createDirectories(checkpoint("chk-12"));
    storage().putBack(JOB);
    assertThat(checkpoint("chk-12")).isDirectory();
    assertThat(storage().newest(JOB)).isEqualTo(checkpoint("chk-10"));
  }

  @Test
  void aPlainDirectoryIsNoFileSystemOfItsOwn() throws IOException {
    assertThat(storage().isMounted()).isFalse();
    assertThatThrownBy(() -> storage().newest("another")).isInstanceOf(IOException.class);
  }

  private CheckpointStorage storage() {
    return new CheckpointStorage(cluster);
  }

  private Path checkpoint(String name) {
    return cluster.resolve("checkpoints").resolve(JOB).resolve(name);
  }
}
