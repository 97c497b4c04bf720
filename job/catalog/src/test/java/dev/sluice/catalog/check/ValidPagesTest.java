package dev.sluice.catalog.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.Catalogues;
import dev.sluice.catalog.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as the W3C's checker sees them. */
final class ValidPagesTest {

  /** Of each kind of page so many, the largest first: they have the most that can be wrong. */
  private static final int OF_EACH_KIND = 6;

  @TempDir private static Path folder;
  private static Path site = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    site = folder.resolve("site");
    Site.write(
        Catalogues.of(HostilePack.in(folder), Catalogues.seeds(), Catalogues.starter()), site);
  }

  @Test
  void theCheckerFindsWhatIsWrong() throws Exception {
    Path page = Files.writeString(folder.resolve("bad.html"), "<p><table><p align=left></b>");
    assertThat(new PageValidator().messages(page)).hasSizeGreaterThan(3);
  }

  @Test
  void eachKindOfPageIsValid() throws Exception {
    PageValidator validator = new PageValidator();
    List<String> messages = new ArrayList<>();
    Map<String, List<Path>> kinds = kinds();
    for (Map.Entry<String, List<Path>> kind : kinds.entrySet()) {
      for (Path page : kind.getValue()) {
        validator.messages(page).stream()
            .map(message -> kind.getKey() + " " + message)
            .forEach(messages::add);
      }
    }
    assertThat(messages).isEmpty();
    assertThat(kinds)
        .containsKeys(
            "index.html",
            "about.html",
            "attack",
            "attack/index.html",
            "events",
            "fields",
            "gaps/index.html",
            "gaps/refused.html",
            "indicators",
            "logsources",
            "overlap/index.html",
            "packs",
            "rules");
  }

  /** Pages by what they are of; those of which there is one by their path. */
  private static Map<String, List<Path>> kinds() throws IOException {
    Map<String, List<Path>> kinds = new TreeMap<>();
    try (Stream<Path> files = Files.walk(site)) {
      files
          .filter(file -> file.toString().endsWith(".html"))
          .sorted(
              Comparator.comparingLong(ValidPagesTest::size).reversed().thenComparing(file -> file))
          .collect(Collectors.groupingBy(ValidPagesTest::kind))
          .forEach(
              (kind, all) -> kinds.put(kind, all.subList(0, Math.min(OF_EACH_KIND, all.size()))));
    }
    return kinds;
  }

  private static String kind(Path page) {
    String path = site.relativize(page).toString();
    boolean many = path.matches("(rules|indicators|fields|logsources|events|packs|attack)/.*");
    boolean list = path.matches("[a-z]+/index(-\\d+)?\\.html");
    return many && !list
        ? path.substring(0, path.indexOf('/'))
        : path.replaceFirst("-\\d+\\.html$", ".html");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
