package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHeadTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path repository;
  private Path rules = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    rules = Files.createDirectories(repository.resolve("rules/windows"));
    Files.createDirectories(repository.resolve(".git/refs/heads"));
  }

  @Test
  void theCommitOfABranchIsInItsOwnFileOrPacked() throws IOException {
    git("HEAD", "ref: refs/heads/main\n");
    assertThat(GitHead.of(rules)).isEmpty();
    git("packed-refs", "# pack-refs\n" + COMMIT.replace('0', 'f') + " refs/heads/main\n");
    assertThat(GitHead.of(rules)).isEqualTo(COMMIT.replace('0', 'f'));
    git("refs/heads/main", COMMIT + "\n");
    assertThat(GitHead.of(rules)).isEqualTo(COMMIT);
  }

  @Test
  void aDetachedHeadIsTheCommit() throws IOException {
    git("HEAD", COMMIT + "\n");
    assertThat(GitHead.of(rules.resolve("x.yml"))).isEqualTo(COMMIT);
  }

  @Test
  void anythingElseIsNoCommit() throws IOException {
    assertThat(GitHead.of(rules)).isEmpty();
    git("HEAD", "ref: ../../secret\n");
    assertThat(GitHead.of(rules)).isEmpty();
    git("HEAD", "\n");
    assertThat(GitHead.of(rules)).isEmpty();
  }

  private void git(String name, String content) throws IOException {
    Files.writeString(repository.resolve(".git").resolve(name), content);
  }
}
