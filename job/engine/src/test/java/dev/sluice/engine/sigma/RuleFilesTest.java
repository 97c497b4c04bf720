package dev.sluice.engine.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.yaml.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

  @TempDir Path folder;

  @Test
  void aDirectoryGivesItsRulesInOrderAndNoTables() throws IOException {
    Path pack = folder.resolve("pack");
    for (String path :
        new String[] {
          "b/x.yaml",
          "a/x.yml",
          "a/x.events.jsonl",
          "pack.yml",
          "mappings/m.yml",
          ".hidden/x.yml",
          "README.md"
        }) {
      Path file = pack.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    RuleFiles files = RuleFiles.load(pack);
    assertThat(files.files()).extracting(SourceFile::path).containsExactly("a/x.yml", "b/x.yaml");
    assertThat(files.files()).extracting(SourceFile::pack).containsOnly("pack");
    assertThat(files.files().get(0).name()).isEqualTo(pack + "/a/x.yml");
  }

  @Test
  void anOptionalPackIsReadOnlyWhenItIsNamedItself() throws IOException {
    Path optional = Files.createDirectories(folder.resolve("rules/optional/a"));
    Files.writeString(optional.resolve("x.yml"), "x");
    Files.writeString(optional.resolveSibling("pack.yml"), "name: x\noptional: true # said why\n");
    Path other = Files.createDirectories(folder.resolve("rules/other"));
    Files.writeString(other.resolve("x.yml"), "x");
    Files.writeString(other.resolve("pack.yml"), "name: optional\n");
    assertThat(RuleFiles.load(folder.resolve("rules")).files())
        .extracting(SourceFile::path)
        .containsExactly("other/x.yml");
    assertThat(RuleFiles.load(folder.resolve("rules/optional")).files())
        .extracting(SourceFile::path)
        .containsExactly("a/x.yml");
  }

  @Test
  void anArchiveIsAPackOfItsName() throws IOException {
    Path zip = folder.resolve("hq.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("rules/a.yml"));
      out.write('x');
      out.putNextEntry(new ZipEntry("LICENSE"));
    }
    RuleFiles files = RuleFiles.load(zip);
    assertThat(files.files())
        .singleElement()
        .satisfies(f -> assertThat(f.name()).isEqualTo(zip + "/rules/a.yml"));
    assertThat(files.files().get(0).pack()).isEqualTo("hq");
  }

  @Test
  void aPathWithNothingThereIsSaid() {
    assertThatThrownBy(() -> RuleFiles.load(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }

  @Test
  void aLinkToADirectoryIsThatDirectory() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.writeString(real.resolve("a.yml"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(RuleFiles.load(link).files())
        .singleElement()
        .satisfies(file -> assertThat(file.name()).isEqualTo(link + "/a.yml"));
  }

  /** As git leaves it: objects and hooks in .git, a submodule with a file of that name. */
  @Test
  void ofAWorkTreeTheRulesAreReadAndNotWhatGitKeeps() throws IOException {
    Path tree = folder.resolve("tree");
    for (String path :
        new String[] {
          ".git/HEAD",
          ".git/modules/vendor/config.yml",
          ".github/workflows/test.yml",
          ".gitlab-ci.yml",
          "vendor/.git",
          "vendor/rules/b.yml",
          "rules/a.yml",
          "regression_data/rules/a/info.yml"
        }) {
      Path file = tree.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    Path locked = Files.createDirectories(tree.resolve(".git/objects/locked"));
    Files.setPosixFilePermissions(locked, Set.of());
    RuleFiles files = RuleFiles.load(tree);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    assertThat(files.files())
        .extracting(SourceFile::path)
        .containsExactly("rules/a.yml", "vendor/rules/b.yml");
    assertThat(files.problems()).isEmpty();
  }

  @Test
  void linksNeitherLoopNorLeadOut() throws IOException {
    Path pack = Files.createDirectories(folder.resolve("pack/rules"));
    Files.writeString(pack.resolve("a.yml"), "x");
    Path secret = Files.writeString(folder.resolve("secret.yml"), "x");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("b.yml"), "x");
    Files.createSymbolicLink(pack.resolve("loop"), pack);
    Files.createSymbolicLink(pack.resolve("outside"), outside);
    Files.createSymbolicLink(pack.resolve("gone.yml"), folder.resolve("gone.yml"));
    Files.createSymbolicLink(pack.resolve("inside.yml"), pack.resolve("a.yml"));
    Files.createSymbolicLink(pack.resolve("leak.yml"), secret);
    Files.createSymbolicLink(pack.resolve("leak.txt"), secret);
    RuleFiles files = RuleFiles.load(folder.resolve("pack"));
    assertThat(files.files())
        .extracting(SourceFile::path)
        .containsExactly("rules/a.yml", "rules/inside.yml");
    assertThat(files.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).endsWith("pack/rules/leak.yml");
              assertThat(problem.code()).isEqualTo(ErrorCode.FILE_UNREADABLE);
            });
  }

  /** Names only, as nothing is unpacked: an entry cannot be written anywhere. */
  @Test
  void ofAReleaseTheRulesAreReadWhateverElseIsPacked() throws IOException {
    Path zip = folder.resolve("sigma_core.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name :
          new String[] {
            "version.txt",
            "rules/",
            "rules/windows/a.yml",
            "rules-emerging-threats/2026/b.yml",
            "sigma-master/.github/workflows/test.yml",
            "sigma-master/regression_data/rules/a/info.yml",
            "rules/../../c.yml"
          }) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.endsWith("/") ? new byte[0] : new byte[] {'x'});
      }
    }
    RuleFiles files = RuleFiles.load(zip);
    assertThat(files.files())
        .extracting(SourceFile::path)
        .containsExactly("rules-emerging-threats/2026/b.yml", "rules/windows/a.yml");
    assertThat(files.problems()).isEmpty();
  }
}
