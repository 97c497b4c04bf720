package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.data.Pack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackContentTest {

  private static final String RULE =
      "title: a\nlogsource: {product: windows}\ndetection: {s: {A: 1}, condition: s}\n";
  private static final String PACK =
      "name: Own rules\nsource: https://example.org/rules\nlicence: CC0-1.0\ncommit: 0123abc\n";

  @TempDir private Path folder;

  @Test
  void aPackSaysWhereItComesFrom() throws IOException {
    Path pack = Files.createDirectory(folder.resolve("own"));
    Files.writeString(pack.resolve("a.yml"), RULE);
    Files.writeString(pack.resolve("pack.yml"), PACK);
    assertThat(new Packs().folder(pack).build().catalog().packs())
        .containsExactly(
            new Pack(
                "own", "Own rules", "https://example.org/rules", "CC0-1.0", "0123abc", 1, 0, 0, 0));
  }

  @Test
  void anArchiveHasItsPackFileAtItsRoot() throws IOException {
    Path archive = folder.resolve("own.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      entry(zip, "a.yml", RULE);
      entry(zip, "a.events.jsonl", "{\"match\":true,\"why\":\"w\",\"event\":{\"A\":1}}\n");
      entry(zip, "pack.yml", PACK);
    }
    CatalogData data = new Packs().folder(archive).build();
    assertThat(data.catalog().packs().get(0).name()).isEqualTo("Own rules");
    assertThat(data.pages().get(0).examples()).hasSize(1);
  }

  @Test
  void withoutOneThePackIsNamedAsItsFolder() throws IOException {
    Path pack = Files.createDirectory(folder.resolve("plain"));
    Files.writeString(pack.resolve("a.yml"), RULE);
    Pack only = new Packs().folder(pack).build().catalog().packs().get(0);
    assertThat(only.name()).isEqualTo("plain");
    assertThat(only.source()).isEmpty();
  }

  @Test
  void whatIsWrongInItHasAPlace() throws IOException {
    Path pack = Files.createDirectory(folder.resolve("own"));
    Files.writeString(pack.resolve("pack.yml"), "name: x\n  licens: y\n");
    assertThat(PackContent.read(pack).problems()).hasSize(1);
    Files.writeString(pack.resolve("pack.yml"), "name: [x]\nlicense: y\n");
    PackContent read = PackContent.read(pack);
    assertThat(read.said()).isEmpty();
    assertThat(read.problems())
        .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .containsExactly(
            "1:7 'name' must be a text, found a list",
            "2:1 unknown key 'license', expected one of [name, source, licence, commit, optional]");
    assertThat(read.problems().get(0).file()).endsWith("own/pack.yml");
  }

  @Test
  void aLinkToAPackIsThePack() throws IOException {
    Path pack = Files.createDirectory(folder.resolve("own"));
    Files.writeString(pack.resolve("a.yml"), RULE);
    Files.writeString(pack.resolve("pack.yml"), PACK);
    Path link = Files.createSymbolicLink(folder.resolve("link"), pack);
    Pack only = new Packs().folder(link).build().catalog().packs().get(0);
    assertThat(only.key()).isEqualTo("link");
    assertThat(only.commit()).isEqualTo("0123abc");
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
