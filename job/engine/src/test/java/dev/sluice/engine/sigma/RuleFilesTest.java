package dev.sluice.engine.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
}
